"""Finding schemes: which numbers of a policy would meet a budget, and at what harm.

    problem = read_problem(Path("solve.yaml"))
    found = solve(problem, today, population)
    write_schemes(found, Path("schemes"))

`docs/how-to/find-a-scheme.md` shows its use. The compiled policy is the objective, and every scheme that is
told of was run again, exactly, from its own DMN file.
"""

from .faults import SolvingFault
from .problem import Limits, Problem, read_problem
from .solving import Found, Solution, solve
from .writing import write_schemes

__all__ = ["Found", "Limits", "Problem", "Solution", "SolvingFault", "read_problem", "solve", "write_schemes"]
