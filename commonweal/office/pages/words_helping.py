"""The house's words for being helped by somebody, in English and Welsh."""

EN = {
    "helping_allow": "Allow",
    "helping_answer": "Allow it, or not",
    "helping_asks": "{adviser} of {organisation} asks to help you with this application.",
    "helping_asks_check": "Allow it only if this is who you are talking to.",
    "helping_asks_title": "Somebody asks to help you",
    "helping_back": "Go back to your application",
    "helping_check": "Check for an answer",
    "helping_came": "Something has changed here.",
    "helping_changed": "{adviser} or another of your pages has changed something here.",
    "helping_code": "Your code",
    "helping_consent_ask": "Do you agree?",
    "helping_consent_ends": (
        "This ends when the application is sent, or when you say stop. After that I see only its reference."
    ),
    "helping_consent_letters": "Letters come to you and not to me. You can finish alone at any time.",
    "helping_consent_page_ends": (
        "This ends when the application is sent, or when you stop it. After that they see nothing of it."
    ),
    "helping_consent_page_sees": "{adviser} of {organisation} will see the page you are on and your answers.",
    "helping_consent_page_stop": "You can stop it on any page. Letters come to you and not to them.",
    "helping_consent_page_types": (
        "They can type answers with you, and it is kept who typed which. You send the application yourself."
    ),
    "helping_consent_sees": "I can see your answers while I help you, and so can my colleagues there.",
    "helping_consent_types": (
        "I will fill in the application with you. It is kept that I typed what you tell me."
    ),
    "helping_consent_who": "My name is {adviser}, and I work for {organisation}.",
    "helping_follow_link": (
        "You can see where your application is at {place}. Ask there for a link with your reference: it "
        "comes to the address that we write to. Or phone {phone}."
    ),
    "helping_follow_phone": ("To hear where your application is, phone {phone} and give your reference."),
    "helping_get": "Get a code",
    "helping_look": "Show it",
    "helping_link": "I need help with this page",
    "helping_new": "Get a new code",
    "helping_not_here": (
        "You are signed in as an adviser. To apply for somebody else, start from “Help somebody”: the person "
        "agrees first, and that is recorded. What you begin here is your own application."
    ),
    "helping_now": "{adviser} of {organisation} is helping you and can see your answers.",
    "helping_only": "The code works once. Nobody sees your application until you allow it here.",
    "helping_read": (
        "Read this code to the adviser you are talking to. Then select Check for an answer: "
        "the page shows who they are, and you say whether they may help."
    ),
    "helping_refuse": "Do not allow",
    "helping_stop": "Stop the help",
    "helping_stopped_text": "Nobody else can see your application. What was answered is kept.",
    "helping_stopped_title": "The help has stopped",
    "helping_text": (
        "An adviser can look at this application with you, while you talk by phone or sit together. "
        "You get a code and read it to them."
    ),
    "helping_there": "Help somebody apply",
    "helping_title": "Get help with your application",
    "helping_until": "Works until",
    "helping_what": "What they can see",
    "helping_where": "You can ask us, a library or an advice charity near you.",
}
CY = {
    "helping_allow": "Caniatáu",
    "helping_answer": "Ei ganiatáu, neu beidio",
    "helping_asks": "Mae {adviser} o {organisation} yn gofyn am gael eich helpu gyda’r cais hwn.",
    "helping_asks_check": "Caniatewch hyn dim ond os dyma’r person rydych yn siarad â nhw.",
    "helping_asks_title": "Mae rhywun yn gofyn am gael eich helpu",
    "helping_back": "Mynd yn ôl at eich cais",
    "helping_check": "Gweld a oes ateb",
    "helping_came": "Mae rhywbeth wedi newid yma.",
    "helping_changed": "Mae {adviser} neu un arall o’ch tudalennau wedi newid rhywbeth yma.",
    "helping_code": "Eich cod",
    "helping_consent_ask": "Ydych chi’n cytuno?",
    "helping_consent_ends": (
        "Daw hyn i ben pan gaiff y cais ei anfon, neu pan ddywedwch stop. "
        "Ar ôl hynny, dim ond ei gyfeirnod y byddaf yn ei weld."
    ),
    "helping_consent_letters": (
        "Atoch chi y daw’r llythyrau, nid ataf fi. Cewch orffen ar eich pen eich hun unrhyw bryd."
    ),
    "helping_consent_page_ends": (
        "Daw hyn i ben pan gaiff y cais ei anfon, neu pan fyddwch yn ei stopio. "
        "Ar ôl hynny, ni fyddant yn gweld dim ohono."
    ),
    "helping_consent_page_sees": (
        "Bydd {adviser} o {organisation} yn gweld y dudalen rydych arni a’ch atebion."
    ),
    "helping_consent_page_stop": (
        "Gallwch ei stopio ar unrhyw dudalen. Atoch chi y daw’r llythyrau, nid atyn nhw."
    ),
    "helping_consent_page_types": (
        "Gallant deipio atebion gyda chi, a chofnodir pwy a deipiodd beth. Chi fydd yn anfon y cais."
    ),
    "helping_consent_sees": (
        "Gallaf weld eich atebion tra byddaf yn eich helpu, a gall fy nghydweithwyr yno eu gweld hefyd."
    ),
    "helping_consent_types": (
        "Byddaf yn llenwi’r cais gyda chi. Cofnodir mai fi a deipiodd yr hyn a ddywedwch wrthyf."
    ),
    "helping_consent_who": "Fy enw i yw {adviser}, ac rwy’n gweithio i {organisation}.",
    "helping_follow_link": (
        "Gallwch weld ble mae eich cais yn {place}. Gofynnwch yno am ddolen gyda’ch cyfeirnod: daw i’r "
        "cyfeiriad rydym yn ysgrifennu iddo. Neu ffoniwch {phone}."
    ),
    "helping_follow_phone": ("I glywed ble mae eich cais, ffoniwch {phone} a rhowch eich cyfeirnod."),
    "helping_get": "Cael cod",
    "helping_look": "Ei ddangos",
    "helping_link": "Mae angen help arnaf gyda’r dudalen hon",
    "helping_new": "Cael cod newydd",
    "helping_not_here": (
        "Rydych wedi mewngofnodi fel cynghorydd. I wneud cais dros rywun arall, dechreuwch o “Help "
        "somebody”: mae’r person yn cytuno’n gyntaf, a chofnodir hynny. Eich cais chi eich hun fydd yr un a "
        "ddechreuwch yma."
    ),
    "helping_now": "Mae {adviser} o {organisation} yn eich helpu ac yn gallu gweld eich atebion.",
    "helping_only": "Mae’r cod yn gweithio unwaith. Ni wêl neb eich cais nes i chi ganiatáu hynny yma.",
    "helping_read": (
        "Darllenwch y cod hwn i’r cynghorydd rydych yn siarad â nhw. Yna dewiswch Gweld a oes ateb: "
        "mae’r dudalen yn dangos pwy ydyn nhw, a chi sy’n dweud a gânt helpu."
    ),
    "helping_refuse": "Peidio â chaniatáu",
    "helping_stop": "Stopio’r help",
    "helping_stopped_text": "Ni all neb arall weld eich cais. Cedwir yr hyn a atebwyd.",
    "helping_stopped_title": "Mae’r help wedi stopio",
    "helping_text": (
        "Gall cynghorydd edrych ar y cais hwn gyda chi, wrth i chi siarad dros y ffôn neu eistedd gyda’ch "
        "gilydd. Byddwch yn cael cod ac yn ei ddarllen iddynt."
    ),
    "helping_there": "Helpu rhywun i wneud cais",
    "helping_title": "Cael help gyda’ch cais",
    "helping_until": "Yn gweithio tan",
    "helping_what": "Beth y gallant ei weld",
    "helping_where": "Gallwch ofyn i ni, i lyfrgell neu i elusen gynghori yn eich ardal.",
}
