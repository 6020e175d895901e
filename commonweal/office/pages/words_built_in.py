"""The house's words for accessibility, cookies and privacy, in English and Welsh."""

EN = {
    "access_advice": "Equality Advisory and Support Service",
    "access_colours": "change colours, contrast and fonts in your browser or device",
    "access_contact": "contact",
    "access_feedback": "feedback",
    "access_guidelines": "Web Content Accessibility Guidelines 2.2",
    "access_how": (
        "The site is meant to meet the {guidelines} at level AA. Every page, and every error on it, is "
        "checked by an automatic tool each time the site is changed. Automatic tools find only some "
        "problems, and an audit by people has not been done yet."
    ),
    "access_how_title": "How accessible this site is",
    "access_keyboard": "use every page with a keyboard alone, or with speech recognition",
    "access_languages": "do everything in English or in Welsh",
    "access_listen": "listen to every page with a screen reader",
    "access_problem": (
        "Tell us through {contact} or {feedback}, and we will put it right or give you what you need in "
        "another way. If you are not happy with how we answer, contact the {advice}."
    ),
    "access_problem_title": "If you find a problem",
    "access_scripts": "use every page with JavaScript turned off",
    "access_want": "We want as many people as possible to be able to use this site. You should be able to:",
    "access_zoom": "zoom in up to 400% without text going off the screen",
    "cookies_application": "Remembers which application is yours. Your answers are not in it.",
    "cookies_application_goes": "When you close your browser",
    "cookies_caption": "Cookies on this site",
    "cookies_csrf": "Makes sure that answers come from our own pages.",
    "cookies_csrf_goes": "After a year",
    "cookies_for": "What it is for",
    "cookies_goes": "When it goes",
    "cookies_name": "Name",
    "cookies_only": "Because we use only these, there is nothing to accept or refuse.",
    "cookies_person": "Remembers that you have signed in, if you chose to.",
    "cookies_person_goes": "After an hour, or when you sign out",
    "cookies_staff": (
        "Keeps members of staff signed in. The public gets it only on the way to signing in, where that "
        "is offered."
    ),
    "cookies_staff_goes": "When they sign out or close the browser",
    "cookies_what": (
        "Cookies are small files that a website keeps on your device. We use only the ones that the site"
        " cannot work without. None of them follows you, and nobody else can read them."
    ),
    "privacy_commissioner": "Information Commissioner’s Office",
    "privacy_commissioner_address": "https://ico.org.uk/make-a-complaint/",
    "privacy_computer": (
        "The published rules are applied to your answers by a computer. It never refuses anybody by "
        "itself: a person looks at every refusal and at everything the rules cannot settle. You can ask "
        "how a decision was worked out, ask for a person to look at it, say what you think is wrong, and"
        " appeal."
    ),
    "privacy_computer_title": "Decisions made with a computer’s help",
    "privacy_contact": (
        "You may give us an email address or a mobile number to come back with. We use it to send you"
        " links and one reminder, and delete it with the application. Answers to the equality "
        "questions are added to totals and are not kept with you."
    ),
    "privacy_demonstration": "This site is a demonstration. Do not enter anybody’s real details.",
    "privacy_keep": (
        "We keep the answers you send, to decide your application and to tell you what we decided. A "
        "council does this because the law gives it the task (UK GDPR, Article 6(1)(e))."
    ),
    "privacy_keep_title": "What we keep and why",
    "privacy_rights": (
        "You can ask to see what is held about you and to have it put right, and you can complain to the"
        " {commissioner}."
    ),
    "privacy_rights_title": "Your rights",
    "privacy_unsent": (
        "They are kept so that you can go on and come back. The service’s first page says for how "
        "long: when nobody has used them for that time, they are deleted. You can delete them "
        "yourself at any time: choose “Stop and delete my answers” under “Check your answers”, or "
        "start a new application."
    ),
    "privacy_unsent_title": "Answers you have not sent",
}

CY = {
    "access_advice": "Gwasanaeth Cynghori a Chymorth Cydraddoldeb",
    "access_colours": "newid lliwiau, cyferbyniad a ffontiau yn eich porwr neu ar eich dyfais",
    "access_contact": "cysylltu",
    "access_feedback": "adborth",
    "access_guidelines": "Canllawiau Hygyrchedd Cynnwys y We 2.2",
    "access_how": (
        "Bwriedir i’r wefan fodloni {guidelines} ar lefel AA. Mae pob tudalen, a phob gwall arni, yn "
        "cael ei gwirio gan offeryn awtomatig bob tro y caiff y wefan ei newid. Dim ond rhai problemau y"
        " mae offer awtomatig yn eu canfod, ac nid oes archwiliad gan bobl wedi’i wneud eto."
    ),
    "access_how_title": "Pa mor hygyrch yw’r wefan hon",
    "access_keyboard": "defnyddio pob tudalen gyda bysellfwrdd yn unig, neu gyda meddalwedd adnabod llais",
    "access_languages": "gwneud popeth yn Gymraeg neu yn Saesneg",
    "access_listen": "gwrando ar bob tudalen gyda darllenydd sgrin",
    "access_problem": (
        "Dywedwch wrthym drwy’r dudalen {contact} neu {feedback}, a byddwn yn ei chywiro neu’n rhoi’r "
        "hyn sydd ei angen arnoch mewn ffordd arall. Os nad ydych yn fodlon ar ein hateb, cysylltwch â’r"
        " {advice}."
    ),
    "access_problem_title": "Os byddwch yn dod o hyd i broblem",
    "access_scripts": "defnyddio pob tudalen gyda JavaScript wedi’i ddiffodd",
    "access_want": "Rydym am i gynifer o bobl â phosibl allu defnyddio’r wefan hon. Dylech allu:",
    "access_zoom": "chwyddo hyd at 400% heb i destun fynd oddi ar y sgrin",
    "cookies_application": "Mae’n cofio pa gais yw eich un chi. Nid yw eich atebion ynddo.",
    "cookies_application_goes": "Pan fyddwch yn cau eich porwr",
    "cookies_caption": "Cwcis ar y wefan hon",
    "cookies_csrf": "Mae’n gwneud yn siŵr bod atebion yn dod o’n tudalennau ni.",
    "cookies_csrf_goes": "Ar ôl blwyddyn",
    "cookies_for": "Beth yw ei bwrpas",
    "cookies_goes": "Pryd mae’n diflannu",
    "cookies_name": "Enw",
    "cookies_only": "Gan mai dim ond y rhain yr ydym yn eu defnyddio, nid oes dim i’w dderbyn na’i wrthod.",
    "cookies_person": "Mae’n cofio eich bod wedi mewngofnodi, os dewisoch wneud hynny.",
    "cookies_person_goes": "Ar ôl awr, neu pan fyddwch yn allgofnodi",
    "cookies_staff": (
        "Mae’n cadw aelodau o staff wedi’u mewngofnodi. Dim ond ar y ffordd i fewngofnodi, lle cynigir "
        "hynny, y mae’r cyhoedd yn ei gael."
    ),
    "cookies_staff_goes": "Pan fyddant yn allgofnodi neu’n cau’r porwr",
    "cookies_what": (
        "Ffeiliau bach y mae gwefan yn eu cadw ar eich dyfais yw cwcis. Dim ond y rhai na all y wefan "
        "weithio hebddynt yr ydym yn eu defnyddio. Nid oes yr un ohonynt yn eich dilyn, ac ni all neb "
        "arall eu darllen."
    ),
    "privacy_commissioner": "Swyddfa’r Comisiynydd Gwybodaeth",
    "privacy_commissioner_address": "https://cy.ico.org.uk/make-a-complaint/",
    "privacy_computer": (
        "Cyfrifiadur sy’n defnyddio’r rheolau a gyhoeddwyd ar eich atebion. Nid yw byth yn gwrthod neb "
        "ar ei ben ei hun: mae person yn edrych ar bob gwrthodiad ac ar bopeth na all y rheolau ei "
        "setlo. Gallwch ofyn sut y cyfrifwyd penderfyniad, gofyn i berson edrych arno, dweud beth sy’n "
        "anghywir yn eich barn chi, ac apelio."
    ),
    "privacy_computer_title": "Penderfyniadau a wneir gyda chymorth cyfrifiadur",
    "privacy_contact": (
        "Gallwch roi cyfeiriad e-bost neu rif ffôn symudol i ni er mwyn dod yn ôl. Byddwn yn ei "
        "ddefnyddio i anfon dolenni ac un nodyn atgoffa atoch, ac yn ei ddileu gyda’r cais. Caiff "
        "atebion i’r cwestiynau cydraddoldeb eu hychwanegu at gyfansymiau ac nid ydynt yn cael eu "
        "cadw gyda chi."
    ),
    "privacy_demonstration": "Arddangosiad yw’r wefan hon. Peidiwch â rhoi manylion go iawn neb.",
    "privacy_keep": (
        "Rydym yn cadw’r atebion a anfonwch, er mwyn penderfynu ar eich cais a dweud wrthych beth a "
        "benderfynwyd. Mae cyngor yn gwneud hyn am fod y gyfraith yn rhoi’r dasg iddo (GDPR y DU, "
        "Erthygl 6(1)(e))."
    ),
    "privacy_keep_title": "Beth rydym yn ei gadw a pham",
    "privacy_rights": (
        "Gallwch ofyn am gael gweld yr hyn a gedwir amdanoch a’i gywiro, a gallwch gwyno i {commissioner}."
    ),
    "privacy_rights_title": "Eich hawliau",
    "privacy_unsent": (
        "Cânt eu cadw er mwyn i chi allu parhau a dod yn ôl. Mae tudalen gyntaf y gwasanaeth yn dweud"
        " am faint: pan na fydd neb wedi’u defnyddio am yr amser hwnnw, cânt eu dileu. Gallwch eu "
        "dileu eich hun unrhyw bryd: dewiswch “Stopio a dileu fy atebion” o dan “Gwiriwch eich "
        "atebion”, neu dechreuwch gais newydd."
    ),
    "privacy_unsent_title": "Atebion nad ydych wedi’u hanfon",
}
