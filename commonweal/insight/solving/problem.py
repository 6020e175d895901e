"""The question: which numbers may move and between which bounds, the budget, and the harm that is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal, cast

from commonweal.insight.population.written_yaml import Written

Harm = Literal["total loss", "share losing", "greatest loss"]
HARMS: Final = ("total loss", "share losing", "greatest loss")
_MOST_STEPS: Final = 10_000
_MOVES: Final = ("table", "expression", "result", "bound", "number", "rules", "from", "to", "step")


@dataclass(frozen=True, slots=True)
class Move:
    """A number that may move: where it stands, and the values it may take (`step` apart, both ends too).

    `kind` says in what: a table's results, a table's bounds, or an expression. `now` is its value today;
    `rules`, from 1, are those it is changed in (none: all).
    """

    name: str
    decision: str
    kind: Literal["result", "bound", "expression"]
    now: Decimal
    low: Decimal
    high: Decimal
    step: Decimal
    rules: tuple[int, ...] = ()
    line: int = 0

    @property
    def steps(self) -> int:
        """How many steps there are from the lowest value to the highest."""
        return int((self.high - self.low) // self.step)

    def value(self, step: int) -> Decimal:
        """The value that many steps above the lowest."""
        return self.low + self.step * step


@dataclass(frozen=True, slots=True)
class Limits:
    """What a scheme must keep to; None: no limit.

    Costs are pounds a year, a household's loss pounds a week, a group's loss the share (0 to 1) of
    the support it has together today.
    """

    at_most: Decimal | None = None
    at_least: Decimal | None = None
    household: Decimal | None = None
    group: Decimal | None = None
    groups: tuple[str, ...] = ()
    smallest_group: int = 30


@dataclass(frozen=True, slots=True)
class Problem:
    """The whole question. `order` holds names of moves, each at least as large as the next."""

    file: Path
    moves: tuple[Move, ...]
    limits: Limits
    order: tuple[tuple[str, ...], ...] = ()
    harm: Harm = "total loss"
    schemes: int = 12
    policy: str = ""


def read_problem(file: Path) -> Problem:
    """Read a question from YAML. Raises PopulationFault with file, line, field and remedy."""
    written = Written.read(file)
    written.only(("policy", "may move", "in order", "budget", "limits", "harm", "schemes"))
    moves = tuple(_move(name, each) for name, each in written.map("may move").maps())
    if not moves:
        remedy = "Name under `may move` the numbers that may change, each with `from`, `to` and `step`."
        raise written.fault("nothing may move.", remedy, key="may move")
    schemes = written.whole("schemes", "12")
    if not 1 <= schemes <= 50:
        raise written.fault("the number of schemes to show is not from 1 to 50.", key="schemes")
    return Problem(
        file,
        moves,
        _limits(written),
        _order(written, {each.name for each in moves}),
        cast(Harm, written.choice("harm", HARMS, HARMS[0])),
        schemes,
        written.text("policy", ""),
    )


def _move(name: str, written: Written) -> Move:
    written.only(_MOVES)
    if ("table" in written) == ("expression" in written):
        raise written.fault("say where the number stands.", "Write either `table:` or `expression:`.")
    if "expression" in written:
        kind: Literal["result", "bound", "expression"] = "expression"
        decision, now = written.text("expression"), written.number("number")
    else:
        if ("result" in written) == ("bound" in written):
            remedy = "Write `result:` for a number in the results, or `bound:` for one in the conditions."
            raise written.fault("say which number of the table moves.", remedy)
        kind = "result" if "result" in written else "bound"
        decision, now = written.text("table"), written.number(kind)
    low, high, step = written.number("from"), written.number("to"), written.number("step", "1")
    if step <= 0:
        raise written.fault("the step must be more than nothing.", key="step")
    if low < 0 or high <= low:
        raise written.fault("`to` must be more than `from`, and neither less than 0.", key="to")
    if (high - low) / step > _MOST_STEPS:
        raise written.fault(f"there are more than {_MOST_STEPS:,} values.", "Take a larger step.", key="step")
    rules = tuple(_rule(written, each) for each in written.texts("rules"))
    return Move(name, decision, kind, now, low, high, step, rules, written.node.line)


def _rule(written: Written, text: str) -> int:
    number = written.as_number(text, "rules")
    if number != int(number) or number < 1:
        raise written.fault(f"`{text}` is not a rule's number.", "Count rules from 1.", key="rules")
    return int(number)


def _limits(written: Written) -> Limits:
    budget, limits = written.map("budget"), written.map("limits")
    budget.only(("at most", "at least"))
    limits.only(("no household loses more than", "no group loses more than", "groups", "smallest group"))
    group = limits.text("no group loses more than", "")
    share: Decimal | None = None
    if group:
        if not group.endswith("%"):
            raise limits.fault("write a percentage, such as 20%.", key="no group loses more than")
        share = limits.as_number(group.removesuffix("%"), "no group loses more than") / 100
    groups = limits.texts("groups")
    if share is not None and not groups:
        remedy = "Name the characteristics, such as `groups: [household type, disabled]`."
        raise limits.fault("which groups are meant is not said.", remedy, key="no group loses more than")
    return Limits(
        _amount(budget, "at most"),
        _amount(budget, "at least"),
        _amount(limits, "no household loses more than"),
        share,
        groups,
        limits.whole("smallest group", "30"),
    )


def _amount(written: Written, key: str) -> Decimal | None:
    return written.number(key) if key in written else None


def _order(written: Written, names: set[str]) -> tuple[tuple[str, ...], ...]:
    order = []
    for text in written.texts("in order"):
        chain = tuple(each.strip() for each in text.split(">="))
        unknown: Mapping[str, None] = dict.fromkeys(each for each in chain if each not in names)
        if unknown or len(chain) < 2:
            remedy = "Write names from `may move` with >= between them: `top >= second`."
            raise written.fault(f"`{text}` is not an order of numbers that move.", remedy, key="in order")
        order.append(chain)
    return tuple(order)
