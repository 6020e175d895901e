"""A scheme: a policy under a name, with the decision that says what a household gets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from commonweal.policy import InputData, Model

from .faults import SimulationFault

_EXACT: Final = Context(prec=60)
MOST_PENCE: Final = 2**63 - 1
"""What `results` can hold: £92 quadrillion."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One policy to simulate. `amount` names the decision whose value is pounds a year."""

    name: str
    label: str
    model: Model
    amount: str = "yearly award"

    def __post_init__(self) -> None:
        """Raises SimulationFault for an amount that is no decision of the model."""
        if self.amount not in {each.name for each in self.model.decisions}:
            known = ", ".join(f"“{each.name}”" for each in self.model.decisions[:20]) or "none"
            raise SimulationFault(
                f"The scheme “{self.name}” has no decision “{self.amount}”. Name the one that gives pounds a "
                f"year; it has {known}."
            )

    @property
    def needs(self) -> tuple[InputData, ...]:
        """The inputs that the amount depends on, in the order of the file."""
        requires = {each.name: each.requires for each in self.model.decisions}
        seen: set[str] = set()
        waiting = [self.amount]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += requires.get(name, ())
        return tuple(each for each in self.model.inputs if each.name in seen)


def pence(value: object, scheme: str, row: int) -> tuple[int | None, bool]:
    """An amount in pounds as whole pence, half to even, and whether it had to be rounded; null stays None.

    Raises SimulationFault for a value that is no number or that `results` cannot hold.
    """
    if value is None:
        return None, False
    if not isinstance(value, Decimal):
        raise SimulationFault(
            f"Row {row}: the scheme “{scheme}” gives a {type(value).__name__} instead of a number of "
            "pounds a year. Name another decision as its amount."
        )
    if value.adjusted() > 16:
        raise too_large(scheme)
    exact = value.scaleb(2, _EXACT)
    whole = exact.to_integral_value(ROUND_HALF_EVEN, _EXACT)
    if abs(whole) > MOST_PENCE:
        raise too_large(scheme)
    return int(whole), whole != exact


def too_large(scheme: str) -> SimulationFault:
    """The fault of an amount beyond what `results` can hold."""
    return SimulationFault(
        f"The scheme “{scheme}” gives a household more than £92 quadrillion a year, which results cannot "
        "hold. Look for absurd amounts in the population, or correct the policy."
    )
