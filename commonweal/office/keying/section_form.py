"""A whole part of the application on one page: for those who key faster than a question at a time.

The same questions, validation and path as the applicant's pages. A question that only some answers lead to
is not on the page until they do: what is right is saved, and the page comes again with what is now asked.
Nothing typed is lost: what is wrong stays in its field beside its error.

Usable by any page that keys for somebody: `SectionForm.stored(...)` to show, `key_section(...)` to take.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from commonweal.office.applying.form_view import QuestionForm
from commonweal.office.applying.progress import item_title
from commonweal.service.answering import answer, list_error, wants_another
from commonweal.service.journey import Answers, Journey, Question, Repeat, Section
from commonweal.service.paper.conditions_in_words import yes_and_no
from commonweal.service.paper.form import ITEMS_PRINTED
from commonweal.service.paper.numbering import number_at
from commonweal.service.path import Page, Path
from commonweal.service.telling import offered_first
from commonweal.service.types import Field, FieldError

Raw = Mapping[str, object]


@dataclass(frozen=True)
class KeyedQuestion(QuestionForm):
    """A question among others: its fields are named by its address, so that no two are alike.

    `head` is false: on a page of many questions none is the page's heading.
    """

    number: str = ""

    @property
    def prefix(self) -> str:
        """What its fields' names begin with: `savings`, `children-2-born`."""
        return prefix_of(self.page)

    def name(self, part: Field) -> str:
        """What the form calls a field; its id too."""
        return field_name(self.page, part.part)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The question's fields; a browser must not fill in what it knows of the person at the keyboard."""
        return tuple(replace(each, autocomplete="off") for each in self.question.type.fields(self.language))

    @property
    def legend(self) -> str:
        """The question, with the number that it has on paper."""
        return f"{self.number}. {super().legend}" if self.number else super().legend


@dataclass(frozen=True)
class KeyedItem:
    """One thing in a list: its title and questions."""

    title: str
    questions: tuple[KeyedQuestion, ...]


@dataclass(frozen=True)
class KeyedList:
    """A list: whether there are any, those there are, and room for some more."""

    page: Page
    number: str
    chosen: str
    yes: str
    no: str
    error: str
    items: tuple[KeyedItem, ...]

    @property
    def repeat(self) -> Repeat:
        """The list as the journey has it."""
        return self.page.repeat


@dataclass(frozen=True)
class SectionForm:
    """What the template of a section's page prints."""

    section: Section
    language: str
    asked: tuple[KeyedQuestion | KeyedList, ...]
    errors: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def stored(cls, journey: Journey, answers: Answers, section: Section) -> SectionForm:
        """With what is stored."""
        return _form(journey, answers, section, {}, {})


@dataclass(frozen=True)
class KeyedSection:
    """What came of a section's form: the answers now, the errors, and whether anything new is asked.

    `form` is the page to show again when there are errors or new questions.
    """

    answers: dict[str, Any]
    errors: tuple[FieldError, ...]
    appeared: int
    form: SectionForm

    @property
    def done(self) -> bool:
        """Whether the section is whole."""
        return not self.errors and not self.appeared


def key_section(journey: Journey, answers: Answers, section: Section, form: Raw) -> KeyedSection:
    """Take a section's form: everything in it that is right, and an error for everything that is not.

    Nothing is an error that was not on the page it was typed on, or that what was typed no longer leads to.
    """
    now: dict[str, Any] = dict(answers)
    errors: list[FieldError] = []
    wrong: dict[str, tuple[FieldError, ...]] = {}
    sent = _sent(form)
    for asked in section.asked:
        if isinstance(asked, Repeat):
            now = _take_list(journey, now, asked, form, wrong, sent)
        elif asked.name in sent and journey.path(now).page(asked.name) is not None:
            now = _take(journey, now, asked.name, form, wrong)
    shown = _addresses(journey, now, section)
    for address, found in wrong.items():
        if address in shown or journey.path(now).page(address) is not None:
            errors.extend(found)
    appeared = sum(
        1
        for page in journey.path(now).outstanding
        if _in(section, page) and page.address not in sent and not page.item
    )
    appeared += sum(
        1
        for page in journey.path(now).outstanding
        if _in(section, page) and page.item and page.address not in sent
    )
    return KeyedSection(now, tuple(errors), appeared, _form(journey, now, section, form, wrong))


def prefix_of(page: Page) -> str:
    """What the names of a page's fields begin with."""
    return page.address.replace("/", "-")


def field_name(page: Page, part: str) -> str:
    """What a form calls one part of a page's answer: `savings`, `children-2-born-day`."""
    return prefix_of(page) if part == "value" else f"{prefix_of(page)}-{part.replace('_', '-')}"


SENT: Final = "on-page"
"""The hidden field that says which questions stood on the page that was sent."""


def _sent(form: Raw) -> frozenset[str]:
    said = form.get(SENT, "")
    every = said if isinstance(said, list) else [said]
    return frozenset(str(each)[:200] for each in every[:2_000])


def _take(
    journey: Journey,
    answers: dict[str, Any],
    address: str,
    form: Raw,
    wrong: dict[str, tuple[FieldError, ...]],
) -> dict[str, Any]:
    """Take one question's answer, or note what is wrong with it."""
    path = journey.path(answers)
    page = path.page(address)
    if page is None or page.kind != "question":
        return answers
    question = page.question
    own = {question.field_name(part): form.get(field_name(page, part)) for part in question.type.parts}
    taken = answer(journey, answers, address, own, journey.language, path=path)
    if taken is None:
        return answers
    if taken.ok:
        return taken.answers
    names = {question.field_name(part): field_name(page, part) for part in question.type.parts}
    wrong[address] = tuple(
        FieldError(names[error.field], error.message, tuple(names[each] for each in error.also))
        for error in taken.errors
    )
    return answers


def _take_list(
    journey: Journey,
    answers: dict[str, Any],
    repeat: Repeat,
    form: Raw,
    wrong: dict[str, tuple[FieldError, ...]],
    sent: frozenset[str],
) -> dict[str, Any]:
    """Take a list: those things of it that anything was typed for."""
    if repeat.name not in sent or journey.path(answers).page_of_list(repeat.name) is None:
        return answers
    some = wants_another(form, repeat.name)
    spaces = _typed_items(repeat, form, sent)
    if some is None and not spaces:
        wrong[repeat.name] = (FieldError(repeat.name, list_error(journey.language)),)
        return answers
    if some is False or not spaces:
        if some:
            first = f"{repeat.name}-1-{repeat.questions[0].name}"
            wrong[f"{repeat.name}/1/{repeat.questions[0].name}"] = (
                FieldError(first, repeat.questions[0].type.missing(journey.language)),
            )
            return {**answers, repeat.key: [{}]}
        return {**answers, repeat.key: []}
    held = answers.get(repeat.key)
    items = [dict(item) if isinstance(item, dict) else {} for item in held] if isinstance(held, list) else []
    now = {**answers, repeat.key: [items[n - 1] if n <= len(items) else {} for n in spaces]}
    for place, number in enumerate(spaces, 1):
        for question in repeat.questions:
            if f"{repeat.name}/{number}/{question.name}" in sent:
                moved = _moved(form, repeat, question, number, place)
                now = _take(journey, now, f"{repeat.name}/{place}/{question.name}", moved, wrong)
    return now


def _moved(form: Raw, repeat: Repeat, question: Question, number: int, place: int) -> Raw:
    """What was typed for the thing in one space, as for the place that it gets when spaces are left empty."""
    if number == place:
        return form
    moved = dict(form)
    for part in question.type.parts:
        ending = question.name if part == "value" else f"{question.name}-{part.replace('_', '-')}"
        moved[f"{repeat.name}-{place}-{ending}"] = form.get(f"{repeat.name}-{number}-{ending}")
    return moved


def _typed_items(repeat: Repeat, form: Raw, sent: frozenset[str]) -> list[int]:
    """The spaces of a list in which anything was typed, in order."""
    found = []
    for number in range(1, repeat.most + 1):
        for question in repeat.questions:
            if f"{repeat.name}/{number}/{question.name}" not in sent:
                continue
            ending = {
                part: question.name if part == "value" else f"{question.name}-{part.replace('_', '-')}"
                for part in question.type.parts
            }
            raw = {part: form.get(f"{repeat.name}-{number}-{each}") for part, each in ending.items()}
            if not question.type.blank(raw):
                found.append(number)
                break
    return found


def _form(
    journey: Journey,
    answers: Answers,
    section: Section,
    typed: Raw,
    wrong: Mapping[str, tuple[FieldError, ...]],
) -> SectionForm:
    path = journey.path(answers)
    asked: list[KeyedQuestion | KeyedList] = []
    errors: list[dict[str, str]] = []
    for each in section.asked:
        if isinstance(each, Repeat):
            page = path.page_of_list(each.name)
            if page is not None:
                asked.append(_list(journey, answers, page, typed, wrong))
        else:
            found = path.page(each.name)
            if found is not None:
                asked.append(_question(journey, path, found, typed, wrong))
    for shown in asked:
        questions = (
            [question for item in shown.items for question in item.questions]
            if isinstance(shown, KeyedList)
            else [shown]
        )
        if isinstance(shown, KeyedList) and shown.error:
            errors.append({"text": f"{shown.number}. {shown.error}", "href": f"#{shown.repeat.name}"})
        # Many questions share a sentence: the number says which of them is meant.
        errors.extend(
            {**error, "text": f"{question.number}. {error['text']}"}
            for question in questions
            for error in question.errors
        )
    return SectionForm(section, journey.language, tuple(asked), errors)


def _question(
    journey: Journey, path: Path, page: Page, typed: Raw, wrong: Mapping[str, tuple[FieldError, ...]]
) -> KeyedQuestion:
    question = page.question
    stored = question.type.raw(page.value, journey.language)
    stored = {**stored, **offered_first(question, path, page.answered)}
    values = {field_name(page, part): value for part, value in stored.items()}
    found: Sequence[FieldError] = wrong.get(page.address, ())
    if found:
        # What was typed stays where it was typed.
        values = {field_name(page, part): typed.get(field_name(page, part)) for part in question.type.parts}
    number = number_at(journey, page.address)
    return KeyedQuestion(page, journey.language, values, found, number)


def _list(
    journey: Journey,
    answers: Answers,
    page: Page,
    typed: Raw,
    wrong: Mapping[str, tuple[FieldError, ...]],
) -> KeyedList:
    repeat = page.repeat
    items = page.value if isinstance(page.value, list) else []
    room = min(repeat.most, max(ITEMS_PRINTED, len(items) + 1))
    grown = {**answers, repeat.key: [*items, *({} for _ in range(room - len(items)))]}
    path = journey.path(grown)
    by_item: dict[int, list[KeyedQuestion]] = {number: [] for number in range(1, room + 1)}
    for each in path.pages:
        if each.item and each.address.startswith(f"{repeat.name}/"):
            by_item[each.item].append(_question(journey, path, each, typed, wrong))
    yes, no = yes_and_no(repeat, journey.language)
    chosen = ("yes" if items else "no") if isinstance(page.value, list) else ""
    problem = wrong.get(repeat.name, ())
    return KeyedList(
        page,
        number_at(journey, repeat.name),
        chosen,
        yes,
        no,
        problem[0].message if problem else "",
        tuple(
            KeyedItem(item_title(repeat, journey.language, number), tuple(questions))
            for number, questions in by_item.items()
            if questions
        ),
    )


def _in(section: Section, page: Page) -> bool:
    return page.asked.section == section.key


def _addresses(journey: Journey, answers: Answers, section: Section) -> frozenset[str]:
    path: Path = journey.path(answers)
    return frozenset(page.address for page in path.pages if _in(section, page))


__all__ = [
    "SENT",
    "KeyedItem",
    "KeyedList",
    "KeyedQuestion",
    "KeyedSection",
    "SectionForm",
    "field_name",
    "key_section",
    "prefix_of",
]
