"""One decision for each of many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from commonweal.policy.dmn.evaluation import PolicyRun
from commonweal.policy.dmn.graph import Graph, Node
from commonweal.policy.feel import Clock, Frame, Value, normal_name

from .columns import BadRow, HostColumn, TextColumn
from .decisions import Decisions, variable
from .source import Source

if TYPE_CHECKING:
    from commonweal.policy.dmn.model import Model

_BATCH: Final = 200


class Rows:
    """A decision of a model made ready for rows. Made once, used from any number of threads."""

    def __init__(
        self,
        graph: Graph,
        steps: Sequence[Node],
        inputs: Sequence[Node],
        answer: Node | None,
        template: Callable[[], Frame],
        new_run: Callable[[Clock | None], PolicyRun],
    ) -> None:
        self._graph = graph
        self._steps = steps
        self._inputs = inputs
        self._answer = answer
        self._template = template
        self._new_run = new_run
        self.interpreted: tuple[str, ...] = ()
        """The decisions without a short way, by name; known once rows have been decided."""
        self.source = ""
        """The function that was written for the model, for whoever wants to read it; known likewise."""

    def decide(self, rows: Iterable[Mapping[str, object]], *, clock: Clock | None = None) -> Iterator[Value]:
        """The decision's value for each row of inputs by name, as `Model.decide` takes them and gives it.

        Rows are read as they are needed, some hundreds at a time. Raises TypeError or ValueError for a value
        that FEEL lacks.
        """
        readers = [HostColumn(each) for each in self._inputs]

        def columns(batch: list[Any], run: PolicyRun, _first: int) -> Sequence[Iterable[Value]]:
            return [each.values(batch, run) for each in readers] or [batch]

        return self._run(rows, columns, clock)

    def decide_texts(
        self, header: Sequence[str], rows: Iterable[Sequence[str]], *, clock: Clock | None = None
    ) -> Iterator[Value]:
        """The decision's value for each row of texts, as `csv.reader` gives them; `header` names the inputs.

        Numbers, `true` or `false`, dates like 2025-04-01 and strings can be given as text; nothing is null,
        and so is an input that no column gives. Columns that are no input are left aside, and empty rows.
        Raises ValueError for an input that text cannot give, BadRow, which names row and column, for a text
        that is no value of its input.
        """
        names = [normal_name(each) for each in header]
        readers: list[tuple[int, TextColumn | None]] = []
        for node in self._inputs:
            known = (normal_name(node.name), normal_name(node.element.variable.name))
            at = next((names.index(each) for each in known if each in names), -1)
            readers.append((at, TextColumn(node, header[at].strip()) if at >= 0 else None))

        def columns(batch: list[Any], _run: PolicyRun, first: int) -> Sequence[Iterable[Value]]:
            numbers: Sequence[int] = range(first, first + len(batch))
            if set(map(len, batch)) != {len(names)}:
                numbers = _filled(batch, len(names), first)
                batch = [batch[at - first] for at in numbers]
            given = list(zip(*batch, strict=True)) or [()] * len(names)
            return [
                [None] * len(batch) if column is None else column.values(given[at], numbers)
                for at, column in readers
            ] or [batch]

        return self._run(rows, columns, clock)

    def _run(
        self,
        rows: Iterable[Any],
        columns: Callable[[list[Any], PolicyRun, int], Sequence[Iterable[Value]]],
        clock: Clock | None,
    ) -> Iterator[Value]:
        run, first, waiting = self._new_run(clock), 1, iter(rows)
        while batch := list(islice(waiting, _BATCH)):
            with run:
                values = self._function(run, zip(*columns(batch, run, first), strict=False))
            yield from values
            first += len(batch)

    @cached_property
    def _function(self) -> Callable[[PolicyRun, Iterable[tuple[Value, ...]]], list[Value]]:
        """The function written for the model: from a run and the inputs of some rows to their values."""
        source = Source()
        inputs = ", ".join(variable(each) for each in self._inputs)
        source.add(0, "def decide(run, rows):")
        source.add(
            1,
            "values = []",
            "add, steps = values.append, run.limits.steps",
            f"for ({inputs},) in rows:" if inputs else "for _ in rows:",
        )
        source.add(2, "run.steps = steps")
        decisions = Decisions(self._graph, self._template, source)
        source.add(2, *(f"{variable(each)} = None" for each in self._steps if each.circular))
        for node in self._steps:
            decisions.write(node, 2)
        source.add(2, f"add({'None' if self._answer is None else variable(self._answer)})")
        source.add(1, "return values")
        self.interpreted = tuple(decisions.interpreted)
        self.source = source.text()
        return source.function("decide")


def _filled(rows: list[Sequence[str]], width: int, first: int) -> list[int]:
    """The numbers of the rows that are not empty, each of which must be as wide as the heading."""
    for at, row in enumerate(rows, first):
        if row and len(row) != width:
            raise BadRow(f"Row {at} has {len(row)} columns; the heading has {width}.")
    return [at for at, row in enumerate(rows, first) if row]


def decide_rows(model: Model, decision: str | None = None) -> Rows:
    """A decision of a model (by default the one that `Model.decide` takes) made ready for many rows.

    Raises ValueError for a name that is no decision of the model.
    """
    return model.rows(decision)
