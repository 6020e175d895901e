"""What a paper form and a phone script say of themselves, in Welsh."""

CY = {
    "only_if": "Atebwch y cwestiwn hwn dim ond os {condition}.",
    "only_if_unknown": "Atebwch y cwestiwn hwn dim ond os yw’n berthnasol i chi. Os nad ydych yn siŵr, "
    "gofynnwch i ni.",
    "if_not_go": "Fel arall, ewch i gwestiwn {number}.",
    "if_not_end": "Fel arall, ewch i’r datganiad ar y diwedd.",
    "if_not_next": "Fel arall, ewch ymlaen i’r rhan nesaf.",
    "go": "ewch i gwestiwn {number}",
    "go_end": "ewch i’r datganiad ar y diwedd",
    "go_next": "ewch ymlaen i’r rhan nesaf",
    "if_choice_go": "Os mai {choices} yw eich ateb, {go}.",
    "if_blank_go": "Os ydych yn gadael hwn yn wag, {go}.",
    "if_any_go": "Os ydych yn ticio unrhyw flwch arall, {go}.",
    "then_go": "Nawr {go}.",
    "stop_choice": "stopiwch: darllenwch nodyn {note}",
    "stop_if": "Stopiwch yma os {condition}: darllenwch nodyn {note} ar y diwedd.",
    "stop_if_unknown": "Mae nodyn {note} ar y diwedd yn dweud pwy nad oes angen iddynt fynd ymlaen.",
    "choice": "‘{choice}’ oedd eich ateb i gwestiwn {number}",
    "not_choice": "nad ‘{choice}’ oedd eich ateb i gwestiwn {number}",
    "ticked": "gwnaethoch dicio ‘{choice}’ yng nghwestiwn {number}",
    "not_ticked": "na wnaethoch dicio ‘{choice}’ yng nghwestiwn {number}",
    "some_ticked": "gwnaethoch dicio o leiaf un blwch yng nghwestiwn {number}",
    "some_ticked_but": "gwnaethoch dicio unrhyw flwch ond ‘{none}’ yng nghwestiwn {number}",
    "none_ticked": "na wnaethoch dicio unrhyw flwch yng nghwestiwn {number}",
    "count_ticked": "{test} yw nifer y blychau y gwnaethoch eu ticio yng nghwestiwn {number}",
    "some_items": "‘{yes}’ oedd eich ateb i gwestiwn {number}",
    "no_items": "‘{no}’ oedd eich ateb i gwestiwn {number}",
    "count_items": "{test} yw nifer y bobl neu’r pethau y gwnaethoch sôn amdanynt yng nghwestiwn {number}",
    "compare": "{test} yw eich ateb i gwestiwn {number}",
    "compare_week": "{test} yw eich ateb i gwestiwn {number}, fel swm yr wythnos",
    "compare_sum": "{test} yw {sum}",
    "sum_plus": "{left} wedi’i ychwanegu at {right}",
    "sum_minus": "{left} llai {right}",
    "answer_to": "eich ateb i gwestiwn {number}",
    "date_in": "mae’r dyddiad yng nghwestiwn {number} {test}",
    "some_item_has": "yw hyn yn wir am o leiaf un o’r rhai yng nghwestiwn {number}: {condition}",
    "every_item_has": "yw hyn yn wir am bob un o’r rhai yng nghwestiwn {number}: {condition}",
    "blank": "gwnaethoch adael cwestiwn {number} yn wag",
    "not_blank": "gwnaethoch ateb cwestiwn {number}",
    "more": "mwy na {value}",
    "or_more": "{value} neu fwy",
    "less": "llai na {value}",
    "or_less": "{value} neu lai",
    "equal": "{value}",
    "not_equal": "rhywbeth heblaw {value}",
    "between": "rhwng {low} a {high}",
    "after": "ar ôl {value}",
    "on_or_after": "ar {value} neu ar ôl hynny",
    "before": "cyn {value}",
    "on_or_before": "ar {value} neu cyn hynny",
    "the_day": "y diwrnod {duration} cyn {date}",
    "the_day_after": "y diwrnod {duration} ar ôl {date}",
    "today": "y diwrnod yr ydych yn llofnodi’r ffurflen hon",
    "or": "neu os",
    "and": "ac os",
    "either": "naill ai {conditions}",
    "text_is": "‘{text}’",
    "form_title": "{service}: ffurflen gais",
    "form_filled": "{service}: cais {reference}",
    "how_title": "Sut i lenwi’r ffurflen hon",
    "how_ink": "Defnyddiwch inc du a phriflythrennau. Rhowch dic yn y blychau sy’n gywir i chi.",
    "how_route": "Dechreuwch gyda chwestiwn 1. Ewch i’r cwestiwn nesaf oni bai bod y ffurflen yn "
    "dweud wrthych am "
    "fynd i un arall.",
    "how_mistake": "Os byddwch yn gwneud camgymeriad, croeswch ef allan ac ysgrifennwch yr ateb "
    "cywir wrth ei ochr.",
    "how_copy": "Cewch lungopïo’r ffurflen hon. Os nad oes digon o le, defnyddiwch ddalen arall o bapur: "
    "ysgrifennwch eich enw, eich dyddiad geni a rhif y cwestiwn arni.",
    "how_online": "Gallwch hefyd wneud cais ar ein gwefan, dros y ffôn neu gyda help rhywun. "
    "Yr un yw’r cwestiynau.",
    "how_language": "Mae’r ffurflen hon ar gael yn Gymraeg. Ni fydd gwneud cais yn Gymraeg yn arwain "
    "at oedi.",
    "how_formats": "Gofynnwch i ni am y ffurflen hon mewn print bras, fel tudalen we i’w darllen yn uchel, "
    "neu dros y ffôn.",
    "help_title": "Cael help gyda’r ffurflen hon",
    "help_trusted": "Gall rhywun yr ydych yn ymddiried ynddo eich helpu, neu lenwi’r ffurflen ar eich rhan. "
    "Rhaid i chi ei llofnodi.",
    "phone": "Ffôn",
    "text relay": "Text relay",
    "email": "E-bost",
    "hours": "Ar agor",
    "web": "Gwefan",
    "return_title": "I ble i ddychwelyd y ffurflen hon",
    "return_to": "Anfonwch y ffurflen, neu dewch â hi, i:",
    "return_ask": "Ffoniwch ni ar {phone} a byddwn yn dweud wrthych i ble i’w hanfon, neu dewch â hi atom.",
    "return_contact": "Cysylltwch â ni a byddwn yn dweud wrthych i ble i’w hanfon.",
    "part": "Rhan {number}: {title}",
    "optional": "(cewch adael hwn yn wag)",
    "tick_one": "Ticiwch un blwch.",
    "tick_all": "Ticiwch bob un sy’n berthnasol.",
    "day": "Diwrnod",
    "month": "Mis",
    "year": "Blwyddyn",
    "for_example": "DD MM BBBB",
    "pounds": "£",
    "each": "{each} {number}",
    "more_of": "Os oes rhagor, defnyddiwch ddalen ychwanegol: copïwch y dudalen hon, neu ysgrifennwch yr un "
    "atebion ar ddalen o bapur gyda’ch enw, eich dyddiad geni a “cwestiwn {number}” ar y brig.",
    "most_of": "Cewch sôn am hyd at {most}.",
    "how_often": "Pa mor aml?",
    "evidence_title": "Papurau i’w hanfon gyda’r ffurflen hon",
    "evidence_text": "Anfonwch gopïau, nid y papurau eu hunain. Anfonwch y ffurflen hyd yn oed os "
    "nad yw’r cyfan "
    "gennych eto: y dyddiad y byddwn yn cael y ffurflen sy’n cyfrif.",
    "declaration_title": "Datganiad",
    "declaration_text": "Drwy lofnodi’r ffurflen hon rydych yn cadarnhau, hyd y gwyddoch:",
    "declaration_true": "fod yr atebion yr ydych wedi’u rhoi yn gywir ac yn gyflawn",
    "declaration_tell": "y byddwch yn dweud wrthym os bydd unrhyw beth yn newid",
    "declaration_privacy": "Rydym yn defnyddio eich atebion i benderfynu ar eich cais. "
    "Gofynnwch i ni sut rydym yn eu cadw a beth yw eich hawliau.",
    "signature": "Llofnod",
    "signed_on": "Dyddiad llofnodi",
    "print_name": "Eich enw mewn priflythrennau",
    "helper_title": "Os gwnaeth rhywun lenwi’r ffurflen hon ar eich rhan",
    "helper_name": "Ei enw neu ei henw",
    "helper_why": "Pam y gwnaeth ei llenwi ar eich rhan",
    "office_title": "At ddefnydd y swyddfa",
    "office_received": "Dyddiad derbyn",
    "office_reference": "Cyfeirnod",
    "office_keyed": "Mewnbynnwyd gan",
    "form_code": "Cod y ffurflen",
    "notes_title": "Nodiadau",
    "note": "Nodyn {number}",
    "page_of": "Tudalen {page} o {pages}",
    "reference": "Cyfeirnod",
    "received_on": "Derbyniwyd ar",
    "demonstration": "Arddangosiad",
    "places_title": "Lleoedd sy’n gallu eich helpu",
    "script_title": "{service}: sgript ffôn",
    "script_about": "Ar gyfer cynghorydd. Darllenwch yn uchel yr hyn sydd mewn dyfynodau. "
    "I chi’n unig y mae’r gweddill.",
    "opening_title": "Agor yr alwad",
    "opening_hello": "“Helô, {team} sydd yma. [Eich enw] ydw i. Sut gallaf helpu?”",
    "opening_language": "“Hoffech chi siarad yn Gymraeg neu yn Saesneg? Ni fydd yn gwneud "
    "gwahaniaeth i faint o "
    "amser mae’n ei gymryd.” Cofnodwch y dewis: mae’r llythyrau yn ei ddilyn.",
    "opening_language_one": "“Oes angen cyfieithydd, gwasanaeth text relay neu alwad ar adeg arall arnoch?”",
    "opening_identity": "“Byddaf yn gofyn am eich enw, eich cyfeiriad a’ch dyddiad geni, er mwyn i "
    "ni wybod cais "
    "pwy yw hwn. Fyddaf i byth yn gofyn am gyfrinair.”",
    "opening_not_them": "Os nad y sawl sy’n gwneud cais sy’n ffonio: “Ydy’r person gyda chi, ac ydy "
    "e neu hi’n "
    "cytuno eich bod yn siarad ar ei ran?” Siaradwch â’r person. Heb ei gytundeb, peidiwch â mynd ymlaen.",
    "opening_consent": "“Byddaf yn teipio eich atebion i’r cais wrth i ni siarad ac yn eu darllen yn "
    "ôl i chi cyn "
    "ei anfon. Rydym yn eu defnyddio i benderfynu ar eich cais. Ydy hynny’n iawn?” "
    "Cofnodwch ie neu na. Os na, cynigiwch ffurflen bapur.",
    "opening_time": "“Cewch stopio ar unrhyw adeg. Mae tua {count} o gwestiynau. "
    "Mae’n help cael rhai papurau wrth law.”",
    "opening_papers": "“Dyma nhw:”",
    "say": "“{text}”",
    "say_hint": "Os nad yw’n siŵr: “{text}”",
    "say_why": "Os yw’n gofyn pam: “{text}”",
    "say_known": "Peidiwch â gofyn eto am gyfeiriad neu rif y maent wedi’i roi: gadewch ef yn wag.",
    "say_choices": "“Ai: {choices}?”",
    "say_choices_any": "“Dywedwch bob un sy’n berthnasol: {choices}.”",
    "say_optional": "Nid oes rhaid ateb.",
    "say_date": "Nodwch y diwrnod, y mis a’r flwyddyn. Darllenwch y dyddiad yn ôl.",
    "say_money": "Nodwch bunnoedd a cheiniogau. Darllenwch y swm yn ôl.",
    "say_spell": "Gofynnwch am y sillafiad. Darllenwch ef yn ôl fesul llythyren.",
    "say_digits": "Darllenwch y rhif yn ôl fesul pâr.",
    "say_each": "Ar gyfer pob {each}:",
    "say_another": "“Oes {each} arall?”",
    "say_only_if": "Gofynnwch hwn dim ond os {condition}.",
    "script_stop": "dywedwch yr hyn sydd yn nodyn {note}, a gofynnwch a yw’n dal i ddymuno gwneud cais",
    "closing_title": "Cloi’r alwad",
    "closing_read": "Darllenwch yr atebion yn ôl fesul rhan. “Ydy hynny’n iawn? Oes unrhyw beth i’w newid?”",
    "closing_declaration": (
        "“Drwy anfon y cais hwn rydych yn cadarnhau, hyd y gwyddoch, fod yr atebion yr ydych wedi’u "
        "rhoi yn gywir ac yn gyflawn. Byddwch yn dweud wrthym os bydd unrhyw beth yn newid. Ydych "
        "chi’n cytuno?” Anfonwch y cais dim ond os mai ydw yw’r ateb."
    ),
    "closing_reference": "Darllenwch y cyfeirnod ddwywaith. “Nodwch ef, os gwelwch yn dda. Bydd ei "
    "angen arnoch os "
    "byddwch yn ein ffonio.”",
    "closing_next": "“Byddwn yn ysgrifennu atoch o fewn {time} i ddweud beth yw ein penderfyniad a "
    "sut y gwnaethom "
    "ei gyfrifo. Os ydych yn meddwl ei fod yn anghywir, cewch ofyn i berson edrych arno eto.”",
    "closing_next_plain": "“Byddwn yn ysgrifennu atoch i ddweud beth yw ein penderfyniad a sut y "
    "gwnaethom ei "
    "gyfrifo. Os ydych yn meddwl ei fod yn anghywir, cewch ofyn i berson edrych arno eto.”",
    "closing_papers": "“Efallai y byddwn yn gofyn i chi am bapurau. Cadwch nhw wrth law.”",
    "closing_thanks": "“Diolch. Oes unrhyw beth arall y gallaf helpu gydag ef?”",
    "closing_clear": "Pwyswch “Person newydd” cyn cymryd yr alwad nesaf.",
    "if_answer": "Os mai {choices} yw’r ateb, {go}.",
    "you_to_them": "Yn y sgript hon, “chi” mewn amod yw’r person sy’n gwneud cais.",
}
"""Text by key, the same keys as in English."""
