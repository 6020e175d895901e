"""The search for schemes that no other beats in both cost and harm: NSGA-II, by pymoo."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

import numpy as np

from .faults import SolvingFault
from .objective import Measured, Objective
from .problem import Limits, Problem

_PEOPLE: Final = 48
_ROUNDS: Final = 30
_FEWEST: Final = 4_000
"""Up to this many schemes in all, every one of them is tried."""


def search(objective: Objective, *, seed: int, progress: Callable[[str, float], None]) -> None:
    """Measure schemes until their frontier is known as well as may be; `objective.known` has all."""
    problem = objective.problem
    every = 1
    for move in problem.moves:
        every = min(every * (move.steps + 1), _FEWEST + 1)
    if every <= _FEWEST:
        _all(objective, progress)
    else:
        _evolve(objective, seed, progress)


def _all(objective: Objective, progress: Callable[[str, float], None]) -> None:
    sizes = [move.steps + 1 for move in objective.problem.moves]
    grid = [tuple(int(one) for one in each) for each in np.ndindex(*sizes)]
    grid = [each for each in grid if in_order(objective.problem, each)]
    for start in range(0, len(grid), _PEOPLE):
        objective.measure(grid[start : start + _PEOPLE])
        progress("trying schemes", min(1.0, (start + _PEOPLE) / len(grid)))


def in_order(problem: Problem, candidate: tuple[int, ...]) -> bool:
    """Whether every chain of numbers goes down, or stays level, as it must."""
    return _disorder(problem, candidate) == 0


def _disorder(problem: Problem, candidate: tuple[int, ...]) -> float:
    values = {move.name: move.value(step) for move, step in zip(problem.moves, candidate, strict=True)}
    wrong = Decimal(0)
    for chain in problem.order:
        for high, low in pairwise(chain):
            wrong += max(Decimal(0), values[low] - values[high])
    return float(wrong)


def excess(limits: Limits, measured: Measured) -> dict[str, float]:
    """By how much a scheme passes each limit; nothing or less is within it."""
    over: dict[str, float] = {"every household has a result": float(measured.undecided)}
    if limits.at_most is not None:
        over["the budget"] = float((measured.cost - limits.at_most) / max(limits.at_most, Decimal(1)))
    if limits.at_least is not None:
        over["the least to be spent"] = float(
            (limits.at_least - measured.cost) / max(limits.at_least, Decimal(1))
        )
    if limits.household is not None:
        over["no household loses more"] = float(measured.greatest_loss - limits.household)
    if limits.group is not None:
        over["no group loses more"] = float(measured.worst_group - limits.group)
    return over


def harm(problem: Problem, measured: Measured) -> Decimal:
    """The harm that is weighed against cost."""
    return {
        "total loss": measured.total_loss,
        "share losing": measured.losing,
        "greatest loss": measured.greatest_loss,
    }[problem.harm]


def _evolve(objective: Objective, seed: int, progress: Callable[[str, float], None]) -> None:
    try:
        from pymoo.algorithms.moo.nsga2 import NSGA2
        from pymoo.core.problem import Problem as Task
        from pymoo.operators.crossover.sbx import SBX
        from pymoo.operators.mutation.pm import PM
        from pymoo.operators.repair.rounding import RoundingRepair
        from pymoo.optimize import minimize
    except ImportError:
        raise SolvingFault(
            "More schemes are possible than can all be tried, and searching them needs the optimiser: "
            "pip install 'commonweal[solve]'. Or take larger steps."
        ) from None
    problem = objective.problem
    tops = np.array([move.steps for move in problem.moves])
    rounds = [0]

    class Schemes(Task):  # type: ignore[misc]
        def __init__(self) -> None:
            constraints = len(excess(problem.limits, next(iter(objective.known.values())))) + 1
            super().__init__(
                n_var=len(tops), n_obj=2, n_ieq_constr=constraints, xl=np.zeros(len(tops)), xu=tops, vtype=int
            )

        def _evaluate(self, x: Any, out: dict[str, Any], *_: object, **__: object) -> None:
            candidates = [tuple(int(one) for one in row) for row in x]
            found = objective.measure(candidates)
            out["F"] = np.array([[float(each.cost), float(harm(problem, each))] for each in found])
            out["G"] = np.array(
                [
                    [*excess(problem.limits, each).values(), _disorder(problem, candidate)]
                    for each, candidate in zip(found, candidates, strict=True)
                ]
            )
            rounds[0] += 1
            progress("searching", min(1.0, rounds[0] / _ROUNDS))

    now = tuple(_nearest(move.now, move.low, move.step, move.steps) for move in problem.moves)
    objective.measure([now])
    chance = np.random.default_rng(seed)
    first = np.vstack(
        [[now], [tops * 0], [tops], chance.integers(0, tops + 1, size=(_PEOPLE - 3, len(tops)))]
    )
    repair = RoundingRepair()
    algorithm = NSGA2(
        pop_size=_PEOPLE,
        sampling=first,
        crossover=SBX(prob=0.9, eta=8, vtype=float, repair=repair),
        mutation=PM(prob=0.9, eta=12, vtype=float, repair=repair),
        eliminate_duplicates=True,
    )
    minimize(Schemes(), algorithm, ("n_gen", _ROUNDS), seed=seed, verbose=False)


def _nearest(value: Decimal, low: Decimal, step: Decimal, most: int) -> int:
    return max(0, min(most, round((value - low) / step)))
