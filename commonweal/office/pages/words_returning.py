"""The house's words for saving and coming back, in English and Welsh."""

EN = {
    "asked_newest": "Use the newest one. Asking again stops the ones before it from working.",
    "asked_nothing": "If nothing comes, check your junk mail, use your reference and words, or contact us.",
    "asked_text": (
        "What you entered may belong to an application for this service. If it does, and you gave us "
        "an email address or a mobile number for it, we are sending a link there now."
    ),
    "asked_title": "Check your email or your phone",
    "asked_wait": "It can take a few minutes.",
    "changed_check": "Check your answers again before you send them. These were changed elsewhere:",
    "changed_check_title": "Your answers have changed since you opened this page",
    "changed_other": "An answer that is not asked any more",
    "close_ask": "Does anyone else use this device?",
    "close_do": "Close it on this device",
    "close_text": "Close the application, so that nobody can see it here. It is kept, and you can come back.",
    "closed_text": "Nobody can see your application on this device. You can come back to it on any device.",
    "closed_title": "Your application is closed on this device",
    "in_progress_saved": "It is saved. If you start a new one, this one waits for whoever saved it.",
    "link_text": "Select Continue to open your application on this device. This link works once.",
    "link_title": "Continue your application",
    "return_known": "Your email address, mobile number or reference",
    "return_known_hint": "The one that you gave us when you saved your application, or that we write to",
    "return_known_missing": "Enter your email address, mobile number or reference",
    "return_link": "Come back to an application, or see where it is",
    "return_link_title": "Get a new link",
    "return_reference_hint": "11 letters and numbers, like 7K3M-9TRC-X4D",
    "return_reference_missing": "Enter your reference",
    "return_send": "Send me a new link",
    "return_text": (
        "If you have a link from us that you have not used, open it. If not, choose one of these ways."
    ),
    "return_title": "Come back to your application",
    "return_words_hint": "The 4 words that you wrote down. Capital letters do not matter",
    "return_words_missing": "Enter your 4 words",
    "return_words_title": "Use your reference and words",
    "return_wrong": "The reference and the words do not go together. Check both and try again",
    "save_ask_email": "What email address should we send the link to?",
    "save_ask_text": "What mobile number should we send the link to?",
    "save_by_email": "With a link that we email to you",
    "save_by_text": "With a link that we text to you",
    "save_by_words": "With a reference and 4 words that you print or write down",
    "save_hint": "We use it for this application only, and delete it with the application",
    "save_how": "How do you want to come back?",
    "save_kept": "Answers kept until",
    "save_later": "Save and come back later",
    "save_link_sent": "Link sent to",
    "save_missing": "Select how you want to come back",
    "save_onward": "Continue the application now",
    "save_onward_sent": "See where your application is",
    "save_reference": "Reference",
    "save_send": "Send the link",
    "save_sent_text": "You can come back on any device, in English or in Welsh. You do not need an account.",
    "save_sent_title": "Come back to see where your application is",
    "save_text": (
        "Your answers so far are saved. You can come back on any device, in English or in Welsh, and go "
        "on from the next question. You do not need an account."
    ),
    "save_title": "Save your application and come back later",
    "save_where": "Come back at",
    "save_without": "Come back later without this answer",
    "save_words": "Your 4 words",
    "saved_again": "Send the link again or choose another way",
    "saved_email": (
        "We are emailing a link to you. It works once, for 7 days. You can ask for a new one any time."
    ),
    "saved_sent_title": "You can come back to your application",
    "saved_text_message": (
        "We are texting a link to you. It works once, for 7 days. You can ask for a new one any time."
    ),
    "saved_title": "Your answers are saved",
    "saved_wrong": "If this is not right, or nothing comes:",
    "spent_text": (
        "A link works once, for 7 days, and only until you ask for a newer one. We can send a new link to "
        "the email address or mobile number that this one was sent to."
    ),
    "spent_title": "This link does not work any more",
    "spent_words": "Use your reference and words, or another way",
    "too_many_links": "Too many links have been asked for. Wait an hour, or go back and choose another way",
    "too_many_text": (
        "This protects people’s applications from guessing. Wait 15 minutes and try again, or contact us."
    ),
    "too_many_title": "There have been too many tries",
    "words_apart": (
        "Keep the words apart from the reference if you can. Anyone who has both can see your application."
    ),
    "words_text": (
        "Print this page, take a photo of it or write these down. You need all of them to come back."
    ),
    "words_warning": (
        "We show these words once. If you lose them, you can make new ones here while your application is "
        "open on this device. New words replace these."
    ),
}

CY = {
    "asked_newest": "Defnyddiwch yr un ddiweddaraf. Mae gofyn eto yn atal y rhai blaenorol rhag gweithio.",
    "asked_nothing": (
        "Os na ddaw dim, edrychwch yn eich post sothach, defnyddiwch eich cyfeirnod a’ch geiriau, neu "
        "cysylltwch â ni."
    ),
    "asked_text": (
        "Gall yr hyn a roesoch berthyn i gais am y gwasanaeth hwn. Os yw, ac os rhoesoch gyfeiriad "
        "e-bost neu rif ffôn symudol ar ei gyfer, rydym yn anfon dolen yno nawr."
    ),
    "asked_title": "Edrychwch ar eich e-bost neu’ch ffôn",
    "asked_wait": "Gall gymryd ychydig funudau.",
    "changed_check": "Gwiriwch eich atebion eto cyn eu hanfon. Newidiwyd y rhain rywle arall:",
    "changed_check_title": "Mae eich atebion wedi newid ers i chi agor y dudalen hon",
    "changed_other": "Ateb nad yw’n cael ei ofyn mwyach",
    "close_ask": "A oes rhywun arall yn defnyddio’r ddyfais hon?",
    "close_do": "Ei gau ar y ddyfais hon",
    "close_text": "Caewch y cais, fel na all neb ei weld yma. Mae’n cael ei gadw, a gallwch ddod yn ôl ato.",
    "closed_text": "Ni all neb weld eich cais ar y ddyfais hon. Gallwch ddod yn ôl ato ar unrhyw ddyfais.",
    "closed_title": "Mae eich cais wedi’i gau ar y ddyfais hon",
    "in_progress_saved": (
        "Mae wedi’i gadw. Os byddwch yn dechrau un newydd, bydd hwn yn aros am bwy bynnag a’i cadwodd."
    ),
    "link_text": "Dewiswch Parhau i agor eich cais ar y ddyfais hon. Mae’r ddolen hon yn gweithio unwaith.",
    "link_title": "Parhau â’ch cais",
    "return_known": "Eich cyfeiriad e-bost, rhif ffôn symudol neu gyfeirnod",
    "return_known_hint": "Yr un a roesoch i ni wrth gadw eich cais, neu’r un rydym yn ysgrifennu iddo",
    "return_known_missing": "Rhowch eich cyfeiriad e-bost, rhif ffôn symudol neu gyfeirnod",
    "return_link": "Dod yn ôl at gais, neu weld ble mae wedi cyrraedd",
    "return_link_title": "Cael dolen newydd",
    "return_reference_hint": "11 o lythrennau a rhifau, fel 7K3M-9TRC-X4D",
    "return_reference_missing": "Rhowch eich cyfeirnod",
    "return_send": "Anfonwch ddolen newydd ataf",
    "return_text": (
        "Os oes gennych ddolen gennym nad ydych wedi’i defnyddio, agorwch hi. Os nad oes, dewiswch un o’r "
        "ffyrdd hyn."
    ),
    "return_title": "Dod yn ôl at eich cais",
    "return_words_hint": "Y 4 gair a ysgrifennoch. Nid oes gwahaniaeth am briflythrennau",
    "return_words_missing": "Rhowch eich 4 gair",
    "return_words_title": "Defnyddio eich cyfeirnod a’ch geiriau",
    "return_wrong": "Nid yw’r cyfeirnod a’r geiriau yn cyd-fynd. Gwiriwch y ddau a rhowch gynnig arall arni",
    "save_ask_email": "I ba gyfeiriad e-bost y dylem anfon y ddolen?",
    "save_ask_text": "I ba rif ffôn symudol y dylem anfon y ddolen?",
    "save_by_email": "Gyda dolen y byddwn yn ei hanfon drwy e-bost",
    "save_by_text": "Gyda dolen y byddwn yn ei hanfon drwy neges destun",
    "save_by_words": "Gyda chyfeirnod a 4 gair y byddwch yn eu hargraffu neu’n eu hysgrifennu",
    "save_hint": "Dim ond ar gyfer y cais hwn y byddwn yn ei ddefnyddio, a chaiff ei ddileu gyda’r cais",
    "save_how": "Sut hoffech chi ddod yn ôl?",
    "save_kept": "Cedwir yr atebion tan",
    "save_later": "Cadw a dod yn ôl yn nes ymlaen",
    "save_link_sent": "Anfonwyd y ddolen at",
    "save_missing": "Dewiswch sut hoffech chi ddod yn ôl",
    "save_onward": "Parhau â’r cais nawr",
    "save_onward_sent": "Gweld ble mae eich cais",
    "save_reference": "Cyfeirnod",
    "save_send": "Anfon y ddolen",
    "save_sent_text": (
        "Gallwch ddod yn ôl ar unrhyw ddyfais, yn Gymraeg neu yn Saesneg. Nid oes angen cyfrif arnoch."
    ),
    "save_sent_title": "Dod yn ôl i weld ble mae eich cais",
    "save_text": (
        "Mae eich atebion hyd yma wedi’u cadw. Gallwch ddod yn ôl ar unrhyw ddyfais, yn Gymraeg neu yn "
        "Saesneg, a pharhau o’r cwestiwn nesaf. Nid oes angen cyfrif arnoch."
    ),
    "save_title": "Cadw eich cais a dod yn ôl yn nes ymlaen",
    "save_where": "Dewch yn ôl yn",
    "save_without": "Dod yn ôl yn nes ymlaen heb yr ateb hwn",
    "save_words": "Eich 4 gair",
    "saved_again": "Anfonwch y ddolen eto neu dewiswch ffordd arall",
    "saved_email": (
        "Rydym yn anfon dolen atoch drwy e-bost. Mae’n gweithio unwaith, am 7 diwrnod. Gallwch ofyn am un "
        "newydd unrhyw bryd."
    ),
    "saved_sent_title": "Gallwch ddod yn ôl at eich cais",
    "saved_text_message": (
        "Rydym yn anfon dolen atoch drwy neges destun. Mae’n gweithio unwaith, am 7 diwrnod. Gallwch ofyn "
        "am un newydd unrhyw bryd."
    ),
    "saved_title": "Mae eich atebion wedi’u cadw",
    "saved_wrong": "Os nad yw hyn yn gywir, neu os na ddaw dim:",
    "spent_text": (
        "Mae dolen yn gweithio unwaith, am 7 diwrnod, a dim ond nes i chi ofyn am un newydd. Gallwn anfon "
        "dolen newydd i’r cyfeiriad e-bost neu’r rhif ffôn symudol yr anfonwyd hon iddo."
    ),
    "spent_title": "Nid yw’r ddolen hon yn gweithio mwyach",
    "spent_words": "Defnyddio eich cyfeirnod a’ch geiriau, neu ffordd arall",
    "too_many_links": "Gofynnwyd am ormod o ddolenni. Arhoswch awr, neu ewch yn ôl a dewis ffordd arall",
    "too_many_text": (
        "Mae hyn yn diogelu ceisiadau pobl rhag cael eu dyfalu. Arhoswch 15 munud a rhowch gynnig arall "
        "arni, neu cysylltwch â ni."
    ),
    "too_many_title": "Bu gormod o gynigion",
    "words_apart": (
        "Cadwch y geiriau ar wahân i’r cyfeirnod os gallwch. Gall unrhyw un sydd â’r ddau weld eich cais."
    ),
    "words_text": (
        "Argraffwch y dudalen hon, tynnwch lun ohoni neu ysgrifennwch y rhain. Bydd angen pob un ohonynt "
        "arnoch i ddod yn ôl."
    ),
    "words_warning": (
        "Dim ond unwaith y byddwn yn dangos y geiriau hyn. Os byddwch yn eu colli, gallwch wneud rhai "
        "newydd yma tra bo eich cais ar agor ar y ddyfais hon. Mae geiriau newydd yn disodli’r rhain."
    ),
}
