"""On the shipped schemes too, what is said not to matter does not, whatever the rest turns out to be."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from commonweal.policy import Model, load
from commonweal.policy.feel import ListType
from commonweal.policy.feel.types import bare
from commonweal.policy.partial import key_of, unknowns

SCHEMES = sorted((Path(__file__).parents[3] / "services").glob("*/policy/*.dmn"))
_AMOUNTS = [Decimal(each) for each in ("0", "0.01", "93", "93.01", "147", "150", "400", "16000", "16000.01")]


def _value(name: str, type_: Any, allowed: tuple[str, ...], chance: random.Random) -> object:
    """Any value of an input's type, near the schemes' bounds; null now and then."""
    if chance.random() < 0.05:
        return None
    texts = [text.strip('"') for text in allowed if text.startswith('"')]
    plain = bare(type_)
    if texts:
        return chance.choice(texts)
    if isinstance(plain, ListType):
        born = [date(2008, 1, 1), date(1990, 5, 5), date(2020, 2, 29)]
        number = chance.randrange(4)
        return [{"born": chance.choice(born), "working": chance.choice([True, False])} for _ in range(number)]
    match plain.text:
        case "boolean":
            return chance.choice([True, False])
        case "date":
            return chance.choice([date(1985, 3, 27), date(2010, 1, 1), date(2025, 6, 1)])
        case "number" if "children" in name:
            return Decimal(chance.randrange(5))
        case "number":
            return chance.choice(_AMOUNTS)
    raise AssertionError(f"no value for {name}: {plain.text}")


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_what_cannot_matter_never_changes_an_outcome_of_a_shipped_scheme(path: Path) -> None:
    model = load(path)
    chance = random.Random(7)
    moot = 0
    for _ in range(60):
        everything = _household(model, chance)
        unknown = chance.sample(sorted(everything), chance.randint(1, 5))
        known = {name: value for name, value in everything.items() if name not in unknown}
        found = unknowns(model, known, "award", null=True)
        moot += len(unknown) - len(found.can_matter)
        for _ in range(12):
            one, other = known | _some(model, unknown, chance), known | _some(model, unknown, chance)
            alike = other | {name: one[name] for name in found.can_matter}
            outcome = key_of(model.decide(one, "award", trace=False).value)
            assert outcome == key_of(model.decide(alike, "award", trace=False).value), found.can_matter
            assert not found.certain or outcome == key_of(found.value)
    assert moot > 20, "hardly anything was found not to matter"


def _household(model: Model, chance: random.Random) -> dict[str, object]:
    return {each.name: _value(each.name, each.type, each.allowed, chance) for each in model.inputs}


def _some(model: Model, names: list[str], chance: random.Random) -> dict[str, object]:
    everything = _household(model, chance)
    return {name: everything[name] for name in names}
