"""The protected characteristics: which of them the population holds, and of which the report can't say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PROTECTED: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Age", ("age group", "age band", "age")),
    ("Disability", ("disabled", "disability", "disability benefits")),
    ("Gender reassignment", ("gender reassignment", "gender identity", "trans")),
    ("Marriage and civil partnership", ("marital status", "marriage", "civil partnership")),
    ("Pregnancy and maternity", ("pregnancy", "pregnant", "maternity")),
    ("Race", ("race", "ethnic group", "ethnicity")),
    ("Religion or belief", ("religion", "belief", "religion or belief")),
    ("Sex", ("sex", "gender")),
    ("Sexual orientation", ("sexual orientation", "sexuality")),
)
"""The Equality Act 2010, section 4, and the names under which a population may hold each."""


@dataclass(frozen=True, slots=True)
class Protected:
    """One protected characteristic, and the population's own that tell of it."""

    name: str
    told_by: tuple[str, ...]


def equality(characteristics: Mapping[str, str]) -> tuple[Protected, ...]:
    """Which protected characteristics the report can tell of."""
    return tuple(
        Protected(name, tuple(label for key, label in characteristics.items() if key.lower() in names))
        for name, names in PROTECTED
    )
