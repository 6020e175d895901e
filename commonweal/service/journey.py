"""The journey of a service: sections of questions in the order people meet them.

A question is known everywhere by its key. Its words are in one language; its conditions are FEEL over the
answers above it. There is no "go to": where someone goes next is worked out, each time, from the journey and
the answers (see `path`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from commonweal.policy.feel import Layout, Scope
from commonweal.service.conditions import Condition
from commonweal.service.types import FieldError, Parsed, QuestionType

if TYPE_CHECKING:
    from commonweal.service.path import Path
    from commonweal.service.what_matters import WhatMatters

Answers = Mapping[str, object]
"""Question key to stored answer (JSON): `{"liable": true, "children": [{"born": "2019-05-13"}]}`."""

MOST_ITEMS = 50


@dataclass(frozen=True, slots=True)
class Must:
    """A test of an answer, and the sentence shown when it is false."""

    condition: Condition
    sentence: str


@dataclass(frozen=True, slots=True)
class StopIf:
    """A test of an answer, and the notice shown instead of going on when it is true."""

    condition: Condition
    notice: str


@dataclass(frozen=True)
class Question:
    """One question, on a page of its own.

    `slot` is its place in the frame that conditions are evaluated over; `line` is its place in journey.yaml.
    `otherwise` is the stored form of what the policy is given when the question is not asked or left blank.
    One that `may_be_passed` is put to everybody, and an application without its answer is whole all the same.
    """

    key: str
    section: str
    ask: str
    type: QuestionType
    slot: int
    line: int
    column: int = 1
    hint: str = ""
    short: str = ""
    why: str = ""
    evidence: str = ""
    used_for: str = ""
    when: Condition | None = None
    musts: tuple[Must, ...] = ()
    stops: tuple[StopIf, ...] = ()
    otherwise: object = None
    repeat: str = ""
    may_be_passed: bool = False

    @property
    def optional(self) -> bool:
        """Whether it may be left blank."""
        return self.type.wording.optional

    @property
    def label(self) -> str:
        """What check-answers and the case call it."""
        return self.short or self.ask

    @cached_property
    def name(self) -> str:
        """The key as pages write it, with hyphens: part of addresses and of form fields' names."""
        return self.key.replace("_", "-")

    def field_name(self, part: str) -> str:
        """What a form calls one part of the answer: `savings`, `born-day`."""
        return self.name if part == "value" else f"{self.name}-{part.replace('_', '-')}"

    def parse(self, form: Mapping[str, object], language: str = "en") -> Parsed:
        """Read this question's fields out of a whole form. Error fields are named as in the form."""
        raw = {part: form.get(self.field_name(part)) for part in self.type.parts}
        parsed = self.type.parse(raw, language)
        errors = tuple(
            FieldError(self.field_name(e.field), e.message, tuple(map(self.field_name, e.also)))
            for e in parsed.errors
        )
        return Parsed(parsed.value, errors)

    def neutral(self) -> object:
        """What the policy is given where there is no answer.

        `otherwise`, else null (an empty list for `any of`).
        """
        if self.otherwise is not None:
            return self.type.feel(self.otherwise)
        return [] if self.type.name == "any of" else None


@dataclass(frozen=True)
class Repeat:
    """A list of things that people add to, each asked about with the same questions.

    Answered as a list of maps: an empty list says that there are none.
    """

    key: str
    section: str
    ask: str
    each: str
    questions: tuple[Question, ...]
    slot: int
    line: int
    column: int = 1
    most: int = 20
    hint: str = ""
    short: str = ""
    why: str = ""
    evidence: str = ""
    used_for: str = ""
    yes: str = ""
    no: str = ""
    when: Condition | None = None

    @property
    def label(self) -> str:
        """What check-answers and the case call it."""
        return self.short or self.ask

    @cached_property
    def name(self) -> str:
        """The key as pages write it, with hyphens."""
        return self.key.replace("_", "-")

    @cached_property
    def by_name(self) -> dict[str, Question]:
        """Each item's questions by the name in addresses."""
        return {question.name: question for question in self.questions}


Asked = Question | Repeat


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one title. `key` is the title as journey.yaml has it, in the first language."""

    key: str
    title: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Journey:
    """All questions of a service, in one language, ready to be walked.

    `scope` holds every answer's name; a frame of its layout is what conditions are evaluated over. `inputs`
    are the policy inputs that service.yaml works out from answers, by name. `unread` are the keys of
    questions that are written and, for their faults, cannot be asked. `matters` weighs which questions can
    still change the outcome; without it every question is asked.
    """

    language: str
    sections: tuple[Section, ...]
    layout: Layout
    scope: Scope
    inputs: tuple[tuple[str, Condition], ...] = ()
    unread: frozenset[str] = frozenset()
    matters: WhatMatters | None = field(default=None, compare=False, repr=False)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Questions and repeats in order; the questions within a repeat are in it."""
        return tuple(asked for section in self.sections for asked in section.asked)

    @cached_property
    def by_key(self) -> dict[str, Asked]:
        """Questions and repeats by key."""
        return {asked.key: asked for asked in self.asked}

    @cached_property
    def by_name(self) -> dict[str, Asked]:
        """Questions and repeats by the name in addresses."""
        return {asked.name: asked for asked in self.asked}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Section titles by section key."""
        return {section.key: section.title for section in self.sections}

    @cached_property
    def walk(self) -> tuple[object, ...]:
        """What building a path needs, prepared once."""
        from commonweal.service.walking import prepare_walk

        return prepare_walk(self)

    def every_question(self) -> Iterator[Question]:
        """Every question, those within repeats too."""
        for asked in self.asked:
            if isinstance(asked, Repeat):
                yield from asked.questions
            else:
                yield asked

    def path(self, answers: Answers) -> Path:
        """Where these answers lead: a pure function of the journey and the answers."""
        from commonweal.service.walking import build_path

        return build_path(self, answers)
