"""A paper form: the journey's questions, numbered, with room for answers and the way through in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from commonweal.policy.feel import ast
from commonweal.service.journey import Answers, Asked, Journey, Question, Repeat
from commonweal.service.paper.conditions_in_words import Teller, yes_and_no
from commonweal.service.paper.numbering import numbers
from commonweal.service.paper.routes import Route, routes
from commonweal.service.paper.spaces import Space, Tick, spaces
from commonweal.service.paper.words import say

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder

ITEMS_PRINTED: Final = 3
_END: Final = ""


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question in print.

    `before` says whom it is for; `after` are the sentences that follow the room for the answer. `address` is
    where its answer is given on the pages. `has_notes` is false where an answer that stops is not told here.
    """

    number: str
    address: str
    ask: str
    hint: str = ""
    optional: bool = False
    before: str = ""
    after: tuple[str, ...] = ()
    spaces: tuple[Space, ...] = ()
    question: Question | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One thing in a list: Child 1."""

    title: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class PaperList:
    """A list in print: whether there are any, and room for some of them."""

    question: PaperQuestion
    items: tuple[PaperItem, ...]
    more: str
    repeat: Repeat = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A part of the form."""

    number: int
    key: str
    title: str
    asked: tuple[PaperQuestion | PaperList, ...]


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A whole form in one language. `notes` are the notices that stop the journey, in the order of their
    numbers."""

    language: str
    sections: tuple[PaperSection, ...]
    notes: tuple[str, ...]
    evidence: tuple[str, ...]
    filled: bool = False

    def questions(self) -> list[PaperQuestion]:
        """Every question in order, once for each thing in a list."""
        found: list[PaperQuestion] = []
        for section in self.sections:
            for each in section.asked:
                if isinstance(each, PaperQuestion):
                    found.append(each)
                else:
                    found.append(each.question)
                    found.extend(question for item in each.items for question in item.questions)
        return found


def paper_form(folder: ServiceFolder, language: str, answers: Answers | None = None) -> PaperForm:
    """The form of a service in a language; with `answers`, filled in.

    A filled form shows every question, as the blank one does, so that what was not asked can be seen too.
    """
    journey = folder.journey(language)
    return _Printing(journey, answers).form()


class _Printing:
    def __init__(self, journey: Journey, answers: Answers | None) -> None:
        self.journey = journey
        self.language = journey.language
        self.numbers = numbers(journey)
        self.teller = Teller(journey)
        self.notes: list[str] = []
        self.filled = answers is not None
        self.answers: Mapping[str, Any] = journey.path(answers).answers if answers is not None else {}

    def form(self) -> PaperForm:
        by_key = dict(zip(self.journey.by_key, routes(self.journey, self.journey.asked), strict=True))
        targets = [self.numbers[asked.key] for asked in self.journey.asked]
        sections = tuple(
            PaperSection(
                place,
                section.key,
                section.title,
                tuple(self.printed(asked, by_key[asked.key], targets) for asked in section.asked),
            )
            for place, section in enumerate(self.journey.sections, 1)
        )
        evidence = dict.fromkeys(asked.evidence for asked in self.journey.asked if asked.evidence)
        return PaperForm(self.language, sections, tuple(self.notes), tuple(evidence), self.filled)

    def printed(self, asked: Asked, route: Route, targets: list[str]) -> PaperQuestion | PaperList:
        if isinstance(asked, Question):
            value = self.answers.get(asked.key)
            return self.question(asked, self.numbers[asked.key], asked.name, value, route, targets, "_end")
        return self.list_of(asked, route, targets)

    def question(
        self,
        question: Question,
        number: str,
        address: str,
        value: object,
        route: Route,
        targets: list[str],
        end: str,
    ) -> PaperQuestion:
        room = spaces(question, self.language, value)
        notes = {notice: self.note(notice) for _, notice in (*route.stopping, *route.stops)}
        then = {
            _key(answer): say(self.language, "stop_choice", note=notes[notice])
            for answer, notice in route.stopping
        }
        after: list[str] = []
        for target, values in route.jumps:
            go = self.go(target, targets, end)
            for answer in values:
                if answer == "always":
                    after.append(say(self.language, "then_go", go=go))
                elif answer is None:
                    after.append(say(self.language, "if_blank_go", go=go))
                elif answer == "any":
                    after.append(say(self.language, "if_any_go", go=go))
                elif answer == "none" and not question.type.wording.none:
                    after.append(say(self.language, "if_blank_go", go=go))
                else:
                    then[_key(answer)] = go
        if then:
            first = room[0]
            ticks = tuple(replace(tick, then=then.get(_key(tick.value), "")) for tick in first.ticks)
            room = (replace(first, ticks=ticks), *room[1:])
        return PaperQuestion(
            number,
            address,
            question.ask,
            question.hint or _type_hint(question, self.language),
            question.optional,
            self.before(route, targets, end),
            (*after, *self.stop_sentences(route.stops, notes)),
            room,
            question,
        )

    def stop_sentences(self, stops: tuple[tuple[ast.Node, str], ...], notes: Mapping[str, int]) -> list[str]:
        """What stops the journey, for answers that cannot be listed."""
        said = []
        for tree, notice in stops:
            condition = self.teller.tell(tree)
            key = "stop_if" if condition else "stop_if_unknown"
            said.append(say(self.language, key, condition=condition, note=notes[notice]))
        return said

    def list_of(self, repeat: Repeat, route: Route, targets: list[str]) -> PaperList:
        number = self.numbers[repeat.key]
        yes, no = yes_and_no(repeat, self.language)
        held = self.answers.get(repeat.key)
        items: list[Any] = held if isinstance(held, list) else []
        leads = {
            answer: self.go(target, targets, "_end") for target, answers in route.jumps for answer in answers
        }
        always = leads.get("always")
        ticks = (
            Tick(True, yes, bool(items), leads.get("any", "")),
            Tick(False, no, self.filled and held == [], leads.get("none", "")),
        )
        # Without a jump, those who answer "no" still must not read on into the first thing of the list.
        if not ticks[1].then and not always:
            place = targets.index(number) + 1
            ticks = (ticks[0], replace(ticks[1], then=self.go(place, targets, "_end")))
        inner = routes(self.journey, repeat.questions)
        names = [self.numbers[f"{repeat.key}/{each.key}"] for each in repeat.questions]
        count = max(min(ITEMS_PRINTED, repeat.most), len(items))
        each_title = repeat.each[:1].upper() + repeat.each[1:]
        printed = tuple(
            PaperItem(
                say(self.language, "each", each=each_title, number=place),
                tuple(
                    self.question(
                        question,
                        name,
                        f"{repeat.name}/{place}/{question.name}",
                        items[place - 1].get(question.key) if place <= len(items) else None,
                        way,
                        names,
                        "_next",
                    )
                    for question, way, name in zip(repeat.questions, inner, names, strict=True)
                ),
            )
            for place in range(1, count + 1)
        )
        asked = PaperQuestion(
            number,
            repeat.name,
            repeat.ask,
            repeat.hint,
            False,
            self.before(route, targets, "_end"),
            (say(self.language, "then_go", go=always),) if always else (),
            (Space("ticks", hint=say(self.language, "tick_one"), ticks=ticks),),
        )
        more = ""
        if repeat.most > count:
            more = say(self.language, "more_of", number=number) + " "
            more += say(self.language, "most_of", most=repeat.most)
        return PaperList(asked, printed, more, repeat)

    def before(self, route: Route, targets: list[str], end: str) -> str:
        """Whom the question is for, and where others go."""
        if route.only_if is None:
            return ""
        condition = self.teller.tell(route.only_if)
        told = (
            say(self.language, "only_if", condition=condition)
            if condition
            else say(self.language, "only_if_unknown")
        )
        if route.skip_to < len(targets):
            return told + " " + say(self.language, "if_not_go", number=targets[route.skip_to])
        return told + " " + say(self.language, f"if_not{end}")

    def go(self, target: int, targets: list[str], end: str) -> str:
        if target < len(targets):
            return say(self.language, "go", number=targets[target])
        return say(self.language, f"go{end}")

    def note(self, notice: str) -> int:
        """The number of a notice among the notes at the end."""
        if notice not in self.notes:
            self.notes.append(notice)
        return self.notes.index(notice) + 1


def _type_hint(question: Question, language: str) -> str:
    fields = question.type.fields(language)
    return fields[0].hint if len(fields) == 1 else ""


def _key(value: object) -> str:
    return f"{type(value).__name__}:{value}"
