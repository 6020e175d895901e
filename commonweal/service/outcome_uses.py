"""What becomes of an application, and the questions that nothing needs but that.

The outcome is the decision, the amount, whether it is refused, why a person must look, and all that letters
print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from commonweal.policy.feel import ast
from commonweal.service.conditions import Condition
from commonweal.service.journey import Asked, Question, Repeat
from commonweal.service.notices import CLOSE, OPEN, Choice, Lines, Notice, Piece

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder


def outcome_conditions(folder: ServiceFolder) -> tuple[Condition, ...]:
    """The amount, `refuse when` and `refer when`."""
    service = folder.service
    found = [each for each in (service.amount, service.refuse_when) if each is not None]
    return (*found, *(each.condition for each in service.refer_when))


def letters(folder: ServiceFolder) -> tuple[Notice, ...]:
    """The notices that may be sent: all but the pages shown where a journey stops."""
    stops = {
        stop.notice.removesuffix(".md") for each in folder.journey().every_question() for stop in each.stops
    }
    sent = set(folder.process.notices) if folder.process is not None else set()
    return tuple(notice for (name, _), notice in folder.notices.items() if name not in stops or name in sent)


def conditions_of(notices: Iterable[Notice]) -> Iterator[Condition]:
    """Every expression of these notices."""
    for notice in notices:
        yield from (placeholder.condition for placeholder in notice.placeholders)
        yield from _choices(notice.pieces)


def _choices(pieces: tuple[Piece, ...]) -> Iterator[Condition]:
    for piece in pieces:
        if isinstance(piece, Choice):
            for condition, inner in piece.branches:
                if condition is not None:
                    yield condition
                yield from _choices(inner)


def placeholders_in(lines: Lines, notice: Notice) -> Iterator[Condition]:
    """The expressions that some lines print."""
    for part in lines.text.split(OPEN)[1:]:
        yield notice.placeholders[int(part.partition(CLOSE)[0])].condition


def only_for_the_outcome(folder: ServiceFolder) -> frozenset[str]:
    """The questions and lists that nothing needs but the outcome.

    By key; a list's own questions by the list's key and theirs (`other_adults/working`). One that decides
    whether others are asked counts when all those do.
    """
    spoken_of = _spoken_of(folder)
    gated: dict[str, set[str]] = {}
    found: set[str] = set()
    for asked in folder.journey().asked:
        _gate(asked, asked.key, gated)
        if isinstance(asked, Question):
            if _only_outcome(asked, spoken_of):
                found.add(asked.key)
            continue
        own = {inner_name(asked, each): each for each in asked.questions}
        for name, each in own.items():
            _gate(each, name, gated, asked)
        found |= {name for name, each in own.items() if _only_outcome(each, spoken_of)}
        if own.keys() <= found and asked.key not in spoken_of and not asked.used_for:
            found.add(asked.key)
    while gone := {name for name in found if gated.get(name, set()) - found}:
        found -= gone
    return frozenset(found)


def inner_name(repeat: Repeat, question: Question) -> str:
    """A name for a question of a list that no question of another list has."""
    return f"{repeat.key}/{question.key}"


def _gate(asked: Asked, name: str, gated: dict[str, set[str]], of: Repeat | None = None) -> None:
    """Record which questions decide whether this one is asked."""
    own = {each.key for each in of.questions} if of is not None else set()
    for gate in asked.when.names if asked.when is not None else ():
        gated.setdefault(f"{of.key}/{gate}" if of is not None and gate in own else gate, set()).add(name)


def _only_outcome(question: Question, spoken_of: set[str]) -> bool:
    return not (question.used_for or question.stops or question.type.identifies or question.key in spoken_of)


def _spoken_of(folder: ServiceFolder) -> set[str]:
    """Names of answers, and of their members, that anything but the outcome and `when` speaks of."""
    conditions: list[Condition] = [*conditions_of(folder.notices.values())]
    if folder.service.relevant_date is not None:
        conditions.append(folder.service.relevant_date)
    own: list[tuple[str, Condition]] = []
    for question in folder.journey().every_question():
        own += [(question.key, must.condition) for must in question.musts]
        conditions += [stop.condition for stop in question.stops]
    found = set(folder.process.names) if folder.process is not None else set()
    for condition in conditions:
        found |= _mentioned(condition)
    for key, condition in own:
        found |= _mentioned(condition) - {key}
    return found


def _mentioned(condition: Condition) -> set[str]:
    tree = condition.expression.tree
    if tree is None:
        return set(condition.names)
    nodes = list(ast.walk(tree))
    return {each.name for each in nodes if isinstance(each, ast.Name)} | {
        each.member for each in nodes if isinstance(each, ast.Path)
    }
