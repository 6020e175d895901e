"""Several models on the same rows as one query, in which what they have in common is computed once.

Two models share a column where both come to the same expression on the same columns of the source. That is
told from the expressions themselves and not from the models' text, so a decision that is written alike but
needs one that differs has a column of its own, and so has all that needs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .columns import Column
from .compiling import DIALECTS, Compiled, compile_on
from .querying import query
from .stages import Stages
from .tree import Node

if TYPE_CHECKING:
    from commonweal.policy.dmn.model import Model


@dataclass(frozen=True)
class Wanted:
    """A decision of a compiled model under the name that it has in the common query.

    `doubt` names the column that is true where the model's rows are in doubt; None for no such column.
    """

    compiled: Compiled
    decision: str
    name: str
    doubt: str | None = None


def compile_together(
    models: Sequence[tuple[Model, Mapping[str, Column], Sequence[str]]],
    dialect: Literal["duckdb", "spark"] = "duckdb",
) -> list[Compiled]:
    """Decisions of each model as SQL over columns of one source. Raises as `compile_sql` does.

    Columns of one name are one column of the source.
    """
    stages = Stages()
    return [compile_on(stages, model, columns, wanted, dialect) for model, columns, wanted in models]


def query_together(wanted: Sequence[Wanted], source: str, keep: Sequence[str] = ()) -> str:
    """SELECT the columns to keep and each wanted decision under its name FROM the source.

    Raises ValueError where the models were not compiled together, or two columns have one name.
    """
    stages = wanted[0].compiled.stages
    if any(each.compiled.stages is not stages for each in wanted):
        raise ValueError("Models in one query must be compiled together.")
    results: dict[str, Node] = {}
    count = 0
    for each in wanted:
        results[each.name] = each.compiled.nodes[each.decision]
        count += 1
        if each.doubt is not None:
            results[each.doubt] = each.compiled.doubt
            count += 1
    if len(results) < count or set(keep) & set(results):
        raise ValueError("Two columns of the query have one name.")
    inputs = dict.fromkeys(
        name for each in wanted for name in (*each.compiled.inputs, *each.compiled.parameters.values())
    )
    dialect = DIALECTS[wanted[0].compiled.dialect]
    return query(stages, results, {each: each for each in inputs}, source, keep, dialect)


__all__ = ["Wanted", "compile_together", "query_together"]
