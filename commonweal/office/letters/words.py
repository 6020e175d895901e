"""What every letter says besides its notice, in English and in Welsh."""

from __future__ import annotations

from commonweal.service.house_words import HouseWords

EN = {
    "reference": "Your reference",
    "date": "Date",
    "contact": "Contact us",
    "phone": "Phone",
    "text relay": "Text relay",
    "email": "Email",
    "web": "Website",
    "hours": "Opening hours",
    "worked out": "How this was worked out",
    "worked out caption": "Each step, and the rule it comes from",
    "step": "Step",
    "what": "What we found",
    "authority": "Rule",
    "no authority": "Worked out from your answers",
    "changed": "A person changed the result.",
    "changed words": "The steps below are the policy’s, and they gave a different result. "
    "A member of staff looked at your case and changed it.",
    "their reason": "Their reason was:",
    "letter": "Letter",
    "page of": "Page {page} of {pages}",
    "places": "Places near you that can help",
    "version": "The rules used are those in force on {date}.",
    "language": "This letter is available in English too: just ask us.",
}

CY = {
    "reference": "Eich cyfeirnod",
    "date": "Dyddiad",
    "contact": "Cysylltu â ni",
    "phone": "Ffôn",
    "text relay": "Text relay",
    "email": "E-bost",
    "web": "Gwefan",
    "hours": "Oriau agor",
    "worked out": "Sut y gwnaethom gyfrifo hyn",
    "worked out caption": "Pob cam, a’r rheol y mae’n seiliedig arni",
    "step": "Cam",
    "what": "Beth a welsom",
    "authority": "Rheol",
    "no authority": "Wedi’i gyfrifo o’ch atebion",
    "changed": "Newidiwyd y canlyniad gan berson.",
    "changed words": "Camau’r polisi sydd isod, a rhoddodd y rheini ganlyniad gwahanol. "
    "Edrychodd aelod o staff ar eich achos a newid y canlyniad.",
    "their reason": "Dyma’r rheswm a roddwyd:",
    "letter": "Llythyr",
    "page of": "Tudalen {page} o {pages}",
    "places": "Lleoedd yn eich ardal sy’n gallu helpu",
    "version": "Y rheolau a ddefnyddiwyd yw’r rhai sydd mewn grym ar {date}.",
    "language": "Mae’r llythyr hwn ar gael yn Gymraeg hefyd: gofynnwch i ni.",
}

WORDS = HouseWords("letters", EN, CY)
