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
    "no cost shown": (
        "What today’s policy and {option} cost is not shown: so few households get support that it would "
        "tell of them."
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
    "claiming note of all": (
        "Everyone who is entitled is counted as claiming, under every policy. What is collected is not in "
        "these "
        "figures."
    ),
    "scenario": (
        "Every figure is of {year}: {rises}, on the same households. “Today” is today’s policy in {year}, "
        "that "
        "is, doing nothing. Source: {source}."
    ),
    "budget": "What it means for the budget",
    "next year": "next year",
    "given with the report": "given by whoever asked for this report",
    "glance scenario": (
        "In {year} doing nothing would cost {after}, {difference} {direction} today’s policy costs this year "
        "({before}). What follows is against doing nothing."
    ),
    "years": "Doing nothing next year",
    "years text": (
        "The same households, with {rises}, in {year}. Ages, savings and who lives together stay as they "
        "are, and "
        "each household is counted in the group it is in today. Source: {source}."
    ),
    "years caption": "Cost and caseload a year, this year and next",
    "years note": "Changes here are against this year. Elsewhere they are against doing nothing.",
    "do nothing": "Do nothing: today’s policy, in {year}",
    "this year": "Today’s policy, this year",
    "authorities": "Who bears the cost",
    "authorities text": (
        "Support lowers the council tax base, so every authority on the bill bears the cost in proportion "
        "to its "
        "part of band D. Source of the parts: {source}."
    ),
    "authorities caption": "Cost by authority, a year",
    "authorities note": (
        "Parts are of the area’s average bill. Parishes differ: where one’s own precept is above or below "
        "the "
        "average, so is its share. Amounts add up to the penny."
    ),
    "all authorities": "All authorities",
    "collecting": "What is collected",
    "collecting text": (
        "Whoever loses support is billed for it. It is assumed, not known, that {between} of what is newly "
        "billed "
        "is collected. Source: {source}."
    ),
    "collecting caption": "Savings by how much of the new bills is collected, a year",
    "collecting note": (
        "Newly billed is what all who lose lose. Where support rises, all of it is taken to be cost. "
        "Reminders, "
        "summonses and enforcement are not in it, nor is what is collected in later years."
    ),
    "claiming": "Who claims",
    "claiming text": (
        "Everywhere else in this report everyone who is entitled is counted as claiming. Here it is "
        "assumed, not "
        "known, that {between} of the households that become entitled claim. Source: {source}."
    ),
    "claiming caption": "Cost by how many of those newly entitled claim, a year",
    "claiming note": "Whoever gets support today is counted as claiming, under every policy.",
    "published": "Whether this is the real caseload",
    "published caseload": (
        "In this population {here} households get support today. Published: {published} ({of}; {source}). "
        "The "
        "population has {difference}."
    ),
    "published cost": "Today’s policy costs {here} a year. Published: {published}. Here it is {difference}.",
    "published note": (
        "Where the two differ, read the report’s shares and means before its totals: a total is as far off "
        "as the "
        "caseload is."
    ),
    "not given": "What nothing was given of",
    "no shares": (
        "Who bears the cost: how much of it falls on the council, the police, the fire authority, the "
        "county and "
        "parishes. Give each one’s part of band D (`shares of the bill`)."
    ),
    "no collection": (
        "How much of the new bills would be paid. Give the least and the most that is likely to be collected "
        "(`collection`)."
    ),
    "no take-up": "How many of those newly entitled would claim. Give a range (`take-up`).",
    "no next year": (
        "What next year’s tax rise does: bills and incomes are this year’s. Give the rises to have “do "
        "nothing” next "
        "year as the baseline (`next year`)."
    ),
    "no published": (
        "Whether the caseload is the real one. Give the published number (`published caseload`)."
    ),
    "not given how": "These are given in the service’s impact.yaml, or the file named with --assume.",
    "other reports": (
        "Small numbers are hidden within this report. Set against another report on the same households, "
        "with "
        "other options, characteristics or smallest number, differences could tell of single households: "
        "publish "
        "one report, and share others only with those who may see the households themselves."
    ),
    "who": "Who gains and who loses",
    "who text": (
        "“Households” are those that get support today or would under any option in this report. "
        "Shares are of "
        "those. A change is what they would get less what they get. The median is of those whose support "
        "changes, to the nearest £1 a year."
    ),
    "crossed": "Two characteristics at once",
    "crossed text": (
        "Each cell is the mean change a week of the households that are both, how many they are, and which "
        "share "
        "of them loses and gains."
    ),
    "crossed caption": "{first} by {second}",
    "crossed rest": "Every figure of “{caption}”",
    "crossed hidden": "“{caption}” is not shown: so few households are both that they could be worked out.",
    "crossed cell": "of {households}: {ways}",
    "crossed losing": "{share} lose",
    "crossed gaining": "{share} gain",
    "in the files": "“{caption}” has {rows} rows. It is in the annexed file tables/{name}.csv.",
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
    """A label within a sentence; one that begins with capitals (LSOA) or a name (Council Tax) stays."""
    words = label.split()
    name = label[:2].isupper() or (len(words) > 1 and words[1][:1].isupper())
    return label if name else f"{label[:1].lower()}{label[1:]}"
