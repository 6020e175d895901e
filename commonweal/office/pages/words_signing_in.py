"""The house's words for signing in with a provider, in English and Welsh."""

EN = {
    "signed_out_text": "Nobody can see your applications on this device. They are kept.",
    "signed_out_title": "You have signed out",
    "signin_failed_text": (
        "Nothing has been lost. Try again, or come back with a link or with your reference and words instead."
    ),
    "signin_failed_title": "We could not sign you in",
    "signin_link": "Sign in with {provider}",
    "signin_title": "Sign in",
    "yours_draft": "Not sent yet. You last changed it on {date}.",
    "yours_none": "There is nothing here yet. What you save while you are signed in is kept here.",
    "yours_open": "Open {reference}",
    "yours_sign_out": "Sign out on this device",
    "yours_text": "You have signed in with {provider}. You stay signed in here for an hour.",
    "yours_title": "Your applications",
}

CY = {
    "signed_out_text": "Ni all neb weld eich ceisiadau ar y ddyfais hon. Maent yn cael eu cadw.",
    "signed_out_title": "Rydych wedi allgofnodi",
    "signin_failed_text": (
        "Nid oes dim wedi’i golli. Rhowch gynnig arall arni, neu dewch yn ôl gyda dolen neu gyda’ch "
        "cyfeirnod a’ch geiriau yn lle hynny."
    ),
    "signin_failed_title": "Ni allem eich mewngofnodi",
    "signin_link": "Mewngofnodi gyda {provider}",
    "signin_title": "Mewngofnodi",
    "yours_draft": "Heb ei anfon eto. Gwnaethoch ei newid ddiwethaf ar {date}.",
    "yours_none": "Nid oes dim yma eto. Cedwir yma yr hyn rydych yn ei gadw tra byddwch wedi mewngofnodi.",
    "yours_open": "Agor {reference}",
    "yours_sign_out": "Allgofnodi ar y ddyfais hon",
    "yours_text": "Rydych wedi mewngofnodi gyda {provider}. Byddwch yn aros wedi mewngofnodi yma am awr.",
    "yours_title": "Eich ceisiadau",
}
