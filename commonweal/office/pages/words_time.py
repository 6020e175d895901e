"""The house's words for how long an application takes, in English and Welsh."""

EN = {
    "time_estimated": (
        "There are about {fewest} questions, and up to {most} or more if your circumstances need them. At "
        "half a minute each that is {low} to {high} minutes: an estimate, until enough people "
        "have applied for us to measure it."
    ),
    "time_measured": "8 in 10 people take between {low} and {high} minutes.",
}

CY = {
    "time_estimated": (
        "Mae tua {fewest} o gwestiynau, a hyd at {most} neu fwy os oes eu hangen ar gyfer eich amgylchiadau. "
        "Ar hanner munud yr un, mae hynny’n {low} i {high} munud: amcangyfrif, nes bod digon o bobl "
        "wedi gwneud cais i ni ei fesur."
    ),
    "time_measured": "Mae 8 o bob 10 o bobl yn cymryd rhwng {low} a {high} munud.",
}
