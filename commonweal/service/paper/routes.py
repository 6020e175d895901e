"""The way through a paper form: which question comes after each answer, worked out from `when` and `stop if`.

Paper cannot hide a question, so the form says where to go. The journey is walked once with sets of
answers instead of answers: at each question we know which can have brought somebody there. A jump is printed
where an answer leads past questions; "Answer this only if" is printed where somebody can arrive whom the
question is not for. Following what is printed asks exactly what the pages ask.

What cannot be known (an amount, a date, free text) counts as any answer, so in doubt a condition is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Final

from commonweal.policy.feel import Run, Scope, ast, compile_expression, to_feel
from commonweal.policy.feel.expression import Expression
from commonweal.service.conditions import Condition, names_used
from commonweal.service.journey import Asked, Journey, Question, Repeat, StopIf

State = dict[str, frozenset[int] | None]
"""What can have been answered: places in a question's domain; None where any answer can."""

MOST_TOGETHER: Final = 20_000
MOST_BOXES: Final = 8
BLANK: Final = -1


@dataclass(frozen=True, slots=True)
class Route:
    """Where a question leads. Targets are places in the sequence; its length is the end.

    `only_if` is what is still to be known when somebody arrives, `skip_to` where they go if it is not so.
    `jumps` maps a target to the answers that lead there, when it is not the next question: the value of a
    choice, True or False, "none" and "any" for boxes and lists, None for a blank.
    `stopping` are the answers with which a notice stops the journey; `stops` the conditions to tell in words.
    """

    only_if: ast.Node | None = None
    skip_to: int = 0
    jumps: tuple[tuple[int, tuple[object, ...]], ...] = ()
    stopping: tuple[tuple[object, str], ...] = ()
    stops: tuple[tuple[ast.Node, str], ...] = ()


def routes(journey: Journey, asked: Sequence[Asked]) -> tuple[Route, ...]:
    """The route of each question of a sequence: a journey's, or those asked of one thing in a list."""
    return _Walk(journey, asked).routes()


class _Walk:
    def __init__(self, journey: Journey, asked: Sequence[Asked]) -> None:
        self.journey = journey
        self.scope: Scope = journey.scope
        self.asked = asked
        self.domains = {each.key: _domain(each) for each in asked}
        self.by_key = {each.key: each for each in asked}
        self.texts = _texts(asked)
        self.compiled: dict[ast.Node, Expression] = {}

    def routes(self) -> tuple[Route, ...]:
        end = len(self.asked)
        arrivals: list[State | None] = [None] * (end + 1)
        arrivals[0] = {}
        found = []
        for place, asked in enumerate(self.asked):
            state = arrivals[place]
            if state is None:
                state = dict.fromkeys((each.key for each in self.asked[:place]), None)
            route = Route()
            tree = _tree(asked.when)
            if tree is not None and self.possible(tree, state)[1]:
                skipped = {**self.given(tree, state, False), asked.key: frozenset({BLANK})}
                target, after = self.advance(place + 1, skipped)
                _arrive(arrivals, target, after)
                route = replace(route, only_if=self.left_to_know(tree, state), skip_to=target)
            if tree is not None:
                state = self.given(tree, state, True)
            found.append(self.leave(place, asked, state, route, arrivals))
        return tuple(found)

    def leave(
        self, place: int, asked: Asked, state: State, route: Route, arrivals: list[State | None]
    ) -> Route:
        """Where each answer to a question leads."""
        domain = self.domains[asked.key]
        stops = [(_tree(stop.condition), stop.notice.removesuffix(".md")) for stop in _stops(asked)]
        told = [(tree, notice) for tree, notice in stops if tree is not None]
        if domain is None:
            target, after = self.advance(place + 1, {**state, asked.key: None})
            _arrive(arrivals, target, after)
            always: tuple[tuple[int, tuple[object, ...]], ...] = ((target, ("always",)),)
            return replace(route, jumps=always if target != place + 1 else (), stops=tuple(told))
        leads: dict[int, list[int]] = {}
        stopping: list[tuple[object, str]] = []
        whole = set()
        for index in self.places(asked):
            here: State = {**state, asked.key: frozenset({index})}
            stopped = False
            for tree, notice in told:
                if not self.possible(tree, here)[1]:
                    stopping.append((self.answer_at(asked, index), notice))
                    whole.add(notice)
                    stopped = True
                    break
            if not stopped:
                leads.setdefault(self.advance(place + 1, here)[0], []).append(index)
        jumps = self.printed(asked, place + 1, leads)
        if jumps is None:
            leads = {place + 1: [index for each in leads.values() for index in each]}
            jumps = ()
        for target, indexes in leads.items():
            after = {**state, asked.key: frozenset(indexes)}
            for passed in self.asked[place + 1 : target]:
                after[passed.key] = frozenset({BLANK})
            _arrive(arrivals, target, after)
        if asked_kind(asked) == "any of":
            # A set of boxes that stops is told in words, not box by box.
            return replace(route, jumps=jumps, stops=tuple(told))
        left = tuple((tree, notice) for tree, notice in told if notice not in whole)
        return replace(route, jumps=jumps, stopping=tuple(stopping), stops=left)

    def places(self, asked: Asked) -> list[int]:
        domain = self.domains[asked.key]
        assert domain is not None
        may_be_blank = isinstance(asked, Question) and asked.optional and asked.type.name != "any of"
        blank = [BLANK] if may_be_blank else []
        return [*range(len(domain)), *blank]

    def answer_at(self, asked: Asked, index: int) -> object:
        domain = self.domains[asked.key]
        return None if index == BLANK or domain is None else domain[index]

    def printed(
        self, asked: Asked, following: int, leads: dict[int, list[int]]
    ) -> tuple[tuple[int, tuple[object, ...]], ...] | None:
        """The jumps as they are printed; None where there is no plain way to say which answers take them."""
        if not leads or set(leads) == {following}:
            return ()
        if len(leads) == 1:
            return tuple((target, ("always",)) for target in leads)
        kind = asked_kind(asked)
        jumps: list[tuple[int, tuple[object, ...]]] = []
        for target, indexes in sorted(leads.items()):
            if target == following:
                continue
            values: list[object] = [self.answer_at(asked, index) for index in indexes]
            if kind in ("yes or no", "one of"):
                jumps.append((target, tuple(values)))
                continue
            empty = [value for value in values if value == [] or value is None]
            some = [value for value in values if value]
            every = [value for value in self.domains[asked.key] or () if value]
            if some and len(some) != len(every):
                return None
            said: list[object] = [None if value is None else "none" for value in empty]
            jumps.append((target, (*said, *(("any",) if some else ()))))
        return tuple(jumps)

    def advance(self, place: int, state: State) -> tuple[int, State]:
        """The first question from `place` on that may be for somebody with these answers."""
        now = dict(state)
        while place < len(self.asked):
            tree = _tree(self.asked[place].when)
            if tree is None or self.possible(tree, now)[0]:
                break
            now[self.asked[place].key] = frozenset({BLANK})
            place += 1
        return place, now

    def possible(self, tree: ast.Node, state: State) -> tuple[bool, bool]:
        """Whether a condition can be true, and whether it can be anything else."""
        if isinstance(tree, ast.Conjunction):
            each = [self.possible(term, state) for term in tree.terms]
            return all(can for can, _ in each), any(cannot for _, cannot in each)
        if isinstance(tree, ast.Disjunction):
            each = [self.possible(term, state) for term in tree.terms]
            return any(can for can, _ in each), all(cannot for _, cannot in each)
        held = {self.holds(tree, answers) for answers in self.combinations(tree, state) or ()}
        return (True in held, False in held) if held else (True, True)

    def combinations(self, tree: ast.Node, state: State) -> list[dict[str, int]] | None:
        """Every way the answers that a condition names can stand together; None when there is no list."""
        names = sorted(names_used(tree, self.scope))
        known: list[tuple[int, ...]] = []
        size = 1
        for name in names:
            places = state.get(name)
            domain = self.domains.get(name)
            if domain is None or (isinstance(self.by_key[name], Repeat) and not _only_counted(tree, name)):
                if places == frozenset({BLANK}):
                    known.append((BLANK,))
                    continue
                return None
            every = (BLANK, *range(len(domain)))
            options = tuple(sorted(places)) if places is not None else every
            size *= len(options)
            known.append(options)
        if size > MOST_TOGETHER:
            return None
        return [dict(zip(names, each, strict=True)) for each in product(*known)]

    def holds(self, tree: ast.Node, places: dict[str, int]) -> bool:
        expression = self.compiled.get(tree)
        if expression is None:
            expression = self.compiled[tree] = compile_expression(self.texts[tree], self.scope)
        with Run() as run:
            frame = self.journey.layout.frame(run)
            for name, place in places.items():
                if place != BLANK:
                    asked = self.by_key[name]
                    frame[asked.slot] = to_feel(self.answer_at(asked, place))
            return expression(frame) is True

    def given(self, tree: ast.Node, state: State, holds: bool) -> State:
        """What can have been answered, when a condition is known to hold or not to."""
        terms = tree.terms if isinstance(tree, ast.Conjunction | ast.Disjunction) else (tree,)
        sure = len(terms) == 1 or isinstance(tree, ast.Conjunction) == holds
        now = dict(state)
        if not sure:
            open_ = [term for term in terms if self.possible(term, state)[holds]]
            return self.given(open_[0], state, holds) if len(open_) == 1 else now
        for term in terms:
            if isinstance(term, ast.Conjunction | ast.Disjunction):
                now = self.given(term, now, holds)
                continue
            names = names_used(term, self.scope)
            listed = self.combinations(term, now) if len(names) == 1 else None
            if listed is not None:
                (name,) = names
                now[name] = frozenset(each[name] for each in listed if self.holds(term, each) == holds)
        return now

    def left_to_know(self, tree: ast.Node, state: State) -> ast.Node:
        """A condition without the parts that are sure for whoever arrives."""
        if isinstance(tree, ast.Conjunction):
            terms = tuple(term for term in tree.terms if self.possible(term, state)[1])
            return terms[0] if len(terms) == 1 else ast.Conjunction(terms)
        return tree


def asked_kind(asked: Asked) -> str:
    """The name of a question's type; `list` for a list."""
    return "list" if isinstance(asked, Repeat) else asked.type.name


def _domain(asked: Asked) -> tuple[object, ...] | None:
    """Every answer to a question; None where they cannot be listed."""
    if isinstance(asked, Repeat):
        return tuple([{}] * count for count in range(asked.most + 1))
    match asked.type.name:
        case "yes or no":
            return (True, False)
        case "one of":
            return tuple(value for value, _ in asked.type.wording.choices)
        case "any of" if len(asked.type.wording.choices) <= MOST_BOXES:
            values = [value for value, _ in asked.type.wording.choices]
            return tuple(
                list(each) for count in range(len(values) + 1) for each in combinations(values, count)
            )
    return None


def _only_counted(tree: ast.Node, name: str) -> bool:
    """Whether a list is named only to be counted: then what its things are does not matter."""
    counted = sum(
        1
        for node in ast.walk(tree)
        if isinstance(node, ast.Invocation)
        and node.function == ast.Name("count")
        and node.arguments == (ast.Name(name),)
    )
    return counted == sum(1 for node in ast.walk(tree) if node == ast.Name(name))


def _stops(asked: Asked) -> tuple[StopIf, ...]:
    return asked.stops if isinstance(asked, Question) else ()


def _texts(asked: Sequence[Asked]) -> dict[ast.Node, str]:
    """How each part of each condition is written, so that a part can be tried on its own."""
    found: dict[ast.Node, str] = {}
    for each in asked:
        conditions = [each.when] if each.when is not None else []
        for condition in [*conditions, *(stop.condition for stop in _stops(each))]:
            tree = condition.expression.tree
            for node in ast.walk(tree) if tree is not None else ():
                found.setdefault(node, condition.text[node.span.start : node.span.end])
    return found


def _tree(condition: Condition | None) -> ast.Node | None:
    return condition.expression.tree if condition is not None else None


def _arrive(arrivals: list[State | None], place: int, state: State) -> None:
    """Join what can have been answered on the ways that lead to one place."""
    held = arrivals[place]
    if held is None:
        arrivals[place] = dict(state)
        return
    for key in {*held, *state}:
        one, other = held.get(key), state.get(key)
        held[key] = None if one is None or other is None else one | other
