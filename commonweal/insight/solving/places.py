"""Where in a policy a number that may move stands, and the policy with other numbers there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from commonweal.policy import Amendment, Cell, Model, NewExpression, amend
from commonweal.policy.dmn import tree
from commonweal.policy.feel import ANY, FeelSyntaxError, ast, parse_expression, parse_unary_tests
from commonweal.policy.sql import Place

from .faults import SolvingFault
from .problem import Move


@dataclass(frozen=True, slots=True)
class Spot:
    """One number in one text: its place for the compiler, and its span of characters in the text."""

    place: Place
    start: int
    end: int


def spots(model: Model, move: Move) -> list[Spot]:
    """Every place at which a number that may move stands. Raises SolvingFault when there is none."""
    try:
        element = model.node(move.decision).element
    except KeyError:
        raise SolvingFault(
            f"“{move.name}” (line {move.line}): the policy has no decision “{move.decision}”."
        ) from None
    if not isinstance(element, tree.Decision):
        raise SolvingFault(
            f"“{move.name}” (line {move.line}): “{move.decision}” is a function, not a decision. "
            "Move a number of a decision that uses it."
        )
    found = list(_in(model, move, element.logic))
    if not found:
        what = {"result": "no result", "bound": "no condition", "expression": "no number"}[move.kind]
        raise SolvingFault(
            f"“{move.name}” (line {move.line}): in “{move.decision}” there is {what} {move.now}. "
            "Write the number that stands there today."
        )
    return found


def _in(model: Model, move: Move, logic: tree.Expression | None) -> Iterator[Spot]:
    if isinstance(logic, tree.LiteralExpression) and move.kind == "expression":
        yield from _numbers(model, move, logic.text.text, Place(move.decision))
    elif isinstance(logic, tree.DecisionTable) and move.kind != "expression":
        for rule in logic.rules:
            if move.rules and rule.number not in move.rules:
                continue
            if move.kind == "result":
                for at, text in enumerate(rule.outputs, 1):
                    yield from _numbers(model, move, text.text, Place(move.decision, rule.number, output=at))
            else:
                for at, text in enumerate(rule.inputs, 1):
                    yield from _numbers(model, move, text.text, Place(move.decision, rule.number, input=at))


def _numbers(model: Model, move: Move, text: str, place: Place) -> Iterator[Spot]:
    parse = parse_unary_tests if place.input is not None else parse_expression
    try:
        parsed = parse(text, model.graph.scope(model.node(move.decision))[0].child({"?": ANY}))
    except FeelSyntaxError:
        return
    literals = [each for each in ast.walk(parsed) if isinstance(each, ast.NumberLiteral)]
    for number, each in enumerate(sorted(literals, key=lambda one: one.span.start), 1):
        if each.value == move.now:
            at = Place(place.decision, place.rule, place.output, place.input, number)
            yield Spot(at, each.span.start, each.span.end)


def written(value: Decimal) -> str:
    """A number as a person writes it in a policy: `85`, `121.85`."""
    return f"{value.normalize():f}"


def with_numbers(source: bytes, model: Model, moves: Mapping[Move, Decimal]) -> bytes:
    """The policy's file with other numbers where those that move stand, and in those rules' words."""
    texts: dict[tuple[str, int | None, int | None, int | None], list[tuple[int, int, str]]] = {}
    words: dict[tuple[str, int], list[tuple[Decimal, Decimal]]] = {}
    for move, value in moves.items():
        if value == move.now:
            continue
        for spot in spots(model, move):
            texts.setdefault(spot.place.text, []).append((spot.start, spot.end, written(value)))
            if spot.place.rule is not None:
                words.setdefault((move.decision, spot.place.rule), []).append((move.now, value))
    return amend(source, [*_cells(model, texts), *_words(model, words)])


def _cells(
    model: Model, texts: Mapping[tuple[str, int | None, int | None, int | None], list[tuple[int, int, str]]]
) -> Iterator[Amendment]:
    for (decision, rule, output, column), parts in texts.items():
        logic: Any = _logic(model, decision)
        if rule is None:
            yield NewExpression(decision, _replaced(logic.text.text, parts))
            continue
        row = logic.rules[rule - 1]
        if column is not None:
            yield Cell(decision, rule, column, _replaced(row.inputs[column - 1].text, parts))
        elif output is not None:
            place = len(row.inputs) + output
            yield Cell(decision, rule, place, _replaced(row.outputs[output - 1].text, parts))


def _words(
    model: Model, words: Mapping[tuple[str, int], Sequence[tuple[Decimal, Decimal]]]
) -> Iterator[Amendment]:
    """What a rule says to people names its figures: `support is 100%` becomes `support is 85%`."""
    for (decision, number), pairs in words.items():
        rule = _logic(model, decision).rules[number - 1]
        figures = {written(old): written(new) for old, new in pairs}
        figures |= {f"{old:.2f}": f"{new:.2f}" for old, new in pairs}
        pattern = re.compile(
            r"(?<![\d.])(?:"
            + "|".join(map(re.escape, sorted(figures, key=len, reverse=True)))
            + r")(?!\.?\d)"
        )
        for at, text in enumerate(rule.annotations):
            changed = pattern.sub(partial(_figure, figures), text)
            if changed != text:
                yield Cell(decision, number, len(rule.inputs) + len(rule.outputs) + at + 1, changed)


def _logic(model: Model, decision: str) -> Any:
    """The logic of a decision in which `spots` found numbers: a table, or one expression."""
    element = model.node(decision).element
    assert isinstance(element, tree.Decision)
    return element.logic


def _figure(figures: Mapping[str, str], found: re.Match[str]) -> str:
    return figures[found[0]]


def _replaced(text: str, parts: Sequence[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(parts, reverse=True):
        text = text[:start] + new + text[end:]
    return text
