"""What a council may set about its report."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Settings:
    """How the report is made.

    `smallest` is the least number of households that is shown: smaller ones are hidden. `bands` are the
    limits between sizes of change, in pounds a week. `hardest` is how many of the households that lose most
    are told of. `income` is the input that is raised to look for cliff edges, up to `highest_income` pounds
    a week. `steps` are the rises that the report tells of, in pounds a week.
    """

    smallest: int = 10
    bands: tuple[Decimal, ...] = (Decimal(1), Decimal(2), Decimal(5), Decimal(10), Decimal(20))
    hardest: int = 10
    income: str = "earnings"
    highest_income: int = 800
    steps: tuple[int, ...] = (1, 10, 50)

    def __post_init__(self) -> None:
        if self.smallest < 1:
            raise ValueError("the smallest number of households shown is at least 1 (1 hides nothing)")
        if list(self.bands) != sorted(set(self.bands)) or any(each <= 0 for each in self.bands):
            raise ValueError("the bands are limits in pounds a week, each above 0 and above the one before")
        if self.highest_income < 1 or self.hardest < 0 or any(each < 1 for each in self.steps):
            raise ValueError(
                "the highest income and the rises in income are at least £1, the rest at least 0"
            )


NUMBER_OF_DAYS = 365
"""A week's money is 7 of the year's 365 days."""
