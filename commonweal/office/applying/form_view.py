"""A question as its page shows it: fields with what was entered or stored, and their errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict

from commonweal.office.pages.words import say
from commonweal.service.journey import Question
from commonweal.service.path import Page, Path
from commonweal.service.telling import offered_first
from commonweal.service.types import Field, FieldError


def typed(form: QueryDict) -> dict[str, object]:
    """A sent form as text by field, or a list of texts where a field was sent more than once."""
    return {name: values[0] if len(values) == 1 else values for name, values in form.lists()}


@dataclass(frozen=True)
class QuestionForm:
    """What the template of a question page prints."""

    page: Page
    language: str
    values: Mapping[str, object]
    found: Sequence[FieldError] = ()
    question: Question = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "question", self.page.question)

    @classmethod
    def stored(cls, page: Page, language: str, path: Path | None = None) -> QuestionForm:
        """With the answer that is stored; before there is one, with what `path` already knows of it."""
        question = page.question
        raw = question.type.raw(page.value, language)
        if path is not None:
            raw = {**raw, **offered_first(question, path, page.answered)}
        return cls(page, language, {question.field_name(part): value for part, value in raw.items()})

    @classmethod
    def entered(
        cls, page: Page, language: str, form: Mapping[str, object], errors: Sequence[FieldError] = ()
    ) -> QuestionForm:
        """With what was entered, right or wrong, and what is wrong with it."""
        return cls(page, language, form, errors)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The question's fields."""
        return self.question.type.fields(self.language)

    @property
    def shape(self) -> str:
        """Which of the field templates prints it."""
        if self.question.type.name == "date":
            return "date"
        return "one" if len(self.fields) == 1 and self.fields[0].part == "value" else "several"

    @property
    def prefix(self) -> str:
        """What the names and ids of its fields begin with."""
        return self.question.name

    @property
    def legend(self) -> str:
        """The question as the page's heading."""
        ask = self.question.ask
        return f"{ask} {say(self.language, 'optional')}" if self.question.optional else ask

    def name(self, part: Field) -> str:
        """What the form calls a field; its id too."""
        return self.question.field_name(part.part)

    def value(self, part: Field) -> str:
        """What stands in a field: text, however it was sent."""
        value = self.values.get(self.name(part))
        if isinstance(value, list):
            value = value[0] if value else ""
        return "" if value is None else str(value)

    def chosen(self, part: Field) -> list[str]:
        """Which choices of a field are ticked."""
        value = self.values.get(self.name(part))
        return [str(each) for each in value] if isinstance(value, list) else [str(value or "")]

    def error(self, part: Field) -> str:
        """What is wrong with a field, in a sentence; empty when nothing is, or when another says it."""
        name = self.name(part)
        return next((error.message for error in self.found if error.field == name), "")

    def marked(self, part: Field) -> bool:
        """Whether a field is to be put right."""
        name = self.name(part)
        return any(error.field == name or name in error.also for error in self.found)

    @property
    def message(self) -> str:
        """The sentence over a group of fields."""
        return self.found[0].message if self.found else ""

    @property
    def errors(self) -> list[dict[str, str]]:
        """For the summary: each sentence and the field that it leads to."""
        return [{"text": error.message, "href": f"#{error.field}"} for error in self.found]
