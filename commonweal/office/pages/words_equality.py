"""The house's words for the equality questions and for feedback by step, in English and Welsh."""

EN = {
    "equality_apart": (
        "Your answers are added to totals and are not kept with your name or your application. Nobody can "
        "see what you answered."
    ),
    "equality_choice": "Every question is optional. You can answer some, or none.",
    "equality_no_effect": "What you answer, or do not answer, does not affect your application.",
    "equality_send": "Send these answers and continue",
    "equality_sent": "Your application has been sent.",
    "equality_skip": "Skip these questions",
    "equality_text": (
        "We would like to ask some questions about you, to find out whether the service works equally "
        "well for everyone. If you skip them, you go straight to your confirmation."
    ),
    "equality_title": "Equality questions",
}

CY = {
    "equality_apart": (
        "Caiff eich atebion eu hychwanegu at gyfansymiau ac nid ydynt yn cael eu cadw gyda’ch enw na’ch "
        "cais. Ni all neb weld yr hyn a ateboch."
    ),
    "equality_choice": "Mae pob cwestiwn yn ddewisol. Gallwch ateb rhai, neu ddim un.",
    "equality_no_effect": "Nid yw’r hyn rydych yn ei ateb, neu ddim yn ei ateb, yn effeithio ar eich cais.",
    "equality_send": "Anfon yr atebion hyn a pharhau",
    "equality_sent": "Mae eich cais wedi’i anfon.",
    "equality_skip": "Hepgor y cwestiynau hyn",
    "equality_text": (
        "Hoffem ofyn rhai cwestiynau amdanoch chi, i ganfod a yw’r gwasanaeth yn gweithio cystal i bawb. "
        "Os byddwch yn eu hepgor, byddwch yn mynd yn syth at eich cadarnhad."
    ),
    "equality_title": "Cwestiynau cydraddoldeb",
}
