"""Which questions can no longer matter to what becomes of an application.

What becomes of it is its outcome: the decision, the amount, whether it is refused, why a person must look,
and all that its letters print. A question is left out where the answers above it settle that no answer to it
can change any of these. So what was asked stays asked whatever is answered below it, and two answers can
never excuse each other.

A question with a use besides the outcome is always asked: one with `for:`, one that another page's condition
or text speaks of, one that identifies the person. One that only decides whether others are asked goes when
they go.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from commonweal.policy.feel import to_feel
from commonweal.policy.partial import LeftOpen, Possible
from commonweal.policy.partial.possible import resting
from commonweal.service.open_answers import Known, OpenAnswers
from commonweal.service.outcome_uses import only_for_the_outcome
from commonweal.service.policies import PolicyVersion
from commonweal.service.possible_outcome import Outcome, outcomes

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder

_MOST_KEPT: Final = 2_000
"""Places remembered, each by the answers above it; then all are forgotten."""


class _Place:
    """A place in the tree of answers: what may matter there, as far as it was asked."""

    __slots__ = ("below", "decision", "whole")

    def __init__(self) -> None:
        self.below: dict[object, _Place] = {}
        self.decision: frozenset[str] | None = None
        self.whole: frozenset[str] | None = None


class WhatMatters:
    """A service's questions weighed against its outcome. Made once a folder; safe to share."""

    def __init__(self, folder: ServiceFolder) -> None:
        self.candidates = only_for_the_outcome(folder)
        self._answers = OpenAnswers(folder.journey())
        self._outcomes: tuple[Outcome, ...] = outcomes(folder)
        self._root = _Place()
        self._kept = 0

    def walk(self) -> Weighing:
        """Begin a path."""
        return Weighing(self, self._root)

    def place_below(self, place: _Place, answer: object) -> _Place:
        """The place that an answer leads to."""
        found = place.below.get(answer)
        if found is None:
            if self._kept >= _MOST_KEPT:
                self._root, self._kept = _Place(), 0
            self._kept += 1
            found = place.below[answer] = _Place()
        return found

    def can_matter(self, label: str, place: _Place, known: Known) -> bool:
        """Whether a question can still change the outcome.

        The decision is asked first: most often it settles it.
        """
        if place.decision is not None and (label in place.decision or place.whole is not None):
            return label in place.decision or label in (place.whole or ())
        answers = self._answers.with_known(known)
        found = [(each, each.decisions(answers)) for each in self._outcomes]
        place.decision = resting(each.decision(values) for each, values in found)
        if label in place.decision:
            return True
        place.whole = resting(part for each, values in found for part in each.whole(values, answers))
        return label in place.whole

    def unsettled(
        self,
        version: PolicyVersion,
        answers: Mapping[str, Any],
        left_out: Collection[str],
        house: Mapping[str, object],
    ) -> tuple[LeftOpen, bool]:
        """What the questions left out leave open, and whether the outcome is among it.

        It should not; it may where the relevant date is beyond those that were reckoned with.
        """
        mine = next((each for each in self._outcomes if each.model is version.model), None)
        if mine is None:
            return LeftOpen(settled=False), True
        open_answers = self._answers.with_known(Known(dict(answers)))
        about: dict[str, Possible] = {name: to_feel(value) for name, value in house.items()}
        gone = frozenset(left_out)
        open_ = mine.left_open(gone, open_answers, about)
        parts = mine.whole(mine.decisions(open_answers, about), open_answers, about)
        in_doubt = bool(resting(parts) & gone)
        return replace(open_, settled=not in_doubt), in_doubt


class Weighing:
    """One path as it is built: what has been answered so far, and which questions can matter from there."""

    __slots__ = ("_known", "_last", "_matters", "_place")

    def __init__(self, matters: WhatMatters, root: _Place) -> None:
        self._matters = matters
        self._place = root
        self._known = Known()
        self._last: frozenset[str] | None = None

    @property
    def left_out(self) -> frozenset[str]:
        """The labels of the questions that were left out."""
        return frozenset(self._known.left_out)

    def may_leave_out(self, name: str) -> bool:
        """Whether the question of that name (see `only_for_the_outcome`) has no use but the outcome."""
        return name in self._matters.candidates

    def to_ask(self, name: str, label: str, of_list: str = "") -> bool:
        """Whether a question is to be asked; one that cannot matter any more is left out from here on.

        `of_list` is the key of the list that it belongs to: until that is answered all of it goes by that
        key.
        """
        if name not in self._matters.candidates:
            return True
        known_to_be_moot = self._last is not None and label not in self._last and of_list not in self._last
        if not known_to_be_moot and self._matters.can_matter(label, self._place, self._known):
            return True
        if self._place.whole is not None:
            self._last = self._place.whole
        self._known.left_out.add(label)
        return False

    def answered(self, key: str, value: object) -> None:
        """A question was answered (None: left blank)."""
        self._known.given[key] = value
        self._place = self._matters.place_below(self._place, (key, _hashable(value)))


def _hashable(value: object) -> object:
    if isinstance(value, dict):
        return tuple((key, _hashable(each)) for key, each in value.items())
    if isinstance(value, list):
        return tuple(_hashable(each) for each in value)
    return value.__class__, value


def weigh(folder: ServiceFolder) -> WhatMatters | None:
    """The service's questions weighed.

    None where every question is to be asked, or none could be left out.
    """
    if folder.service.ask_everything or not folder.policies.versions:
        return None
    found = WhatMatters(folder)
    return found if found.candidates else None
