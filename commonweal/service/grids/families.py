"""The columns of a grid: which households each is for, and which column every household is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBERS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_SINGLE = frozenset({"single", "singles", "lone", "sole", "individual"})
_COUPLE = frozenset({"couple", "couples", "partners", "joint", "married"})
_FAMILY = frozenset({"family", "families"})
_EVERYONE = frozenset({"all", "any", "everyone", "everybody"})
_FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "with",
        "of",
        "or",
        "parent",
        "parents",
        "person",
        "people",
        "child",
        "children",
        "kid",
        "kids",
        "dependant",
        "dependants",
        "dependent",
        "no",
        "without",
        "household",
        "households",
        "applicant",
        "adult",
        "plus",
        "more",
        "over",
    ]
)
_CHILDREN = r"child(?:ren)?|kids?|dependants?|dependent"


@dataclass(frozen=True, slots=True)
class Family:
    """Who a column is for: with a partner, without, or either (None); and how many children, inclusive."""

    partner: bool | None
    least: int
    most: int | None

    def covers(self, partner: bool, children: int) -> bool:
        """Whether a household belongs here."""
        return (
            self.partner in (None, partner)
            and children >= self.least
            and (self.most is None or children <= self.most)
        )

    @property
    def label(self) -> str:
        """Its name in the policy: "single", "couple, 2 children", "family, 3 or more children"."""
        who = {False: "single", True: "couple", None: "family"}[self.partner]
        if self.least == 0 and self.most is None:
            return "any household" if self.partner is None else f"{who}, any children"
        if self.most == 0:
            return who if self.partner is not None else "no children"
        if self.most is None:
            count = f"{self.least} or more children"
        elif self.most == self.least:
            count = "1 child" if self.least == 1 else f"{self.least} children"
        else:
            count = f"{self.least} to {self.most} children"
        return f"{who}, {count}"

    @property
    def described(self) -> str:
        """Its name in a sentence: "a single person with one child"."""
        who = {False: "a single person", True: "a couple", None: "a family"}[self.partner]
        if self.least == 0 and self.most is None:
            return "any household" if self.partner is None else who
        if self.most == 0:
            return f"{who} without children" if self.partner is not None else "a household without children"
        words = {1: "one child", 2: "two children", 3: "three children", 4: "four children"}
        count = words.get(self.least, f"{self.least} children")
        if self.most is None:
            return f"{who} with {count} or more"
        if self.most == self.least:
            return f"{who} with {count}"
        return f"{who} with {self.least} to {self.most} children"


@dataclass(frozen=True, slots=True)
class Segment:
    """Households of one kind, by a range of children, and the column they are in. `stretched`: assumed."""

    partner: bool | None
    least: int
    most: int | None
    column: int
    stretched: bool


class BadFamilies(ValueError):
    """Two columns are for the same households."""


def read_family(name: str) -> Family | None:
    """Who a column is for, by its name: `single_1`, `couple_3plus`, `lone_parent_2`; None if unknown."""
    text = re.sub(r"(\d)\s*[-–—]\s*(\d)", r"\1 to \2", name.strip().lower()).replace("&", " and ")
    text = re.sub(r"(?<=[a-z])(?=\d)", " ", re.sub(r"[^a-z0-9+]+", " ", text))
    text = " ".join(_NUMBERS.get(word, word) for word in text.split())
    text = re.sub(
        rf"(\d) ?(?:{_CHILDREN})? ?(?:plus|or more|or over|and over|and above|\+)(?= |$)",
        r"\1+",
        text,
    )
    words = text.replace("+", " + ").split()
    kinds = {_kind(word) for word in words} - {""}
    allowed = _SINGLE | _COUPLE | _FAMILY | _EVERYONE | _FILLERS | {"+", "to"}
    if any(word not in allowed and not word.isdigit() for word in words):
        return None
    if len(kinds) > 1 or not (kinds or any(re.fullmatch(_CHILDREN, word) for word in words)):
        return None
    return _family(text, words, kinds.pop() if kinds else "family")


def _kind(word: str) -> str:
    for name, members in (("single", _SINGLE), ("couple", _COUPLE), ("family", _FAMILY), ("all", _EVERYONE)):
        if word in members:
            return name
    return ""


def _family(text: str, words: list[str], kind: str) -> Family | None:
    partner = {"single": False, "couple": True}.get(kind)
    if found := re.search(r"(\d+) to (\d+)", text):
        least, most = int(found.group(1)), int(found.group(2))
        return Family(partner, least, most) if least < most else None
    if re.search(rf"\b(no|without) (?:{_CHILDREN})\b", text):
        return Family(partner, 0, 0)
    numbers = [int(word) for word in words if word.isdigit()]
    if len(numbers) > 1:
        return None
    if numbers:
        return Family(partner, numbers[0], None if "+" in words else numbers[0])
    if kind == "all":
        return Family(None, 0, None)
    if "child" in words or "kid" in words:
        return Family(partner, 1, 1)
    if kind == "family" or {"children", "kids", "parent", "parents"} & set(words):
        return Family(partner, 1, None)
    return Family(partner, 0, 0)


def columns_of_households(families: Sequence[Family]) -> tuple[Segment, ...]:
    """The column of every household, in rows that never overlap.

    A household that no column is for is put in the nearest with fewer children (then in one for other
    partners, then with more children), and its segment is `stretched`. Raises BadFamilies.
    """
    top = max([0, *(family.least for family in families), *(f.most or 0 for f in families)]) + 1
    by_partner = {
        partner: [_column(families, partner, children) for children in range(top + 1)]
        for partner in (False, True)
    }
    if by_partner[False] == by_partner[True]:
        return tuple(_runs(None, by_partner[False]))
    return tuple(_shared(_runs(False, by_partner[False]), _runs(True, by_partner[True])))


def _column(families: Sequence[Family], partner: bool, children: int) -> tuple[int, bool]:
    found = [index for index, family in enumerate(families) if family.covers(partner, children)]
    stated = [index for index in found if families[index].partner is not None]
    best = stated or found
    if len(best) > 1:
        one, other = (families[index].label for index in best[:2])
        raise BadFamilies(f"“{one}” and “{other}” are both for {children} children.")
    if best:
        return best[0], False

    def distance(index: int) -> tuple[bool, bool, int]:
        family = families[index]
        above = family.least > children
        gap = family.least - children if above else children - (family.most or 0)
        return above, family.partner not in (None, partner), gap

    return min(range(len(families)), key=distance), True


def _runs(partner: bool | None, columns: list[tuple[int, bool]]) -> list[Segment]:
    runs: list[Segment] = []
    for children, (column, stretched) in enumerate(columns):
        last = runs[-1] if runs else None
        most = None if children == len(columns) - 1 else children
        if last is not None and (last.column, last.stretched) == (column, stretched):
            runs[-1] = Segment(partner, last.least, most, column, stretched)
        else:
            runs.append(Segment(partner, children, most, column, stretched))
    return runs


def _shared(singles: list[Segment], couples: list[Segment]) -> list[Segment]:
    """One row for both where a segment is the same with and without a partner."""

    def same(segment: Segment) -> tuple[int, int | None, int, bool]:
        return segment.least, segment.most, segment.column, segment.stretched

    both = {same(one) for one in singles} & {same(one) for one in couples}
    merged = [Segment(None, *same(one)) for one in singles if same(one) in both]
    return [
        *(one for one in singles if same(one) not in both),
        *(one for one in couples if same(one) not in both),
        *merged,
    ]
