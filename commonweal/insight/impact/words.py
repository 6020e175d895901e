"""What the report says, in one place, so that another language is another such file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

WORDS: Final[Mapping[str, str]] = {
    "title": "{service}: what a change would do",
    "subtitle": "{today} compared with {options}",
    "made": "Made on {day}. Population: {population}.",
    "synthetic": (
        "The households in this report are made up. They were fitted to published totals; none is a real "
        "household, and no figure here is a count of real people."
    ),
    "demonstration": "{text}",
    "contents": "In this report",
    "changes": "What changes",
    "no changes": "The two policies say the same: nothing changes for anybody.",
    "change of results": "{count} different changes to the rules of “{element}”:",
    "many changes": "The two policies differ in {count} places, in {parts} parts of the policy.",
    "every change": "Every change",
    "same change": "{message} ({count} rules)",
    "rules in detail": "Every rule that changes",
    "only words": (
        "The words or the authority of {count} decisions change too, which changes nobody’s support."
    ),
    "at a glance": "At a glance",
    "glance cost": (
        "{option} would cost {after} a year, {difference} {direction} today’s {before} ({percent})."
    ),
    "glance same cost": "{option} would cost the same as today: {before} a year.",
    "glance caseload": "{after} households would get support, {difference} {direction} today’s {before}.",
    "glance same caseload": "As many households would get support as today: {before}.",
    "glance who": (
        "{losing} households would lose ({share} of those that get support today or would under an option) "
        "and {gaining} would gain; "
        "{gone} would get nothing any more, {newly} would get support for the first time."
    ),
    "glance mean": "Over all those concerned the mean change is {week} a week ({year} a year).",
    "glance median": "Half of those whose support changes lose or gain {median} a year or less than that.",
    "headline caption": "Cost and caseload a year, today and by option",
    "outcomes caption": "Households by what happens to their support",
    "bands caption": "Households that lose or gain, by how much a week",
    "protection": "What it would cost to limit losses",
    "protection text": (
        "What a council would pay to make up every loss above a limit for a year, as transitional protection "
        "or from a hardship fund. It is reckoned on the households of this population, without the cost of "
        "running it, and as if everyone were paid without asking. Where fewer ask, a fund costs less and "
        "leaves losses standing."
    ),
    "protection caption": "The cost of limiting losses, a year, by the most that anybody would lose",
    "protection note": (
        "£0.00 means that nobody loses at all. The share is of what the option saves, so 100% means that "
        "nothing is saved that year."
    ),
    "rounded caseload": (
        "Households that get support are to the nearest {unit}, so that a small number of those who "
        "begin or cease "
        "to get it cannot be worked out."
    ),
    "cost not shown": (
        "What {option} would cost is not shown: so few households’ support changes that it would tell "
        "of them. "
        "Today’s cost is {before}."
    ),
    "caseload about": "About {before} households get support today, and about {after} would.",
    "outcome no longer entitled": "Get nothing any more",
    "outcome less": "Get less, but something",
    "outcome losing": "All who lose",
    "outcome same": "Get as much as today",
    "outcome more": "Get more than today",
    "outcome newly entitled": "Get support for the first time",
    "outcome gaining": "All who gain",
    "outcome none": "Get nothing, today or after",
    "outcome undecided": "Could not be decided (see “What this report does not know”)",
    "outcome all": "All households in the population",
    "who": "Who gains and who loses",
    "who text": (
        "“Households” are those that get support today or would under any option in this report. "
        "Shares are of "
        "those. A change is what they would get less what they get. The median is of those whose support "
        "changes, to the nearest £1 a year."
    ),
    "by caption": "By {characteristic}",
    "maps": "Where",
    "cliffs": "Cliff edges",
    "cliffs text": (
        "Each line is one kind of household with a Council Tax bill of {bill} a year, no savings and "
        "no other "
        "income. “{income}” rises from £0 to {highest} a week; nothing else changes. In life other "
        "benefits would "
        "fall too: Universal Credit by 55p for each £1 of earnings above any work allowance. So these "
        "drops come "
        "on top of that."
    ),
    "drop": "At {at} a week {household} loses {loss} a week.",
    "drops caption": "Where a little more income costs support",
    "rises caption": "What a rise in income does to support and to income with support, at its worst",
    "no drops": "No rise of £1 a week costs any of these households more than £1 of support.",
    "hardest": "The households hit hardest",
    "hardest text": (
        "The {count} households in the population that would lose most, each with its exact working."
    ),
    "hardest stand-ins": (
        "To protect real people, each is shown as a household like it: amounts of money are rounded to the "
        "nearest £10 and both policies decide on the rounded household. No area, age or identifier is shown."
    ),
    "hardest none": "Nobody loses.",
    "hardest hidden": (
        "Fewer than {smallest} households lose, so none is shown: it could be known who they are."
    ),
    "same before and after": "Before and after",
    "meets": "The change that it meets",
    "equality": "Equality",
    "equality text": (
        "A council must have due regard to the protected characteristics of the Equality Act 2010, "
        "section 149. "
        "This is what the report can and cannot say of each."
    ),
    "equality known": "See the tables by {names}.",
    "equality unknown": "This report can’t say: the population holds nothing about it.",
    "limits": "What this report does not know",
    "provenance": "How this report was made",
    "hidden note": (
        "“{small}” is at least 1. “{beside}” is a number that is not shown because a small one could "
        "be worked out "
        "from it."
    ),
    "small": "Fewer than {smallest}",
    "beside": "Hidden",
    "interval note": (
        "In brackets: the interval that would hold the true figure 95 times in 100, because the "
        "population is a "
        "sample. Linearised standard errors; for medians, Woodruff’s method."
    ),
    "no interval note": "The population is a full caseload, so no figure has a margin of sampling error.",
    "no interval note synthetic": (
        "The population is not a sample, so no figure is given a margin of sampling error. How far "
        "made households "
        "are from real ones is not known in figures: see “What this report does not know”."
    ),
    "not sampled": (
        "The rows are households made to published totals. An interval in brackets tells only of the "
        "number of "
        "rows drawn, not of how well they match real people."
    ),
    "tables": "Data",
    "table of": "Show the numbers",
    "picture of": "Data for this picture: table “{caption}”.",
    "unknown value": "Not known",
    "yes": "Yes",
    "no": "No",
    "up": "more than",
    "down": "less than",
    "today": "Today",
}


def say(key: str, **values: object) -> str:
    """The report's words for `key`, filled in."""
    return WORDS[key].format(**values)


def value_in_words(value: object, names: Mapping[Any, str] | None = None) -> str:
    """A value of a characteristic as people read it."""
    if value is None:
        return WORDS["unknown value"]
    if isinstance(value, bool):
        return WORDS["yes"] if value else WORDS["no"]
    text = str(value)
    if names and value in names:
        return f"{names[value]} ({text})"
    return text if len(text) > 1 and not text[:1].islower() else text[:1].upper() + text[1:]


def lower(label: str) -> str:
    """A label within a sentence; one that begins with capitals (LSOA) stays as it is."""
    return label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
