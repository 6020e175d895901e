"""What a council tells the report that no simulation can find out: `impact.yaml` in a service's folder.

Each part has its source, and nothing in it has a default: what is not given is said not to be known.
`docs/reference/impact-assumptions.md` has every key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from commonweal.insight.impact.next_year import NextYear, Rise, percent
from commonweal.insight.population.written_yaml import Written

FILE = "impact.yaml"
_RANGE = re.compile(r"^\s*([\d.]+)\s*%\s*(?:to|–|-)\s*([\d.]+)\s*%\s*$")
_KEYS = ("shares of the bill", "collection", "take-up", "next year", "published caseload")


@dataclass(frozen=True, slots=True)
class Range:
    """A share of one that is not known exactly: from `low` to `high`."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority for which Council Tax is collected, and its part of the bill: pounds of Band D, or any
    numbers in the same proportion.
    """

    name: str
    part: Decimal


@dataclass(frozen=True, slots=True)
class Shares:
    """Who has which part of each bill. `pounds`: whether the parts are pounds of Band D."""

    authorities: tuple[Authority, ...]
    pounds: bool
    source: str

    @property
    def whole(self) -> Decimal:
        """All parts together."""
        return sum((each.part for each in self.authorities), Decimal(0))


@dataclass(frozen=True, slots=True)
class Stated:
    """A share that somebody states, with where it is from."""

    share: Range
    source: str


@dataclass(frozen=True, slots=True)
class Published:
    """A caseload that was published: households, what it cost a year in pounds, and of whom it is."""

    households: int
    cost: Decimal | None
    of: str
    source: str


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All that is given; None for what is not. `file` is where it was read."""

    shares: Shares | None = None
    collection: Stated | None = None
    take_up: Stated | None = None
    next_year: NextYear | None = None
    published: Published | None = None
    file: str = ""


def find_assumptions(folder: Path) -> Assumptions:
    """Those of a service's folder; empty where it has no `impact.yaml`. Raises PopulationFault."""
    file = folder / FILE
    return read_assumptions(file) if file.is_file() else Assumptions()


def read_assumptions(file: Path) -> Assumptions:
    """Those of a file. Raises PopulationFault, with the line, for whatever is wrong with it."""
    written = Written.read(file)
    written.only(_KEYS)
    return Assumptions(
        shares=_shares(written.map(_KEYS[0])) if _KEYS[0] in written else None,
        collection=_stated(written.map("collection"), "collected of new bills"),
        take_up=_stated(written.map("take-up"), "newly entitled who claim"),
        next_year=_next_year(written.map("next year")) if "next year" in written else None,
        published=_published(written.map("published caseload")) if "published caseload" in written else None,
        file=file.name,
    )


def _shares(written: Written) -> Shares:
    written.only(("source", "band d", "shares"))
    if ("band d" in written) == ("shares" in written):
        raise written.fault(
            "give either `band d` (pounds for each authority) or `shares` (per cent for each)."
        )
    pounds = "band d" in written
    parts = written.map("band d" if pounds else "shares")
    found = []
    for name in parts.names():
        given = parts.text(name)
        part = parts.as_number(given if pounds else given.replace("%", ""), name)
        if part < 0:
            raise parts.fault(f"`{given}` is below nothing.", "Write 0 or more.", key=name)
        found.append(Authority(name, part))
    shares = Shares(tuple(found), pounds, written.text("source"))
    if shares.whole <= 0 or (not pounds and shares.whole != 100):
        wanted = "more than £0" if pounds else "100%"
        raise parts.fault(f"the parts come to {shares.whole}, and should come to {wanted}.")
    return shares


def _stated(written: Written, key: str) -> Stated | None:
    if not written.names():
        return None
    written.only((key, "source"))
    given = written.text(key)
    match = _RANGE.match(given)
    remedy = "Write the least and the most that you hold possible, such as `60% to 85%`."
    if match is None:
        raise written.fault(f"`{given}` is not a range.", remedy, key=key)
    low, high = (written.as_number(each, key) / 100 for each in match.groups())
    if not 0 <= low <= high <= 1:
        raise written.fault(f"`{given}` does not rise from 0% to 100%.", remedy, key=key)
    return Stated(Range(low, high), written.text("source"))


def _next_year(written: Written) -> NextYear:
    written.only(("name", "rises", "source"))
    rises = written.map("rises")
    found = []
    for name in rises.names():
        given = rises.text(name)
        value = percent(given)
        if value is None:
            raise rises.fault(
                f"`{given}` is not a rise.", "Write per cent up to 100%, such as 4.99%.", key=name
            )
        found.append(Rise(name, value))
    if not found:
        raise written.fault(
            "it says of nothing that it rises.", "Add `rises:` with `council tax bill: 4.99%`.", key="rises"
        )
    return NextYear(written.text("name"), tuple(found), written.text("source"))


def _published(written: Written) -> Published:
    written.only(("households", "cost a year", "of", "source"))
    households = written.whole("households")
    cost = written.number("cost a year") if "cost a year" in written else None
    for key, value in (("households", households), ("cost a year", cost)):
        if value is not None and value <= 0:
            raise written.fault(f"`{value}` is not above nothing.", key=key)
    return Published(households, cost, written.text("of"), written.text("source"))


__all__ = [
    "FILE",
    "Assumptions",
    "Authority",
    "Published",
    "Range",
    "Shares",
    "Stated",
    "find_assumptions",
    "read_assumptions",
]
