"""The house's words for applying on paper, in English and Welsh."""

EN = {
    "paper_ask": "Phone us on {phone} and we will post you a form.",
    "paper_filled": "Your application on the form (PDF)",
    "paper_html": "The form as a web page, to read or have read aloud",
    "paper_html_large": "The form as a web page in large letters",
    "paper_large": "Large print form (PDF, 18 point)",
    "paper_lead": "Print the form, fill it in and send or bring it to us. "
    "It asks the same questions as the website.",
    "paper_link": "Apply on paper: print the form, or get it in large print",
    "paper_pdf": "Form (PDF)",
    "paper_received": "The date we receive your form counts as the date you applied.",
    "paper_title": "Apply on paper",
}
CY = {
    "paper_ask": "Ffoniwch ni ar {phone} a byddwn yn postio ffurflen atoch.",
    "paper_filled": "Eich cais ar y ffurflen (PDF)",
    "paper_html": "Y ffurflen fel tudalen we, i’w darllen neu i rywun ei darllen yn uchel",
    "paper_html_large": "Y ffurflen fel tudalen we mewn llythrennau mawr",
    "paper_large": "Ffurflen mewn print bras (PDF, 18 pwynt)",
    "paper_lead": "Argraffwch y ffurflen, ei llenwi a’i hanfon neu ddod â hi atom. "
    "Yr un cwestiynau sydd arni ag ar y wefan.",
    "paper_link": "Gwneud cais ar bapur: argraffu’r ffurflen, neu ei chael mewn print bras",
    "paper_pdf": "Ffurflen (PDF)",
    "paper_received": "Mae’r dyddiad y cawn eich ffurflen yn cyfrif fel y dyddiad y gwnaethoch gais.",
    "paper_title": "Gwneud cais ar bapur",
}
