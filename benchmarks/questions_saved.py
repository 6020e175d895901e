"""How many questions people are spared because no answer to them could change what becomes of their
application.

Random households answer each shipped service twice: once with every question asked, once with `what_matters`.
The households are made up, not a sample of any population: half do not work, pay and benefits are spread
evenly. The decision must be the same both times.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from commonweal.service import ServiceFolder, decide, read_service
from commonweal.service.journey import Journey, Question, Repeat
from commonweal.service.what_matters import weigh

HOUSEHOLDS = 1000
APPLIED = date(2025, 6, 2)
SERVICES = Path(__file__).parent.parent / "services"


def main() -> None:
    """Measure and print. The first argument is how many households a service (1,000 without it)."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else HOUSEHOLDS
    print(
        f"{households} random households a service; pages asked to reach the end, a list's own page counted"
    )
    print(f"{'service':24}{'asking all':>12}{'what matters':>14}{'spared':>9}{'most':>6}{'some spared':>13}")
    for path in sorted(SERVICES.iterdir()):
        if path.is_dir():
            measure(read_service(path), households)


def measure(folder: ServiceFolder, households: int) -> None:
    """One service's row, and the questions most often left out."""
    journey = folder.journey()
    every = replace(journey, matters=None)
    all_of_it = replace(
        folder, journeys={language: replace(each, matters=None) for language, each in folder.journeys.items()}
    )
    asked, needed, most, some = 0, 0, 0, 0
    spared: Counter[str] = Counter()
    for seed in range(households):
        whole, pages = applied(every, random.Random(seed))
        answers, fewer = applied(journey, random.Random(seed))
        same(folder, all_of_it, whole, answers, seed)
        gone = len(pages) - len(fewer)
        asked, needed, most, some = (
            asked + len(pages),
            needed + len(fewer),
            max(most, gone),
            some + (gone > 0),
        )
        spared.update({page.split("/")[-1] for page in pages} - {page.split("/")[-1] for page in fewer})
    print(
        f"{folder.name:24}{asked / households:12.2f}{needed / households:14.2f}"
        f"{(asked - needed) / households:9.2f}{most:6}{some / households:12.0%}"
    )
    for name, times in spared.most_common(4):
        print(f"    {name} in {times / households:.0%}")
    whole, _ = applied(every, random.Random(0))
    known, new, again = (
        f"{ms:.2f}" for ms in (cost(every, whole), cost_of_new(folder, whole), cost(journey, whole))
    )
    print(
        f"    CPU ms to build a whole path: asking all {known}; weighed before {again}; a new answer to weigh {new}"
    )


def cost(journey: Journey, answers: dict[str, Any]) -> float:
    """The CPU milliseconds of building a path, at best."""
    journey.path(answers)
    best = math.inf
    for _ in range(5):
        start = time.process_time()
        for _ in range(100):
            journey.path(answers)
        best = min(best, (time.process_time() - start) * 10)
    return best


def cost_of_new(folder: ServiceFolder, answers: dict[str, Any]) -> float:
    """The most that the next answer's path costs when nobody gave these answers before, at best of several."""
    worst = 0.0
    keys = list(answers)
    for at in range(1, len(keys) + 1):
        some = {key: answers[key] for key in keys[:at]}
        best = math.inf
        for _ in range(3):
            journey = replace(folder.journey(), matters=weigh(folder))
            journey.path({key: answers[key] for key in keys[: at - 1]})
            start = time.process_time()
            journey.path(some)
            best = min(best, (time.process_time() - start) * 1000)
        worst = max(worst, best)
    return worst


def same(folder: ServiceFolder, all_of_it: ServiceFolder, whole: Any, answers: Any, seed: int) -> None:
    """Hold the two decisions of one household together. Raises AssertionError where they differ."""
    one = decide(folder, answers, application_date=APPLIED, trace=False)
    other = decide(all_of_it, whole, application_date=APPLIED, trace=False)
    for attribute in ("amount", "refused", "reasons"):
        assert getattr(one, attribute) == getattr(other, attribute), (folder.name, seed, attribute)
    assert one.outcome.value == other.outcome.value, (folder.name, seed)


def applied(journey: Journey, chance: random.Random) -> tuple[dict[str, Any], list[str]]:
    """One household's answers as it goes through the journey, and the addresses of the pages it met."""
    everything = household(journey, chance)
    answers: dict[str, Any] = {}
    while True:
        path = journey.path(answers)
        page = path.next()
        if page is None:
            return path.answers, [each.address for each in path.pages]
        if page.kind == "list":
            answers[page.key] = [{} for _ in everything[page.key]]
        elif page.item:
            answers[page.asked.repeat][page.item - 1][page.key] = everything[page.asked.repeat][
                page.item - 1
            ][page.key]  # type: ignore[union-attr]
        else:
            answers[page.key] = everything[page.key]


def household(journey: Journey, chance: random.Random) -> dict[str, Any]:
    """An answer to everything that the journey could ask."""
    found: dict[str, Any] = {}
    for asked in journey.asked:
        if isinstance(asked, Repeat):
            number = chance.choice([0, 0, 0, 1, 1, 2, 3])
            found[asked.key] = [
                {each.key: answer(each, chance) for each in asked.questions} for _ in range(number)
            ]
        else:
            found[asked.key] = answer(asked, chance)
            # An answer that does not count would be asked for again for ever.
            assert found[asked.key] is None or asked.type.accepts(found[asked.key]), asked.key
    found.update({"liable": True, "pension_age": False, "declaration": True})
    return found


def answer(question: Question, chance: random.Random) -> Any:
    """A stored answer of the question's type."""
    type_, wording = question.type, question.type.wording
    match type_.name:
        case "yes or no":
            return chance.random() < (0.1 if "self_employed" in question.key else 0.5)
        case "one of":
            return chance.choice([value for value, _ in wording.choices])
        case "any of":
            return [value for value, _ in wording.choices if chance.random() < 0.15]
        case "money":
            return _money(question, chance)
        case "date":
            years = (0, 20) if question.repeat == "children" else (16, 70)
            return (APPLIED - timedelta(days=chance.randint(365 * years[0] + 1, 365 * years[1]))).isoformat()
        case "whole number":
            return chance.randint(int(wording.least or 0), min(5, int(wording.most or 5)))
    return _text(question)


def _money(question: Question, chance: random.Random) -> Any:
    wording = question.type.wording
    if wording.per:
        monthly = {"week": 12 / 52, "fortnight": 24 / 52, "four weeks": 48 / 52, "month": 1, "year": 12}
        per = chance.choice([each for each in wording.per if each != "year"] or list(wording.per))
        most = float(wording.most or 5000)
        return {"amount": f"{min(most, chance.uniform(0, 2000) * monthly[per]):.2f}", "per": per}
    least, most = float(wording.least or 0), float(wording.most or 20000)
    if question.key == "savings":
        return f"{chance.choice([0, 100, 5000, 7000, 12000, 16000, 20000, 30000]):.2f}"
    return f"{chance.uniform(max(least, 800), min(most, 3500)):.2f}"


def _text(question: Question) -> Any:
    if question.optional:
        return None
    return {
        "address": {"line1": "1 High Street", "town": "Sale", "postcode": "M33 7ZF"},
        "national insurance number": "QQ123456C",
        "postcode": "M33 7ZF",
        "email": "a@example.com",
        "phone": "07700900123",
        "choice of how to be told": {"way": "post", "form": "standard"},
    }.get(question.type.name, "Siân Lloyd")


if __name__ == "__main__":
    main()
