"""Why each question is asked: which decisions of the policy take the answer, and by what authority."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from commonweal.policy import Model
from commonweal.policy.dmn import tree
from commonweal.policy.feel import ContextType, ListType, ast
from commonweal.policy.feel.types import bare
from commonweal.policy.partial import authorities
from commonweal.service.conditions import Condition
from commonweal.service.house_words import Borrowed
from commonweal.service.inputs import same_name
from commonweal.service.journey import Asked, Question, Repeat
from commonweal.service.policies import NoPolicyInForce
from commonweal.service.words_of_deciding import say

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder

_MOST_NAMED: Final = 3


class Use(NamedTuple):
    """One use of an answer in plain words, and the authorities that it rests on."""

    text: str
    authority: str = ""


class WhyAsked:
    """Why the questions of one service are asked, by the version of its policy that starts last."""

    def __init__(self, folder: ServiceFolder) -> None:
        self._folder = folder
        try:
            self._model: Model | None = folder.policies.latest.model
        except NoPolicyInForce:
            self._model = None
        self.uses = cache(self._uses)

    def _uses(self, key: str, language: str, of_list: str = "") -> tuple[Use, ...]:
        """What an answer is used for. `of_list` is the list's key for a question within one."""
        journey = self._folder.journey()
        asked: Asked | None = journey.by_key.get(of_list or key)
        if isinstance(asked, Repeat) and of_list:
            inner = next((each for each in asked.questions if each.key == key), None)
            return tuple(self._decisions(asked, inner, language)) if inner is not None else ()
        if asked is None:
            return ()
        found = [*self._decisions(asked, None, language)]
        service = self._folder.service
        refers = (service.refuse_when, *(each.condition for each in service.refer_when))
        if any(each is not None and key in _named(each) for each in refers):
            found.append(Use(say(language, "used_for_person")))
        if self._is_gate(key):
            found.append(Use(say(language, "used_for_questions")))
        return tuple(found)

    def _is_gate(self, key: str) -> bool:
        journey = self._folder.journey()
        every = (*journey.asked, *journey.every_question())
        return any(each.when is not None and key in each.when.names for each in every)

    def _decisions(self, asked: Asked, inner: Question | None, language: str) -> Iterator[Use]:
        """The decisions that take the answer. The policy asks its questions in English only."""
        if self._model is None:
            return
        inputs = self._inputs(self._model, asked, inner)
        for info in self._model.decisions:
            if not inputs & set(info.requires):
                continue
            element = self._model.node(info.name).element
            assert isinstance(element, tree.Decision)
            named = authorities(element, language, inputs)
            text = (info.question or info.label or info.name) if language == "en" else ""
            if text or named:
                few = _few(named, language)
                yield Use(text, few if language in ("en", "cy") else Borrowed(str(few)))

    def _inputs(self, model: Model, asked: Asked, inner: Question | None) -> set[str]:
        """The policy inputs that an answer gives, or helps to work out."""
        name = same_name(asked.key)
        worked_out = {same_name(each): condition for each, condition in self._folder.journey().inputs}
        found = set()
        for each in model.inputs:
            same = same_name(each.name)
            condition = worked_out.get(same)
            if condition is not None:
                mentioned = _named(condition)
                if asked.key in mentioned and (inner is None or inner.key in mentioned):
                    found.add(each.name)
            elif same == name and (inner is None or _holds(each.type, inner.key)):
                found.add(each.name)
        return found


def _holds(type_: object, key: str) -> bool:
    """Whether the items of a list type have an entry of that name."""
    listed = bare(type_)  # type: ignore[arg-type]
    item = bare(listed.element) if isinstance(listed, ListType) else None
    if not isinstance(item, ContextType) or not item.entries:
        return True
    return any(same_name(name) == same_name(key) for name, _ in item.entries)


def _named(condition: Condition) -> set[str]:
    tree_ = condition.expression.tree
    nodes = list(ast.walk(tree_)) if tree_ is not None else []
    return {each.name for each in nodes if isinstance(each, ast.Name)} | {
        each.member for each in nodes if isinstance(each, ast.Path)
    }


def _few(named: tuple[str, ...], language: str) -> str:
    """The authorities in one line: all of a few, or the first and how many more."""
    if len(named) <= _MOST_NAMED:
        return "; ".join(named)
    more = len(named) - 1
    # The policy has words in English and Welsh; a sentence is not in two languages.
    return say(language if language == "cy" else "en", "more_rules", rule=named[0], number=more)
