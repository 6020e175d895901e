"""The house's words in Welsh."""

CY = {
    "accessibility": "Datganiad hygyrchedd",
    "accessibility_title": "Datganiad hygyrchedd",
    "add_another": "Oes angen ychwanegu {each} arall?",
    "already_sent_text": "Mae eich cais gyda ni. Nid oes angen ei anfon eto.",
    "already_sent_title": "Rydych chi eisoes wedi anfon y cais hwn",
    "assumed_title": "Beth mae’r arddangosiad hwn yn ei ragdybio",
    "authority": "Rheol: {authority}",
    "back": "Yn ôl",
    "bad_request_text": (
        "Nid yw’r hyn a anfonodd eich porwr yn rhywbeth y mae ein tudalennau yn ei anfon. Ewch yn ôl a "
        "rhoi cynnig arall arni."
    ),
    "bad_request_title": "Ni allem ddarllen hynny",
    "busy_text": (
        "Rydym yn brysur, neu roedd y cais yn cael ei newid ar yr un pryd. Mae’r atebion a roesoch o’r blaen "
        "wedi’u cadw. Arhoswch ychydig eiliadau a rhowch gynnig arall arni."
    ),
    "busy_title": "Nid yw eich ateb wedi’i gadw eto",
    "change": "Newid",
    "changed_elsewhere": (
        "Rydych chi wedi newid yr ateb hwn mewn tab arall neu ar ddyfais arall, ac mae bellach yn “{now}”. "
        "Nid yw’r hyn a roesoch yma wedi’i gadw. I’w ddefnyddio yn ei le, gwiriwch ef isod a dewiswch Parhau."
    ),
    "changed_elsewhere_title": "Mae’r ateb hwn wedi newid ers i chi agor y dudalen",
    "channel_face_to_face": "Wyneb yn wyneb",
    "channel_paper": "Ar bapur",
    "channel_phone": "Dros y ffôn",
    "characters_at": "Mae gennych 0 nod ar ôl",
    "characters_over": "Mae gennych %{count} nod yn ormod",
    "characters_over_one": "Mae gennych %{count} nod yn ormod",
    "characters_says": "Gallwch roi hyd at %{count} nod",
    "characters_under": "Mae gennych %{count} nod ar ôl",
    "characters_under_one": "Mae gennych %{count} nod ar ôl",
    "check_answers": "Gwiriwch eich atebion cyn anfon eich cais",
    "confirmation_kept": "Cadwch nodyn ohono. Bydd ei angen arnoch os byddwch yn cysylltu â ni.",
    "confirmation_reference": "Eich cyfeirnod",
    "confirmation_title": "Cais wedi’i anfon",
    "contact": "Cysylltu",
    "contact_lead": (
        "Gofynnwch unrhyw beth i ni am wneud cais, neu am benderfyniad. Nid oes angen i chi wybod y "
        "geiriau cywir."
    ),
    "contact_title": "Cysylltu â ni",
    "contact_us": "Cysylltu â ni",
    "continue": "Parhau",
    "cookies": "Cwcis",
    "cookies_title": "Cwcis",
    "day": "Diwrnod",
    "declaration_tell": "y byddwch yn dweud wrthym os bydd unrhyw beth yn newid",
    "declaration_text": "Drwy anfon y cais hwn rydych yn cadarnhau, hyd y gwyddoch:",
    "declaration_title": "Anfonwch eich cais nawr",
    "declaration_true": "bod yr atebion a roesoch yn gywir ac yn gyflawn",
    "demonstration": "Arddangosiad",
    "error_prefix": "Gwall",
    "error_title": "Mae yna broblem",
    "expired_text": (
        "Rydym wedi dileu’r atebion am nad oedd neb wedi defnyddio’r cais ers {time}. Gallwch ddechrau un"
        " newydd; nid oes dim wedi’i anfon atom."
    ),
    "expired_title": "Mae eich cais wedi dod i ben",
    "feedback": "Adborth",
    "feedback_1": "Anfodlon iawn",
    "feedback_2": "Anfodlon",
    "feedback_3": "Ddim yn fodlon nac yn anfodlon",
    "feedback_4": "Bodlon",
    "feedback_5": "Bodlon iawn",
    "feedback_ask": "Beth oedd eich barn am y gwasanaeth hwn?",
    "feedback_how": "Pa mor fodlon ydych chi ar y gwasanaeth?",
    "feedback_improve": "Sut gallem ei wella? (dewisol)",
    "feedback_long": "Rhaid i’r hyn a ysgrifennwch fod yn {most} nod neu lai",
    "feedback_missing": "Dewiswch pa mor fodlon ydych chi",
    "feedback_private": (
        "Peidiwch â chynnwys manylion personol, fel eich enw neu eich rhif Yswiriant Gwladol. Ni allwn "
        "ateb yr hyn a ysgrifennwch yma."
    ),
    "feedback_send": "Anfon adborth",
    "feedback_thanks": "Diolch am eich adborth",
    "feedback_thanks_text": "Rydym yn darllen y cyfan, ac yn ei ddefnyddio i wella’r gwasanaeth.",
    "feedback_title": "Rhoi adborth ar y gwasanaeth hwn",
    "footer_text": (
        "Adeiladwyd gyda Commonweal, sy’n troi polisi cyhoeddus yn wasanaeth y gall pawb ei ddefnyddio."
    ),
    "forbidden_text": "Efallai fod angen i chi fewngofnodi, neu nad yw eich rôl yn cynnwys hyn.",
    "forbidden_work": "Mynd i le mae eich gwaith",
    "forbidden_title": "Ni allwch weld y dudalen hon",
    "help_email": "E-bost",
    "help_phone": "Ffôn",
    "help_relay": "Cyfnewid testun",
    "help_someone": "Gall rhywun rydych yn ymddiried ynddo eich helpu, neu lenwi’r ffurflen gyda chi.",
    "help_title": "Cael help gyda’r cais hwn",
    "home_adviser": "Cynghorydd",
    "home_adviser_text": (
        "Mae’n gwneud cais gyda rhywun neu ar ei ran, dros y ffôn, ar bapur neu wyneb yn wyneb."
    ),
    "home_applicant": "Ymgeisydd",
    "home_applicant_text": "Dewiswch wasanaeth uchod. Nid oes angen mewngofnodi.",
    "home_auditor": "Archwilydd",
    "home_auditor_text": "Mae’n darllen pob penderfyniad, ei reol a’i gofnod.",
    "home_caseworker": "Gweithiwr achos",
    "home_caseworker_text": (
        "Mae’n cymryd yr achos nesaf y mae angen person arno, yn penderfynu ac yn anfon y llythyr."
    ),
    "home_lead": (
        "Mae Commonweal yn troi polisi cyhoeddus yn wasanaeth y gall pawb ei ddefnyddio: gwneud cais, "
        "gweld beth a benderfynwyd a pham, a chywiro pethau."
    ),
    "home_leader": "Arweinydd tîm",
    "home_leader_text": "Mae’n gweld y ciw cyfan ac yn rhannu’r gwaith.",
    "home_none": "Nid oes gwasanaeth yn cael ei gynnig yma eto.",
    "home_passwords": (
        "Gwnaed cyfrinair pob person ar gyfer y gosodiad hwn, ac mae’n cael ei ddangos lle cychwynnwyd yr"
        " arddangosiad."
    ),
    "home_people": "Rhowch gynnig arni fel pob person",
    "home_services": "Gwasanaethau",
    "home_sign_in": "Mewngofnodi fel",
    "home_title": "Gwasanaethau cyhoeddus, yn syth o’r polisi",
    "how_worked_out": "Sut y gwnaethom ei gyfrifo",
    "important": "Pwysig",
    "in_progress_continue": "Parhau â’ch cais",
    "in_progress_text": "Bydd dechrau un newydd yn dileu’r atebion a roddwyd hyd yma.",
    "in_progress_title": "Mae cais heb ei orffen ar y ddyfais hon",
    "item_title": "{each} {number}",
    "keying": "Rydych yn gwneud cais ar ran rhywun arall ({channel}). Cofnodir mai chi a roddodd yr atebion.",
    "language": "Iaith",
    "leave": "Stopio a dileu fy atebion",
    "leave_no": "Na, mynd yn ôl i’r cais",
    "leave_text": "Bydd popeth rydych wedi’i roi yn cael ei ddileu. Nid oes dim wedi’i anfon atom.",
    "leave_title": "Ydych chi’n siŵr eich bod am stopio a dileu eich atebion?",
    "leave_yes": "Ydw, dileu fy atebion",
    "left_text": "Ni anfonwyd dim atom. Gallwch ddechrau eto pryd bynnag y dymunwch.",
    "left_title": "Mae eich atebion wedi’u dileu",
    "list_full": "Gallwch ychwanegu hyd at {most}. Os oes mwy, anfonwch y cais hwn ac yna cysylltwch â ni.",
    "method_text": (
        "Mae’r cyfeiriad yn bod, ond nid ar gyfer yr hyn y gofynnodd eich porwr amdano. Ewch yn ôl a "
        "defnyddiwch y botymau ar y tudalennau."
    ),
    "method_title": "Ni ellir defnyddio’r dudalen hon fel hyn",
    "next_decided": (
        "Rydym wedi penderfynu ar eich cais. Mae ein llythyr ar ei ffordd atoch: mae’n dweud beth a "
        "benderfynwyd a sut y cafodd ei gyfrifo."
    ),
    "next_evidence": (
        "Efallai y byddwn yn gofyn i chi am bapurau sy’n dangos yr hyn rydych wedi’i ddweud wrthym."
    ),
    "next_keep": (
        "Efallai y byddwn yn gwirio’r hyn rydych wedi’i ddweud wrthym. Cadwch y papurau hyn rhag ofn y "
        "byddwn yn gofyn amdanynt:"
    ),
    "next_text": "Byddwn yn edrych ar eich cais ac yn ysgrifennu atoch erbyn {date}.",
    "next_title": "Beth sy’n digwydd nesaf",
    "no": "Nac oes",
    "not_asked_text": (
        "Mae eich atebion eraill yn golygu nad ydym yn gofyn hyn mwyach, neu ddim eto. Mae eich atebion "
        "yn ddiogel. Parhewch o’r lle mae’r cais wedi’i gyrraedd."
    ),
    "not_asked_title": "Nid oes angen i chi ateb y cwestiwn hwn nawr",
    "not_found_text": (
        "Os gwnaethoch deipio’r cyfeiriad, gwiriwch ei fod yn gywir. Os gwnaethoch ei ludo, gwiriwch eich"
        " bod wedi copïo’r cyfan."
    ),
    "not_found_title": "Heb ddod o hyd i’r dudalen",
    "not_here_text": (
        "Gall hyn ddigwydd os gwnaethoch ddechrau ar ddyfais arall neu mewn porwr arall, cau’r porwr, neu"
        " ddiffodd cwcis. Os gwnaethoch gadw eich cais, gallwch ddod yn ôl ato."
    ),
    "not_here_title": "Nid oes cais i barhau ag ef yma",
    "not_provided": "Heb ei roi",
    "not_saved_text": (
        "Ni allem fod yn siŵr ei fod wedi dod o’r dudalen hon. Mae hyn yn digwydd pan fydd tudalen wedi "
        "bod ar agor am amser hir neu pan fydd cwcis wedi’u diffodd. Gwiriwch yr hyn a roesoch a dewiswch"
        " Parhau eto."
    ),
    "not_saved_title": "Nid yw eich ateb wedi’i gadw eto",
    "not_sent_text": (
        "Ni allem fod yn siŵr mai chi wnaeth bwyso’r botwm. Mae eich atebion yn ddiogel. Gwiriwch nhw ac "
        "anfonwch eich cais eto."
    ),
    "not_sent_title": "Nid yw eich cais wedi’i anfon eto",
    "not_yours_text": (
        "Dim ond yn y porwr a anfonodd y cais y gellir gweld cadarnhad. Gwiriwch y cyfeirnod, neu "
        "cysylltwch â ni: gallwn ddod o hyd i gais drwy ei gyfeirnod."
    ),
    "not_yours_title": "Ni allwn ddangos y cadarnhad hwn",
    "optional": "(dewisol)",
    "or": "neu",
    "part_of": "Rhan {part} o {parts}: {title}",
    "pdf_answer": "Ateb",
    "pdf_link": "Cadw neu argraffu copi o’ch cais (PDF)",
    "pdf_question": "Cwestiwn",
    "pdf_title": "Eich cais am {service}",
    "privacy": "Preifatrwydd",
    "privacy_title": "Preifatrwydd",
    "received_on": "Anfonwyd ar",
    "referred_text": "Bydd person yn edrych ar eich cais cyn i ni benderfynu. Y rheswm am hyn yw:",
    "remove": "Tynnu",
    "remove_no": "Na, cadw",
    "remove_title": "Ydych chi’n siŵr eich bod am dynnu {title}?",
    "remove_yes": "Ie, tynnu",
    "result_note": "Dyma mae ein rheolau yn ei roi ar gyfer eich atebion. Bydd ein llythyr yn ei gadarnhau.",
    "result_title": "Beth ddylech chi ei gael",
    "result_week": "{amount} yr wythnos",
    "review_text": (
        "Bydd ein llythyr yn dweud sut i ofyn i berson edrych ar y penderfyniad eto. Mae hefyd yn "
        "dweud sut i ddweud wrthym beth sy’n anghywir yn eich barn chi, a sut i apelio."
    ),
    "review_title": "Os ydych chi’n meddwl bod penderfyniad yn anghywir",
    "see_confirmation": "Gweld eich cadarnhad",
    "select_more": "Dewiswch a oes angen ychwanegu {each} arall",
    "select_yes_no": "Dewiswch oes neu nac oes",
    "select_yes_no_remove": "Dewiswch a ydych am ei dynnu",
    "send": "Derbyn ac anfon",
    "server_error_text": "Rhowch gynnig arall arni mewn ychydig funudau. Mae atebion a gadwyd yn ddiogel.",
    "server_error_title": "Mae’n ddrwg gennym, mae yna broblem",
    "service_busy_text": (
        "Ni chymerwyd yr hyn a anfonoch y tro hwn, ac mae’r hyn a gadwyd o’r blaen yn ddiogel. "
        "Arhoswch ychydig eiliadau, yna ewch yn ôl i’r dudalen a rhowch gynnig arall arni."
    ),
    "service_busy_title": "Mae’n ddrwg gennym, rydym yn brysur",
    "site": "Commonweal",
    "skip": "Neidio i’r prif gynnwys",
    "start": "Dechrau nawr",
    "start_about": "Byddwn yn gofyn am:",
    "start_before": "Cyn i chi ddechrau",
    "start_evidence": "Beth sy’n ddefnyddiol ei gael wrth law",
    "start_new": "Dechrau cais newydd",
    "start_page": "Mynd i ddechrau’r gwasanaeth",
    "start_privacy": (
        "Gallwch gadw eich atebion a dod yn ôl ar unrhyw ddyfais. Caiff atebion nad oes neb wedi cyffwrdd â "
        "nhw am {time} eu dileu. Ar ddyfais y mae eraill yn ei defnyddio, dewiswch “Cadw a dod yn ôl yn nes "
        "ymlaen” cyn gadael, a chaewch y cais yno."
    ),
    "start_steps_decide": (
        "Rydym yn defnyddio’r rheolau a gyhoeddwyd. Mae person yn edrych ar unrhyw beth na all y rheolau "
        "ei setlo."
    ),
    "start_steps_send": "Atebwch y cwestiynau, un i bob tudalen, gwiriwch eich atebion a’u hanfon.",
    "start_steps_title": "Sut mae’n gweithio",
    "start_steps_write": (
        "Rydym yn ysgrifennu atoch o fewn {time} i ddweud beth a benderfynwyd a sut y cafodd ei gyfrifo."
    ),
    "start_language": "Gallwch wneud cais yn Gymraeg. Ni fydd hynny’n arwain at unrhyw oedi.",
    "start_language_link": "Gwneud cais yn Gymraeg",
    "stop_changed": "Newid eich ateb",
    "support_links": "Dolenni cymorth",
    "too_large_text": (
        "Mae’r hyn a anfonwyd yn fwy nag y mae unrhyw dudalen yma yn gofyn amdano, felly ni chadwyd dim "
        "ohono. Ewch yn ôl, ei fyrhau a rhoi cynnig arall arni."
    ),
    "too_large_title": "Mae hynny’n fwy nag y gallwn ei dderbyn",
    "try_again": "Rhoi cynnig arall arni",
    "unfinished_text": "Mae eich atebion yn ddiogel. Atebwch y rhain cyn anfon y cais.",
    "unfinished_title": "Mae cwestiynau heb eu hateb o hyd",
    "untrusted_text": (
        "Ni newidiwyd dim. Mae hyn yn digwydd pan fydd tudalen wedi bod ar agor am amser hir neu pan fydd"
        " cwcis wedi’u diffodd. Ewch yn ôl, ail-lwythwch y dudalen a rhoi cynnig arall arni. Rhaid i "
        "gwcis fod ymlaen."
    ),
    "untrusted_title": "Ni allem fod yn siŵr mai chi oedd hynny",
    "warning": "Rhybudd",
    "why_ask": "Pam rydym ni’n gofyn hyn?",
    "why_uses": "Mae’r rheolau’n defnyddio eich ateb i weithio allan, neu i gymhwyso:",
    "worked_out_text": "Pob cam a’r rheol y mae’n dod ohoni:",
    "year": "Blwyddyn",
    "yes": "Oes",
}
