"""What can be wrong with a simulation: each says what, where and what to do, and holds no personal data."""

from __future__ import annotations


class SimulationFault(ValueError):
    """A simulation that cannot be made as it was asked for. The message ends with the remedy."""


class MissingInput(SimulationFault):
    """A scheme needs an input that the population lacks."""

    def __init__(self, scheme: str, name: str, population: str) -> None:
        super().__init__(
            f"The scheme “{scheme}” needs the input “{name}”, which the population “{population}” does not "
            f"have. Add a column “{name}” to the population (through its mapping file, or null in every row "
            "if nobody knows it)."
        )
        self.scheme, self.input, self.population = scheme, name, population


class Disagreement(SimulationFault):
    """A row that was decided otherwise than the interpreter decides it: nothing may be published.

    `row` counts from 1; `found` and `exact` are pence a year, None for null.
    """

    def __init__(self, scheme: str, row: int, found: int | None, exact: int | None) -> None:
        super().__init__(
            f"Row {row} of the scheme “{scheme}” came out as {in_pounds(found)}, and the interpreter gives "
            f"{in_pounds(exact)}. Nothing is published: this is a fault of the program, so please report it "
            "with the policy file."
        )
        self.scheme, self.row, self.found, self.exact = scheme, row, found, exact

    def __reduce__(self) -> tuple[type[Disagreement], tuple[str, int, int | None, int | None]]:
        return Disagreement, (self.scheme, self.row, self.found, self.exact)


class WorkerLost(SimulationFault):
    """A worker process ended, and ended again on the same rows."""


def in_pounds(pence: int | None) -> str:
    """An amount for a message: `null`, `£1,234.50 a year`, `-£0.05 a year`."""
    if pence is None:
        return "null"
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02} a year"
