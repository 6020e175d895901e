"""A model read with some of its inputs unknown.

What every decision can still come to, and what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..dmn import tree
from ..dmn.evaluation import PolicyRun
from ..dmn.graph import Node
from ..dmn.host_inputs import InputReader
from ..dmn.model import Model
from ..dmn.rule_index import rows_of
from ..feel import DEFAULT_LIMITS, Value, normal_name
from ..feel.run import StepsSpent
from .fitting import Fit, any_of_type, fitter
from .logic import Functions, Logic
from .possible import NOTHING, Anything, Names, Possible, Unsure, resting
from .tables import PartialRun

Possibles = Mapping[str, Possible]


class PartialModel:
    """A model made ready once; `read` may be called from any number of threads, one at a time each."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._functions = Functions(model)
        self._logic: dict[Node, Logic] = {}
        self._readers: dict[str, InputReader] = {}
        self._fits: dict[str, Fit] = {}
        self._nodes: dict[str, Node] = {}
        self._inputs: dict[str, Node] = {}
        for node in model.graph.nodes:
            if node.is_decision:
                self._nodes.setdefault(node.name, node)
            if isinstance(node.element, tree.InputData):
                self._inputs.setdefault(node.name, node)
                type_ref = node.element.variable.type_ref
                self._readers[node.name] = InputReader(node)
                self._fits[node.name] = fitter(model.graph.types[node.unit], type_ref, node.type)
        self._plans: dict[tuple[str, ...], tuple[list[Node], list[Node]]] = {}

    def unknown(self, name: str, *, null: bool = True, rests_on: Names | None = None) -> Possible:
        """Every value that an unknown input can have by its declared type and allowed values."""
        node = self._inputs[normal_name(name)]
        type_ref = node.element.variable.type_ref
        names = frozenset({node.name}) if rests_on is None else rests_on
        return any_of_type(self.model.graph.types[node.unit], type_ref, node.type, names, null=null)

    def fitted(self, name: str, possible: Possible) -> Possible:
        """A value as the input of that name takes it: null where it does not fit."""
        return self._fits[normal_name(name)](possible)

    def read(
        self,
        inputs: Possibles,
        decisions: Iterable[str],
        *,
        doubtful: dict[str, tuple[int, ...]] | None = None,
    ) -> dict[str, Possible]:
        """What these decisions, and those they require, can come to.

        `inputs` holds a FEEL value or an `Unsure` for each input; one that is left out is null. To `doubtful`
        are added the decisions of which it is not certain by which rule of a table they are taken, even where
        their value is, with the numbers of the rules that may be it (none where another table decides).
        """
        steps, needed = self.plan(decisions)
        run = PartialRun()
        frame = self._frame(run)
        with run:
            for node in needed:
                frame[node.slot] = self._fits[node.name](inputs.get(node.name))
            for node in steps:
                run.doubtful.clear()
                frame[node.slot] = self._step(node, frame, run)
                if run.doubtful and doubtful is not None:
                    doubtful[node.name] = _rules(node, run)
        return {node.name: frame[node.slot] for node in steps}

    def reread(self, node: Node, values: Possibles) -> tuple[Possible, bool]:
        """One decision read again from the values of what it requires.

        What it can come to, and whether it is not certain by which rule.
        """
        run = PartialRun()
        frame = self._frame(run)
        with run:
            for each in self.logic(node).needs:
                if each.name in values:
                    frame[each.slot] = values[each.name]
            return self._step(node, frame, run), bool(run.doubtful)

    def _frame(self, run: PartialRun) -> list[Possible]:
        frame: list[Possible] = [None] * self.model.graph.layout.size
        frame[0] = run  # type: ignore[call-overload]
        for node, function in self.model.functions.items():
            frame[node.slot] = function
        return frame

    def plan(self, decisions: Iterable[str]) -> tuple[list[Node], list[Node]]:
        """The decisions to read for these, in order, and the inputs they rest on.

        KeyError for an unknown name.
        """
        wanted = tuple(normal_name(each) for each in decisions)
        if wanted not in self._plans:
            self._plans[wanted] = self.model.graph.plan([self._nodes[name] for name in wanted])
        return self._plans[wanted]

    def logic(self, node: Node) -> Logic:
        """How a decision's logic is read."""
        if node not in self._logic:
            self._logic[node] = Logic(self.model, node, self._functions)
        return self._logic[node]

    def _step(self, node: Node, frame: list[Possible], run: PartialRun) -> Possible:
        logic = self.logic(node)
        before = len(run.problems)
        try:
            certain = not any(isinstance(frame[each.slot], Unsure) for each in logic.needs)
            if certain and node.program is not None and self._functions.is_pure(node):
                value: Value = node.program(frame)
                return value
            return logic.read(run, lambda each: frame[each.slot])
        except (StepsSpent, RecursionError):
            return Anything(resting(frame[each.slot] for each in logic.needs))
        finally:
            del run.problems[before:]
            run.places.clear()
            run.steps = run.limits.steps


def _rules(node: Node, run: PartialRun) -> tuple[int, ...]:
    """The numbers of the rules that may decide, where the decision's own table alone is in doubt."""
    element = node.element
    own = element.logic if isinstance(element, tree.Decision) else None
    if len(run.doubtful) != 1 or run.doubtful[0][0] is not own:
        return ()
    return tuple(row + 1 for row in rows_of(run.doubtful[0][1]))


def given(model: PartialModel, known: Mapping[str, object]) -> dict[str, Value]:
    """Host values as the FEEL values that the model's inputs take, by the inputs' own names.

    Raises ValueError for a name that is no input, TypeError for a value that FEEL lacks.
    """
    run = PolicyRun(clock=None, limits=DEFAULT_LIMITS, bindings=None, trace=False)
    names = {key: each.name for each in model.model.inputs for key in (normal_name(each.name),)}
    found: dict[str, Value] = {}
    with run:
        for name in known:
            own = names.get(normal_name(name))
            if own is None:
                raise ValueError(f"The model has no input “{name}”.")
            found[own] = model._readers[own].read(known, run)
    return found


__all__ = ["NOTHING", "PartialModel", "Possibles", "given"]
