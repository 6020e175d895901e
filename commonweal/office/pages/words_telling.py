"""The house's words for how people are told things, in English and Welsh."""

EN = {
    "telling_change": "Change how we write to you: post, email, text, large print or by phone",
    "telling_do": "Keep this",
    "telling_email": "Your email address, if by email",
    "telling_failed": "Our message to you could not be delivered, so we write to you by post.",
    "telling_form": "In which form?",
    "telling_form_audio": "To be listened to, on this site",
    "telling_form_hint": "Every letter can also be read on this site, in all of these forms.",
    "telling_form_large": "Large print",
    "telling_form_phone": "Read to me by phone",
    "telling_form_standard": "Standard print",
    "telling_kept": "We write to you like this from now on.",
    "telling_large": "This letter in large print (PDF)",
    "telling_listen": "This letter for listening to",
    "telling_no_email": "Enter an email address in the correct format, like name@example.com",
    "telling_no_form": "Select in which form we should write to you",
    "telling_no_text": "Enter a UK mobile number, like 07700 900 982",
    "telling_no_way": "Select how we should write to you",
    "telling_reminder": "We remind you once, on {date}.",
    "telling_text": "Your UK mobile number, if by text message",
    "telling_title": "How should we write to you?",
    "telling_way": "How?",
    "telling_way_email": "By email",
    "telling_way_hint": (
        "By email and text message we only say that there is a letter for you, and where to read it. If the "
        "message cannot be delivered, we post the letter."
    ),
    "telling_way_post": "By post",
    "telling_way_text": "By text message",
}

CY = {
    "telling_change": "Newid sut rydym yn ysgrifennu atoch: post, e-bost, testun, print bras neu dros y ffôn",
    "telling_do": "Cadw hyn",
    "telling_email": "Eich cyfeiriad e-bost, os drwy e-bost",
    "telling_failed": "Nid oedd modd danfon ein neges atoch, felly rydym yn ysgrifennu atoch drwy’r post.",
    "telling_form": "Ar ba ffurf?",
    "telling_form_audio": "I wrando arno, ar y wefan hon",
    "telling_form_hint": "Gellir darllen pob llythyr ar y wefan hon hefyd, ym mhob un o’r ffurfiau hyn.",
    "telling_form_large": "Print bras",
    "telling_form_phone": "Ei ddarllen i mi dros y ffôn",
    "telling_form_standard": "Print safonol",
    "telling_kept": "Byddwn yn ysgrifennu atoch fel hyn o hyn ymlaen.",
    "telling_large": "Y llythyr hwn mewn print bras (PDF)",
    "telling_listen": "Y llythyr hwn i wrando arno",
    "telling_no_email": "Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@enghraifft.com",
    "telling_no_form": "Dewiswch ar ba ffurf y dylem ysgrifennu atoch",
    "telling_no_text": "Rhowch rif ffôn symudol yn y DU, fel 07700 900 982",
    "telling_no_way": "Dewiswch sut y dylem ysgrifennu atoch",
    "telling_reminder": "Byddwn yn eich atgoffa unwaith, ar {date}.",
    "telling_text": "Eich rhif ffôn symudol yn y DU, os drwy neges destun",
    "telling_title": "Sut ddylem ni ysgrifennu atoch?",
    "telling_way": "Sut?",
    "telling_way_email": "Drwy e-bost",
    "telling_way_hint": (
        "Drwy e-bost a neges destun dim ond dweud bod llythyr i chi, a ble i’w ddarllen, a wnawn. Os na "
        "ellir danfon y neges, byddwn yn postio’r llythyr."
    ),
    "telling_way_post": "Drwy’r post",
    "telling_way_text": "Drwy neges destun",
}
