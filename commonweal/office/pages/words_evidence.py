"""The house's words for sending evidence, in English and Welsh."""

EN = {
    "evidence_all": "When you have sent everything",
    "evidence_all_do": "I have sent everything",
    "evidence_all_text": "Tell us, so that we go on with your application straight away.",
    "evidence_all_told": "We know that you have sent everything, and go on with your application.",
    "evidence_came": "What you have sent",
    "evidence_file": "Choose a photo or a PDF",
    "evidence_hint": (
        "You can take a photo with your phone. JPEG, PNG, WebP or PDF, up to 10 MB. Send one at a time: "
        "what has arrived stays here if your connection drops."
    ),
    "evidence_link": "Send it from another device",
    "evidence_link_text": (
        "Open this link on your phone. It works for 28 days, and whoever has it can see what we asked for "
        "and send files, so do not share it."
    ),
    "evidence_next": "Send a file",
    "evidence_no_broken": "The file cannot be opened. Try taking the photo again, or send another file",
    "evidence_no_busy": "Too many people are sending files now. Wait a minute and send it again",
    "evidence_no_closed": "This application is closed, so nothing can be added. Contact us",
    "evidence_no_empty": "Choose a photo or a PDF",
    "evidence_no_heic": (
        "We cannot open this kind of photo (HEIC). Take a screenshot of it and send that, or set your camera "
        "to “Most Compatible”"
    ),
    "evidence_no_kind": "The file must be a photo (JPEG, PNG or WebP) or a PDF",
    "evidence_no_locked": "The PDF has a password. Send it without one, or send a photo of it",
    "evidence_no_many": "You have sent as many files as we can keep. Contact us if there is more",
    "evidence_no_none": "Send a photo or a PDF first",
    "evidence_no_often": "You have sent many files in the last hour. Try again later",
    "evidence_no_pages": "The PDF is too long: send 60 pages or fewer",
    "evidence_no_pixels": "The photo is too large. Send a smaller one",
    "evidence_no_runs": (
        "The PDF has something in it that can run or carries another file, so we cannot take it. Print it to "
        "a new PDF, or send a photo of it"
    ),
    "evidence_no_size": "The file must be smaller than 10 MB",
    "evidence_no_way": "Select how you will get it to us",
    "evidence_no_which": "Select what you are sending",
    "evidence_other": "Something else",
    "evidence_send": "Send this file",
    "evidence_sent": "Your file has arrived.",
    "evidence_spent_text": "The link is too old or not whole. You can ask for a new one.",
    "evidence_spent_title": "This link does not work",
    "evidence_state_kept": "Arrived {at}",
    "evidence_state_refused": "Arrived {at}. It held a virus, so we deleted it: send it another way",
    "evidence_state_waiting": "Arrived {at}. It is being checked for viruses",
    "evidence_status": "Send a photo or a PDF, or say how you will get it to us",
    "evidence_thanks": "Thank you",
    "evidence_title": "Send us what we need",
    "evidence_way": "Or get it to us another way",
    "evidence_way_bring": "I will bring it in",
    "evidence_way_do": "Tell us",
    "evidence_way_hint": "Bring or post copies and not originals, with your reference on them.",
    "evidence_way_post": "I will post it",
    "evidence_way_told": "Thank you for telling us. We look out for it.",
    "evidence_which": "What are you sending?",
}

CY = {
    "evidence_all": "Pan fyddwch wedi anfon popeth",
    "evidence_all_do": "Rwyf wedi anfon popeth",
    "evidence_all_text": "Dywedwch wrthym, fel y gallwn fwrw ymlaen â’ch cais yn syth.",
    "evidence_all_told": "Rydym yn gwybod eich bod wedi anfon popeth, ac yn bwrw ymlaen â’ch cais.",
    "evidence_came": "Yr hyn rydych wedi’i anfon",
    "evidence_file": "Dewiswch lun neu PDF",
    "evidence_hint": (
        "Gallwch dynnu llun â’ch ffôn. JPEG, PNG, WebP neu PDF, hyd at 10 MB. Anfonwch un ar y tro: bydd yr "
        "hyn sydd wedi cyrraedd yn aros yma os bydd eich cysylltiad yn torri."
    ),
    "evidence_link": "Ei anfon o ddyfais arall",
    "evidence_link_text": (
        "Agorwch y ddolen hon ar eich ffôn. Mae’n gweithio am 28 diwrnod, a gall pwy bynnag sydd â hi weld "
        "yr hyn y gofynnwyd amdano ac anfon ffeiliau, felly peidiwch â’i rhannu."
    ),
    "evidence_next": "Anfon ffeil",
    "evidence_no_broken": "Ni ellir agor y ffeil. Ceisiwch dynnu’r llun eto, neu anfonwch ffeil arall",
    "evidence_no_busy": "Mae gormod o bobl yn anfon ffeiliau nawr. Arhoswch funud a’i hanfon eto",
    "evidence_no_closed": "Mae’r cais hwn wedi’i gau, felly ni ellir ychwanegu dim. Cysylltwch â ni",
    "evidence_no_empty": "Dewiswch lun neu PDF",
    "evidence_no_heic": (
        "Ni allwn agor y math hwn o lun (HEIC). Tynnwch sgrinlun ohono ac anfonwch hwnnw, neu gosodwch eich "
        "camera i “Most Compatible”"
    ),
    "evidence_no_kind": "Rhaid i’r ffeil fod yn llun (JPEG, PNG neu WebP) neu’n PDF",
    "evidence_no_locked": "Mae cyfrinair ar y PDF. Anfonwch ef heb un, neu anfonwch lun ohono",
    "evidence_no_many": "Rydych wedi anfon hynny o ffeiliau y gallwn eu cadw. Cysylltwch â ni os oes mwy",
    "evidence_no_none": "Anfonwch lun neu PDF yn gyntaf",
    "evidence_no_often": "Rydych wedi anfon llawer o ffeiliau yn yr awr ddiwethaf. Ceisiwch eto wedyn",
    "evidence_no_pages": "Mae’r PDF yn rhy hir: anfonwch 60 tudalen neu lai",
    "evidence_no_pixels": "Mae’r llun yn rhy fawr. Anfonwch un llai",
    "evidence_no_runs": (
        "Mae rhywbeth yn y PDF sy’n gallu rhedeg, neu mae’n cario ffeil arall, felly ni allwn ei dderbyn. "
        "Argraffwch ef i PDF newydd, neu anfonwch lun ohono"
    ),
    "evidence_no_size": "Rhaid i’r ffeil fod yn llai na 10 MB",
    "evidence_no_way": "Dewiswch sut y byddwch yn ei gael atom",
    "evidence_no_which": "Dewiswch yr hyn rydych yn ei anfon",
    "evidence_other": "Rhywbeth arall",
    "evidence_send": "Anfon y ffeil hon",
    "evidence_sent": "Mae eich ffeil wedi cyrraedd.",
    "evidence_spent_text": "Mae’r ddolen yn rhy hen neu nid yw’n gyfan. Gallwch ofyn am un newydd.",
    "evidence_spent_title": "Nid yw’r ddolen hon yn gweithio",
    "evidence_state_kept": "Cyrhaeddodd {at}",
    "evidence_state_refused": (
        "Cyrhaeddodd {at}. Roedd feirws ynddi, felly fe’i dilëwyd: anfonwch hi ffordd arall"
    ),
    "evidence_state_waiting": "Cyrhaeddodd {at}. Mae’n cael ei gwirio am feirysau",
    "evidence_status": "Anfon llun neu PDF, neu ddweud sut y byddwch yn ei gael atom",
    "evidence_thanks": "Diolch",
    "evidence_title": "Anfonwch yr hyn sydd ei angen arnom",
    "evidence_way": "Neu ei gael atom ffordd arall",
    "evidence_way_bring": "Byddaf yn dod ag ef i mewn",
    "evidence_way_do": "Dweud wrthym",
    "evidence_way_hint": "Dewch â chopïau neu eu postio, nid y rhai gwreiddiol, gyda’ch cyfeirnod arnynt.",
    "evidence_way_post": "Byddaf yn ei bostio",
    "evidence_way_told": "Diolch am ddweud wrthym. Byddwn yn cadw llygad amdano.",
    "evidence_which": "Beth ydych chi’n ei anfon?",
}
