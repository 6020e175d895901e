"""How far along an applicant is, said honestly: parts of the journey, never a guess of questions left."""

from commonweal.office.pages.words import say
from commonweal.service.journey import Journey, Repeat
from commonweal.service.path import Page, Path


def progress(journey: Journey, path: Path, page: Page) -> str:
    """Which part of the application a page is in, and which thing in a list: Part 2 of 5: … · Child 1.

    A part behind the page in which nothing is asked is not counted, so that no number is skipped; one ahead
    is, until it is known.
    """
    section = page.asked.section
    asked = {each.asked.section for each in path.pages}
    every = [each.key for each in journey.sections]
    here = every.index(section)
    keys = [key for place, key in enumerate(every) if key in asked or place >= here]
    part = say(
        journey.language,
        "part_of",
        part=keys.index(section) + 1,
        parts=len(keys),
        title=journey.titles[section],
    )
    repeat = journey.by_name.get(page.address.split("/")[0]) if page.item else None
    return (
        f"{part} · {item_title(repeat, journey.language, page.item)}" if isinstance(repeat, Repeat) else part
    )


def item_title(repeat: Repeat, language: str, number: int) -> str:
    """What a thing in a list is called: Child 1."""
    each = repeat.each[:1].upper() + repeat.each[1:]
    return say(language, "item_title", each=each, number=number)
