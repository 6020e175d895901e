"""Why not more? The smallest change of one input that would have changed an outcome.

Where a policy changes its mind is found by working its comparisons backwards to each input, the others left
as they are; every change is then tried on the model itself, and the nearest one that makes a difference is
told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from .checks.coordinates import coordinate, value_at
from .checks.domains import is_money
from .checks.households import Household
from .checks.lines import EXACT, LineSet, Span
from .checks.steering import Steering, TooMany
from .checks.surroundings import Surroundings
from .checks.value_sets import ValueSet, only
from .dmn import tree
from .dmn.graph import Node
from .dmn.model import Model
from .dmn.outcome import Outcome
from .dmn.reading_boxes import walk
from .explanation import explain
from .explanation.spoken import Language, Style, spoken
from .feel import Value, ast

_MOST_CANDIDATES: Final = 60
_MOST_TRIALS: Final = 40
_MOST_HALVINGS: Final = 60

Reach = Literal["exactly", "or less", "or more", "or earlier", "or later"]
Better = Callable[[Value, Value], bool]


@dataclass(frozen=True, slots=True)
class Change:
    """One input, as it is and as it might have been, and what each leads to.

    `reach` says whether values beyond `then` in the same direction were found to lead to the same outcome.
    `distance` orders changes of different kinds: the share by which a number differs, years for a date, 1
    for a choice.
    """

    input: str
    label: str | None
    now: Value
    then: Value
    reach: Reach
    decision: str
    outcome_now: Value
    outcome_then: Value
    distance: Decimal
    style: Style
    outcome_style: Style
    sentence: Mapping[Language, str]

    def words(self, language: Language = "en", *, subject: str | None = None) -> str:
        """The change as one sentence. `subject` is how to speak of the input, such as “your savings”."""
        value = spoken(self.then, language, self.style)
        beyond = _BEYOND[language][self.reach]
        choice = isinstance(self.then, bool | str)
        if language == "cy":
            named = subject or f"eich ateb i “{self.label or self.input}”"
            start = f"Pe bai {named} wedi bod yn {value}{beyond}"
        elif subject is None and (choice or self.label is None):
            start = f"If your answer to “{self.label or self.input}” had been {value}{beyond}"
        else:
            start = f"If {subject or f'your {self.input}'} had been {value}{beyond}"
        told = self.sentence.get(language)
        if told is not None:
            return f"{start}, {_WOULD[language]}: “{told}”"
        result = spoken(self.outcome_then, language, self.outcome_style)
        if language == "cy":
            return f"{start}, {result} fyddai “{self.decision}”."
        return f"{start}, “{self.decision}” would have been {result}."


_WOULD: Final[dict[Language, str]] = {
    "en": "our decision would have said",
    "cy": "byddai ein penderfyniad wedi dweud",
}
_BEYOND: Final[dict[Language, dict[Reach, str]]] = {
    "en": {
        "exactly": "",
        "or less": " or less",
        "or more": " or more",
        "or earlier": " or earlier",
        "or later": " or later",
    },
    "cy": {
        "exactly": "",
        "or less": " neu lai",
        "or more": " neu fwy",
        "or earlier": " neu'n gynharach",
        "or later": " neu'n hwyrach",
    },
}


def why_not(
    model: Model,
    inputs: Mapping[str, object],
    decision: str | None = None,
    *,
    among: Collection[str] | None = None,
    better: Better | None = None,
) -> list[Change]:
    """The smallest change of each input that would have changed the outcome, the smallest of all first.

    `among` names the inputs that may be changed, by default all. `better(now, then)` says which outcomes
    count: by default a larger number, reached by another rule of some table unless it is nothing now, or
    any other value for what is not a number. Empty when no single change was found. Raises as `decide` does
    for bad inputs.
    """
    outcome = model.decide(inputs, decision)
    if outcome.decision is None:
        return []
    return _Search(model, outcome, better or is_better).changes(among)


def is_better(now: Value, then: Value) -> bool:
    """Whether an outcome is to be preferred: a larger number, or simply another value, but never null."""
    if then is None:
        return False
    if isinstance(now, Decimal) and isinstance(then, Decimal):
        return then > now
    return then != now


class _Search:
    def __init__(self, model: Model, outcome: Outcome, better: Better) -> None:
        assert outcome.decision is not None
        self.model = model
        self.outcome = outcome
        self.decision = outcome.decision
        self.better = better
        self.household: Household = dict(outcome.inputs)
        self.surroundings = Surroundings(model)
        self.steering = Steering(self.surroundings)
        self.nodes = {node.name: node for node in model.graph.nodes}
        self.steps, self.inputs = model.graph.plan([self.nodes[self.decision]])
        self.rules = _rules(outcome)
        has_tables = any(rows for _, rows in self.rules)
        nothing = outcome.value is None or outcome.value is False or outcome.value == Decimal(0)
        self.by_rule = isinstance(outcome.value, Decimal) and has_tables and not nothing

    def changes(self, among: Collection[str] | None) -> list[Change]:
        found = []
        for node in self.inputs:
            plain = not self.surroundings.values[node].rest
            if plain and (among is None or node.name in among):
                change = self._nearest(node)
                if change is not None:
                    found.append(change)
        return sorted(found, key=lambda each: each.distance)

    def _nearest(self, node: Node) -> Change | None:
        now = self.household[node.name]
        tried: dict[str, None] = {}
        best: tuple[Decimal, Value] | None = None
        for value in self._candidates(node):
            key = repr(value)
            if key in tried or value == now or _below_nothing(now, value):
                continue
            tried[key] = None
            distance = _distance(now, value)
            if (best is None or distance < best[0]) and self._changes(node, value):
                best = distance, value
            if len(tried) >= _MOST_CANDIDATES:
                break
        if best is None:
            return None
        then = self._closest(node, now, best[1])
        return self._change(node, now, then)

    # Candidates

    def _candidates(self, node: Node) -> Iterator[Value]:
        values = self.surroundings.values[node].given()
        yield from sorted(values.booleans)
        if not values.strings.others:
            yield from sorted(values.strings.named)
        fixed = frozenset(name for name in self.household if name != node.name)
        for expression, place_node, wanted in self._aims():
            place = self.steering.place(place_node)
            self.steering.begin(self.nodes[self.decision], _MOST_TRIALS)
            try:
                for changed in self.steering.toward(expression, place, wanted, self.household, fixed, 0):
                    yield changed[node.name]
            except TooMany:
                continue

    def _aims(self) -> Iterator[tuple[ast.Node, Node, ValueSet]]:
        """Each comparison of the policy turned the other way, those nearest the outcome first."""
        value = self.outcome.value
        top = self.nodes[self.decision]
        if isinstance(value, Decimal):
            more = ValueSet({"number": LineSet((Span(value, False, None, False),))})
            yield from self._of(top, more)
        for node in reversed(self.steps):
            element = node.element
            assert isinstance(element, tree.Decision)
            if isinstance(element.logic, tree.DecisionTable):
                yield from self._columns(element.logic, node)
            for box in walk(element.logic):
                if isinstance(box, tree.LiteralExpression):
                    yield from self._comparisons(box.text.text, node)

    def _of(self, node: Node, wanted: ValueSet) -> Iterator[tuple[ast.Node, Node, ValueSet]]:
        element = node.element
        if isinstance(element, tree.Decision) and isinstance(element.logic, tree.LiteralExpression):
            parsed = self.steering.parsed(element.logic.text.text, self.steering.place(node))
            if parsed is not None:
                yield parsed, node, wanted

    def _columns(self, table: tree.DecisionTable, node: Node) -> Iterator[tuple[ast.Node, Node, ValueSet]]:
        place = self.steering.place(node)
        step = self.outcome.trace.of(node.name)
        matched = {each.number for each in step.matched} if step is not None else set()
        for rule in table.rules:
            if rule.number in matched:
                continue
            for aim in self.steering.rule_aims(table, rule, place) or ():
                yield aim.expression, node, aim.wanted

    def _comparisons(self, text: str, node: Node) -> Iterator[tuple[ast.Node, Node, ValueSet]]:
        place = self.steering.place(node)
        parsed = self.steering.parsed(text, place)
        if parsed is None:
            return
        values = self.steering.values(place, self.household)
        for each in ast.walk(parsed):
            if isinstance(each, ast.Comparison | ast.Between | ast.In):
                now = self.steering.evaluate(each, place, values)
                if isinstance(now, bool):
                    yield each, node, only(not now)

    # Trying

    def _decide(self, node: Node, value: Value) -> Outcome:
        return self.model.decide({**self.household, node.name: value}, self.decision)

    def _changes(self, node: Node, value: Value) -> bool:
        then = self._decide(node, value)
        if not self.better(self.outcome.value, then.value):
            return False
        return not self.by_rule or _rules(then) != self.rules

    def _closest(self, node: Node, now: Value, then: Value) -> Value:
        """The value nearest to now that still makes the change, between a value that does not and one that
        does.
        """
        start, end = coordinate(now), coordinate(then)
        if start is None or end is None or start[0] != end[0]:
            return then
        line = self.surroundings.values[node].lines.get(end[0])
        if line is None or line.scale is None:
            return then
        step = Decimal(1).scaleb(-line.scale)
        without, with_it = start[1], end[1]
        for _ in range(_MOST_HALVINGS):
            steps = int((with_it - without) / step)
            if abs(steps) <= 1:
                break
            middle = EXACT.add(without, EXACT.multiply(Decimal(steps // 2), step))
            value = value_at(end[0], middle)
            if line.holds(middle) and self._changes(node, value):
                with_it = middle
            else:
                without = middle
        return value_at(end[0], with_it)

    def _change(self, node: Node, now: Value, then: Value) -> Change:
        outcome = self._decide(node, then)
        element = node.element
        return Change(
            node.name,
            element.label,
            now,
            then,
            self._beyond(node, now, then, outcome.value),
            self.decision,
            self.outcome.value,
            outcome.value,
            _distance(now, then),
            self._style(node),
            self._style(self.nodes[self.decision]),
            {language: text for language in _LANGUAGES if (text := self._sentence(outcome, language))},
        )

    def _beyond(self, node: Node, now: Value, then: Value, value: Value) -> Reach:
        """Whether going further the same way was tried, at the ends and in between, and led to the same."""
        start, end = coordinate(now), coordinate(then)
        if start is None or end is None:
            return "exactly"
        down = end[1] < start[1]
        span = Span(None, False, end[1], True) if down else Span(end[1], True, None, False)
        line = self.surroundings.values[node].lines[end[0]].meet(LineSet((span,)))
        tried: list[Decimal] = list(line.points())
        scale = abs(end[1]) or Decimal(1)
        tried += [
            end[1] + (-1 if down else 1) * (scale / 10**power).to_integral_value() for power in range(4)
        ]
        if end[0] == "number" and down:
            # An amount below nothing is no answer that a person gives.
            tried = [at for at in tried if at >= 0 or end[1] < 0]
        for at in tried:
            further = value_at(end[0], at)
            if further is not None and line.holds(at) and self._decide(node, further).value != value:
                return "exactly"
        if end[0] == "number":
            return "or less" if down else "or more"
        if end[0] == "date":
            return "or earlier" if down else "or later"
        return "exactly"

    def _style(self, node: Node) -> Style:
        type_ref = node.element.variable.type_ref
        if is_money(self.surroundings.types(node), type_ref):
            return "money"
        return "percentage" if type_ref == "percentage" else None

    def _sentence(self, outcome: Outcome, language: Language) -> str | None:
        element = self.nodes[self.decision].element
        written = element.words if isinstance(element, tree.Decision) else ()
        if not any(each.language == language for each in written):
            return None
        for each in explain(outcome, language=language, detail="letter"):
            if each.decision == self.decision:
                return each.text
        return None


_LANGUAGES: Final[tuple[Language, ...]] = ("en", "cy")


def _below_nothing(now: Value, then: Value) -> bool:
    """Whether an amount would have to be less than nothing, which no one can answer."""
    return isinstance(now, Decimal) and isinstance(then, Decimal) and then < 0 <= now


def _rules(outcome: Outcome) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Which rules of which tables decided."""
    return tuple((step.decision, tuple(each.number for each in step.matched)) for step in outcome.trace)


def _distance(now: Value, then: Value) -> Decimal:
    start, end = coordinate(now), coordinate(then)
    if start is None or end is None or start[0] != end[0]:
        return Decimal(1)
    apart = abs(end[1] - start[1])
    if start[0] == "number":
        return apart / max(abs(start[1]), abs(end[1]), Decimal(1))
    return apart / {"date": Decimal(365), "years and months duration": Decimal(12)}.get(
        start[0], Decimal(10**9)
    )
