"""What the step asks of how somebody wants to be told, in English and Welsh."""

from __future__ import annotations

from commonweal.service.house_words import HouseWords

EN = {
    "title": "How we write to you",
    "ask": "How should we write to you?",
    "way": "How?",
    "way_hint": (
        "If you choose nothing, we write by post. By email or text we tell you that a letter is here to "
        "read: the message says nothing of what is in it."
    ),
    "way_wrong": "Select how we should write to you",
    "way_post": "By post",
    "way_email": "By email",
    "way_text": "By text message",
    "email": "Your email address, if by email",
    "email_wrong": "Enter an email address in the correct format, like name@example.com",
    "text": "Your UK mobile number, if by text message",
    "text_wrong": "Enter a UK mobile number, like 07700 900 982",
    "form": "In which form?",
    "form_hint": (
        "To read a letter to you we call the phone number in your application, or you can call us."
    ),
    "form_wrong": "Select in which form we should write to you",
    "form_standard": "Standard print",
    "form_large": "Large print",
    "form_audio": "To be listened to, on this site",
    "form_phone": "Read to me by phone",
}
CY = {
    "title": "Sut rydym yn ysgrifennu atoch",
    "ask": "Sut ddylem ni ysgrifennu atoch?",
    "way": "Sut?",
    "way_hint": (
        "Os na ddewiswch ddim, byddwn yn ysgrifennu drwy’r post. Drwy e-bost neu neges destun, rydym yn "
        "dweud bod llythyr yma i’w ddarllen: nid yw’r neges yn dweud dim am ei gynnwys."
    ),
    "way_wrong": "Dewiswch sut y dylem ysgrifennu atoch",
    "way_post": "Drwy’r post",
    "way_email": "Drwy e-bost",
    "way_text": "Drwy neges destun",
    "email": "Eich cyfeiriad e-bost, os drwy e-bost",
    "email_wrong": "Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@enghraifft.com",
    "text": "Eich rhif ffôn symudol yn y DU, os drwy neges destun",
    "text_wrong": "Rhowch rif ffôn symudol yn y DU, fel 07700 900 982",
    "form": "Ar ba ffurf?",
    "form_hint": (
        "I ddarllen llythyr i chi rydym yn ffonio’r rhif yn eich cais, neu gallwch chi ein ffonio ni."
    ),
    "form_wrong": "Dewiswch ar ba ffurf y dylem ysgrifennu atoch",
    "form_standard": "Print safonol",
    "form_large": "Print bras",
    "form_audio": "I wrando arno, ar y wefan hon",
    "form_phone": "Ei ddarllen i mi dros y ffôn",
}

WORDS = HouseWords("how told", EN, CY)
say = WORDS.say
