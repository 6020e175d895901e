"""The answer: schemes on the frontier of cost against harm, each decided again exactly from its own file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from commonweal.insight.impact.policy_changes import Change, policy_changes
from commonweal.insight.population import Population
from commonweal.insight.simulation import Scheme, simulate
from commonweal.policy import check, load

from .faults import SolvingFault
from .objective import Measured, Objective
from .places import with_numbers
from .problem import Problem
from .search import excess, harm, in_order, search


@dataclass(frozen=True, slots=True)
class Solution:
    """One scheme on the frontier: its numbers by name, what it does, its file and what that changes."""

    name: str
    values: dict[str, Decimal]
    measured: Measured
    document: bytes
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer. `tried` counts the schemes measured and `within` those inside every limit; `nearest` says,
    when there is none, by which limits the nearest scheme is stopped."""

    problem: Problem
    population: Population
    today: Measured
    solutions: tuple[Solution, ...]
    tried: int
    within: int
    nearest: tuple[str, ...] = ()
    redecided: int = 0


def solve(
    problem: Problem,
    today: Scheme,
    document: bytes,
    population: Population,
    *,
    seed: int = 0,
    sample: int = 500,
    progress: Callable[[str, float], None] | None = None,
) -> Found:
    """Search for schemes within the problem's limits.

    `document` is the file of today's policy. Raises SolvingFault for a question that cannot be put to this
    policy and population, and what `simulate` raises.
    """
    tell = progress or _silent
    objective = Objective(problem, today, population)
    search(objective, seed=seed, progress=tell)
    now = _today(today, population)
    known = objective.known
    fine = {
        each: measured
        for each, measured in known.items()
        if in_order(problem, each) and all(over <= 1e-9 for over in excess(problem.limits, measured).values())
    }
    if not fine:
        return Found(problem, population, now, (), len(known), 0, _stopped_by(objective))
    chosen = _spread(_frontier(problem, fine), problem.schemes)
    solutions = [
        _solution(number, each, fine[each], objective, document) for number, each in enumerate(chosen, 1)
    ]
    tell("deciding them again exactly", 0.0)
    redecided = _decided_again(solutions, today, population, sample)
    return Found(problem, population, now, tuple(solutions), len(known), len(fine), (), redecided)


def _silent(_stage: str, _fraction: float) -> None:
    pass


def _today(today: Scheme, population: Population) -> Measured:
    with simulate([today], population, sample=0) as simulation:
        weight = "weight" if population.weight else "1"
        found = simulation.connection.execute(f"SELECT sum({weight} * award_0) FROM results").fetchone()
    cost = Decimal(str((found or (0,))[0] or 0)) / 100
    return Measured(cost, Decimal(0), Decimal(0), Decimal(0), 0, {})


def _frontier(problem: Problem, fine: dict[tuple[int, ...], Measured]) -> list[tuple[int, ...]]:
    """Those that no other beats in both, the dearest first."""
    order = sorted(fine, key=lambda each: (fine[each].cost, harm(problem, fine[each]), each))
    kept: list[tuple[int, ...]] = []
    least: Decimal | None = None
    for each in order:
        hurt = harm(problem, fine[each])
        if least is None or hurt < least:
            kept.append(each)
            least = hurt
    return kept[::-1]


def _spread(frontier: list[tuple[int, ...]], count: int) -> list[tuple[int, ...]]:
    """At most so many, evenly along the frontier, with both of its ends."""
    if len(frontier) <= count:
        return frontier
    if count == 1:
        return frontier[:1]
    return [frontier[round(at * (len(frontier) - 1) / (count - 1))] for at in range(count)]


def _solution(
    number: int, candidate: tuple[int, ...], measured: Measured, objective: Objective, document: bytes
) -> Solution:
    moves = objective.problem.moves
    values = {move: move.value(step) for move, step in zip(moves, candidate, strict=True)}
    changed = with_numbers(document, objective.today.model, values)
    model = load(changed, name=f"scheme-{number}.dmn")
    notes = tuple(str(each) for each in check(model) if each.severity == "error")
    changes = policy_changes(objective.today.model, model, objective.today.amount).changes
    by_name = {move.name: value for move, value in values.items()}
    return Solution(f"scheme-{number}", by_name, measured, changed, changes, notes)


def _decided_again(solutions: list[Solution], today: Scheme, population: Population, sample: int) -> int:
    """Run every scheme from its own file, and hold the search's costs to it to the penny."""
    schemes = [today] + [
        Scheme(each.name, each.name, load(each.document, name=f"{each.name}.dmn"), today.amount)
        for each in solutions
    ]
    with simulate(schemes, population, sample=sample) as simulation:
        weight = "weight" if population.weight else "1"
        sums = ", ".join(f"sum({weight} * coalesce(award_{at}, 0))" for at in range(1, len(schemes)))
        found = simulation.connection.execute(f"SELECT {sums} FROM results").fetchone() or ()
        rows = simulation.redecided.rows
    for each, pence in zip(solutions, found, strict=True):
        exact = Decimal(str(pence or 0)) / 100
        if abs(exact - each.measured.cost) > (Decimal("0.005") if population.weight is None else Decimal(1)):
            raise SolvingFault(
                f"{each.name} costs £{exact:,.2f} decided from its file, and in the search "
                f"£{each.measured.cost:,.2f}. "
                "Nothing is published: this is a fault of Commonweal, please report it."
            )
    return rows


def _stopped_by(objective: Objective) -> tuple[str, ...]:
    problem = objective.problem
    ordered = {
        each: one for each, one in objective.known.items() if in_order(problem, each)
    } or objective.known
    nearest = min(
        ordered.values(),
        key=lambda each: sum(max(0.0, over) for over in excess(problem.limits, each).values()),
    )
    over = [name for name, by in excess(problem.limits, nearest).items() if by > 1e-9]
    told = (
        f"the nearest costs £{nearest.cost:,.0f} a year, its household that loses most loses "
        f"£{nearest.greatest_loss:,.2f} a week, and its group that loses most loses "
        f"{nearest.worst_group * 100:.1f}% of its support"
    )
    return (*over, told)
