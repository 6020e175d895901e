"""The house's words for where an application is, in English and Welsh."""

EN = {
    "status_decided_title": "We have decided your application",
    "status_done": "Done",
    "status_later": "To come",
    "status_letter": "Letter sent on {date}",
    "status_letters": "Letters we have sent",
    "status_link": "See where your application is, and come back to this later",
    "status_looked": "We looked at it",
    "status_looking": "We are looking at it. We aim to decide by {date}",
    "status_need": "What we need from you",
    "status_need_by": "Send it by {date}",
    "status_need_how": (
        "The letter we sent says how. If you cannot get something, contact us: we may be able to help."
    ),
    "status_next_appeal": "If you think the decision is wrong, you can appeal until {date}.",
    "status_next_ask": "We write to you if we need anything else. You do not need to do anything until then.",
    "status_next_decide": "We decide by {date} and write to you to say what we decided and why.",
    "status_next_late": (
        "We said that we would decide by {date}, and we are late. Contact us if this is causing problems."
    ),
    "status_next_letter": (
        "Our letter says what we decided and why, and how to tell us if you think it is wrong."
    ),
    "status_next_review": "You can ask for a person to look at the decision again until {date}.",
    "status_next_sent": "When we have what we asked for, we go on with your application.",
    "status_next_timer": "If we hear nothing by {date}, we write to you again or decide with what we have.",
    "status_no_letters": "We have not sent you a letter yet.",
    "status_now": "Now",
    "status_received": "We received your application on {date}",
    "status_save": "Get a link, or a reference and words, to come back to this page",
    "status_steps": "Where it is",
    "status_stopped": "We are waiting for something from you before we can go on",
    "status_told": "We decided on {date} and wrote to you",
    "status_waiting_title": "We need something from you",
    "status_will_decide": "We decide and write to you, by {date}",
    "status_working_title": "We are looking at your application",
}

CY = {
    "status_decided_title": "Rydym wedi penderfynu ar eich cais",
    "status_done": "Wedi’i wneud",
    "status_later": "I ddod",
    "status_letter": "Llythyr a anfonwyd ar {date}",
    "status_letters": "Llythyrau rydym wedi’u hanfon",
    "status_link": "Gweld ble mae eich cais, a dod yn ôl at hyn yn nes ymlaen",
    "status_looked": "Rydym wedi edrych arno",
    "status_looking": "Rydym yn edrych arno. Ein nod yw penderfynu erbyn {date}",
    "status_need": "Yr hyn sydd ei angen arnom gennych",
    "status_need_by": "Anfonwch ef erbyn {date}",
    "status_need_how": (
        "Mae’r llythyr a anfonwyd gennym yn dweud sut. Os na allwch gael rhywbeth, cysylltwch â ni: "
        "efallai y gallwn helpu."
    ),
    "status_next_appeal": "Os ydych yn meddwl bod y penderfyniad yn anghywir, gallwch apelio tan {date}.",
    "status_next_ask": (
        "Byddwn yn ysgrifennu atoch os bydd angen unrhyw beth arall arnom. Nid oes angen i chi wneud dim "
        "tan hynny."
    ),
    "status_next_decide": (
        "Byddwn yn penderfynu erbyn {date} ac yn ysgrifennu atoch i ddweud beth a benderfynwyd a pham."
    ),
    "status_next_late": (
        "Dywedasom y byddem yn penderfynu erbyn {date}, ac rydym yn hwyr. Cysylltwch â ni os yw hyn yn "
        "achosi problemau."
    ),
    "status_next_letter": (
        "Mae ein llythyr yn dweud beth a benderfynwyd a pham, a sut i ddweud wrthym os ydych yn meddwl ei "
        "fod yn anghywir."
    ),
    "status_next_review": "Gallwch ofyn i berson edrych ar y penderfyniad eto tan {date}.",
    "status_next_sent": "Pan fydd yr hyn y gofynnwyd amdano gennym, byddwn yn bwrw ymlaen â’ch cais.",
    "status_next_timer": (
        "Os na chlywn ddim erbyn {date}, byddwn yn ysgrifennu atoch eto neu’n penderfynu ar sail yr hyn "
        "sydd gennym."
    ),
    "status_no_letters": "Nid ydym wedi anfon llythyr atoch eto.",
    "status_now": "Nawr",
    "status_received": "Daeth eich cais i law ar {date}",
    "status_save": "Cael dolen, neu gyfeirnod a geiriau, i ddod yn ôl at y dudalen hon",
    "status_steps": "Ble mae’r cais",
    "status_stopped": "Rydym yn aros am rywbeth gennych cyn y gallwn fwrw ymlaen",
    "status_told": "Penderfynwyd ar {date} ac ysgrifennwyd atoch",
    "status_waiting_title": "Mae angen rhywbeth arnom gennych",
    "status_will_decide": "Byddwn yn penderfynu ac yn ysgrifennu atoch, erbyn {date}",
    "status_working_title": "Rydym yn edrych ar eich cais",
}
