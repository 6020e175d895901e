"""The amounts that a caseworker may change, their bounds, and what follows from changing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from commonweal.office.casework.policy_made_by import policy_model
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.records.feel_json import decode
from commonweal.office.records.models import Decision
from commonweal.policy.feel import evaluate

MOST: Final = Decimal(1_000_000)
PENNY: Final = Decimal("0.01")


class TooMuch(ValueError):
    """The amounts would make something that follows from them less than nothing."""


@dataclass(frozen=True)
class Amount:
    """An amount of money that the letter tells, as the policy decided it."""

    name: str
    value: Decimal
    main: bool

    @property
    def label(self) -> str:
        """What people call it."""
        return f"{self.name[:1].upper()}{self.name[1:]}"

    @property
    def field(self) -> str:
        """What the form calls it."""
        return f"amount-{self.name.replace(' ', '-')}"


class Changeable:
    """The amounts of one decision that may be changed.

    They are the service's own result, and every other amount of money that the award's letter tells, that
    the result does not rest on and that cannot be worked out from one of these.
    """

    def __init__(self, prepared: PreparedService, decision: Decision) -> None:
        self.main = prepared.folder.service.decision
        self._values: dict[str, Any] = {**decode(decision.inputs), **decode(decision.values)}
        self._model = policy_model(prepared, decision.policy_hash)
        self._decided = decode(decision.values)
        self.amounts = self._amounts(prepared)

    def _amounts(self, prepared: PreparedService) -> tuple[Amount, ...]:
        if not isinstance(self._decided.get(self.main), Decimal):
            return ()
        found = [Amount(self.main, self._decided[self.main], True)]
        notice = prepared.folder.notice("award", prepared.folder.service.languages[0])
        if self._model is None or notice is None:
            return tuple(found)
        told, below = notice.names(), self._rests_on(self.main)
        for info in self._model.decisions:
            if info.name not in told or info.name in below or info.name == self.main:
                continue
            if info.type_name != "money" or not isinstance(self._decided.get(info.name), Decimal):
                continue
            if not self._rests_on(info.name) & {each.name for each in found} or not self._follows(info):
                found.append(Amount(info.name, self._decided[info.name], False))
        return tuple(found)

    def with_what_follows(self, changed: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """The changed amounts and those worked out from them anew. Raises TooMuch below nothing."""
        made = dict(changed)
        if self._model is None:
            return made
        for info in self._model.decisions:
            if info.name in made or info.name not in self._decided or not self._follows(info):
                continue
            if self._rests_on(info.name) & set(made):
                value = evaluate(info.logic.text.text, {**self._values, **made}).value  # type: ignore[union-attr]
                if isinstance(value, Decimal):
                    if value < 0:
                        raise TooMuch(f"This would make “{info.name}” less than £0")
                    made[info.name] = value
        return made

    def _follows(self, info: Any) -> bool:
        """Whether this decision is an expression that gives, from what was decided, what was decided."""
        if info.kind != "expression":
            return False
        value = evaluate(info.logic.text.text, self._values).value
        return isinstance(value, Decimal) and value == self._decided.get(info.name)

    def _rests_on(self, name: str) -> set[str]:
        needs = {info.name: info.requires for info in self._model.decisions} if self._model else {}
        found: set[str] = set()
        waiting = list(needs.get(name, ()))
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += needs.get(each, ())
        return found
