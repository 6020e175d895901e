"""One decision for each of many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from commonweal.policy.dmn.evaluation import PolicyRun
from commonweal.policy.dmn.graph import Graph, Node
from commonweal.policy.dmn.host_inputs import InputReader
from commonweal.policy.feel import BOOLEAN, DATE, NUMBER, STRING, Clock, Date, Frame, Value, normal_name

from .decisions import Decisions, refresh, variable
from .source import Source
from .texts import BadRow, Read, number

if TYPE_CHECKING:
    from commonweal.policy.dmn.model import Model

_ABSENT: Final = object()
_BATCH: Final = 1000
_PLAIN: Final[dict[Any, type]] = {STRING: str, BOOLEAN: bool, DATE: Date}

Batch = Callable[[Sequence[Any], PolicyRun, int], list[Value]]


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
        self._of_texts = cache(self._texts_function)
        self.interpreted: list[str] = []
        """The decisions without a short way, by name; known once rows have been decided."""

    def decide(self, rows: Iterable[Mapping[str, object]], *, clock: Clock | None = None) -> Iterator[Value]:
        """The decision's value for each row of inputs by name, as `Model.decide` takes them and gives it.

        Rows are read as they are needed, a thousand at a time. Raises TypeError or ValueError for a value
        that FEEL lacks.
        """
        return self._run(self._of_mappings, rows, clock)

    def decide_texts(
        self, header: Sequence[str], rows: Iterable[Sequence[str]], *, clock: Clock | None = None
    ) -> Iterator[Value]:
        """The decision's value for each row of texts, as `csv.reader` gives them; `header` names the inputs.

        Numbers, `true` or `false`, dates like 2025-04-01 and strings can be given as text; nothing is null,
        and so is an input that no column gives. Columns that are no input are left aside, and empty rows.
        Raises ValueError for an input that text cannot give, BadRow, which names row and column, for a text
        that is no value of its input.
        """
        return self._run(self._of_texts(tuple(normal_name(each) for each in header)), rows, clock)

    def _run(self, function: Batch, rows: Iterable[Any], clock: Clock | None) -> Iterator[Value]:
        run, first, waiting = self._new_run(clock), 1, iter(rows)
        while batch := list(islice(waiting, _BATCH)):
            with run:
                values = function(batch, run, first)
            yield from values
            first += len(batch)

    # Writing the functions

    @cached_property
    def _of_mappings(self) -> Batch:
        source = Source()
        self._begin(source)
        for node in self._inputs:
            self._from_mapping(source, node)
        return self._end(source)

    def _texts_function(self, header: tuple[str, ...]) -> Batch:
        source = Source()
        self._begin(source)
        wrong = source.constant(_wrong_length)
        source.add(2, f"if len(row) != {len(header)}:", "    if not row:", "        continue")
        source.add(2, f"    raise {wrong}(row, {len(header)}, first + at)")
        for node in self._inputs:
            self._from_text(source, node, header)
        return self._end(source)

    def _begin(self, source: Source) -> None:
        source.add(0, "def batch(rows, run, first):")
        source.add(1, "values = []", "add = values.append", "for at, row in enumerate(rows):")

    def _end(self, source: Source) -> Batch:
        decisions = Decisions(self._graph, self._template, source)
        self.interpreted = decisions.interpreted
        for node in self._steps:
            if node.program is not None:
                decisions.write(node, 2)
            else:
                source.add(2, f"{variable(node)} = None")
        source.add(2, f"add({'None' if self._answer is None else variable(self._answer)})")
        source.add(1, "return values")
        return source.function("batch")

    def _from_mapping(self, source: Source, node: Node) -> None:
        reader = InputReader(node)

        def read(row: Mapping[str, object], run: PolicyRun) -> Value:
            value = reader.read(row, run)
            refresh(run)
            return value

        value, name, asking = variable(node), source.constant(node.name), f"{source.constant(read)}(row, run)"
        if node.type == NUMBER:
            number_class = source.constant(Decimal)
            source.add(2, f"{value} = row.get({name}, {source.constant(_ABSENT)})")
            source.add(2, f"if {value}.__class__ is {number_class} and {value}.is_finite():")
            source.add(3, "try:", f"    {value} = +{value}", f"except {source.constant(ArithmeticError)}:")
            source.add(4, f"{value} = {asking}")
            source.add(2, f"elif {value} is not None:", f"    {value} = {asking}")
        elif node.type in _PLAIN:
            plain = source.constant(_PLAIN[node.type])
            source.add(2, f"{value} = row.get({name}, {source.constant(_ABSENT)})")
            source.add(2, f"if {value}.__class__ is not {plain} and {value} is not None:")
            source.add(3, f"{value} = {asking}")
        else:
            source.add(2, f"{value} = {asking}")

    def _from_text(self, source: Source, node: Node, header: tuple[str, ...]) -> None:
        value = variable(node)
        names = [normal_name(node.name), normal_name(node.element.variable.name)]
        place = next((header.index(each) for each in names if each in header), None)
        if place is None:
            source.add(2, f"{value} = None")
            return
        column = header[place]
        if node.type != NUMBER:
            source.add(2, "try:", f"    {value} = {source.constant(Read(node, column))}[row[{place}]]")
            source.add(2, f"except {source.constant(BadRow)} as fault:")
            source.add(3, f"raise {source.constant(_in_row)}(fault, first + at) from None")
            return
        text = source.fresh()
        careful = f"{source.constant(number)}({text}, {source.constant(column)}, first + at)"
        source.add(2, f"{text} = row[{place}]")
        source.add(2, f"if len({text}) < 31 and {text}.isascii() and {text}.replace('.', '', 1).isdigit():")
        source.add(3, f"{value} = {source.constant(Decimal)}({text})")
        source.add(2, "else:", f"    {value} = {careful}")


def _wrong_length(row: Sequence[str], wanted: int, number: int) -> BadRow:
    return BadRow(f"Row {number} has {len(row)} columns; the heading has {wanted}.")


def _in_row(fault: BadRow, number: int) -> BadRow:
    return BadRow(str(fault).replace("Row 0", f"Row {number}", 1))


def decide_rows(model: Model, decision: str | None = None) -> Rows:
    """A decision of a model (by default the one that `Model.decide` takes) made ready for many rows.

    Raises ValueError for a name that is no decision of the model.
    """
    return model.rows(decision)
