"""What an adviser says on the phone: the journey's questions in order, with opening, routing and closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonweal.service.languages import joined_or
from commonweal.service.paper.form import PaperForm, PaperList, PaperQuestion, paper_form
from commonweal.service.paper.words import say

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say, or to do. `spoken` is what is read out.

    `about` names the lines of the opening that are left out where somebody has said as much already.
    """

    text: str
    spoken: bool = True
    about: str = ""


@dataclass(frozen=True, slots=True)
class ScriptQuestion:
    """A question as it is put: what is said, then where the answer leads."""

    number: str
    before: str
    lines: tuple[Line, ...]
    after: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class ScriptSection:
    """A part of the script."""

    title: str
    questions: tuple[ScriptQuestion, ...]


@dataclass(frozen=True, slots=True)
class PhoneScript:
    """A whole script in one language."""

    language: str
    opening: tuple[Line, ...]
    papers: tuple[str, ...]
    sections: tuple[ScriptSection, ...]
    closing: tuple[Line, ...]
    notes: tuple[str, ...]


def phone_script(folder: ServiceFolder, language: str) -> PhoneScript:
    """The script of a service in a language, from the same journey as the pages and the paper form."""
    form = paper_form(folder, language)
    return PhoneScript(
        language,
        tuple(_opening(folder, form)),
        form.evidence,
        tuple(
            ScriptSection(
                say(language, "part", number=section.number, title=section.title),
                tuple(each for asked in section.asked for each in _asked(asked, language)),
            )
            for section in form.sections
        ),
        tuple(_closing(folder, language, bool(form.evidence))),
        form.notes,
    )


def _opening(folder: ServiceFolder, form: PaperForm) -> list[Line]:
    language = form.language
    words = folder.service.words(language)
    team = words.contact.get("name") or words.name
    count = sum(len(section.asked) for section in form.sections)
    several = len(folder.service.languages) > 1
    return [
        Line(say(language, "opening_hello", team=team), about="hello"),
        Line(say(language, "opening_language" if several else "opening_language_one"), about="language"),
        Line(say(language, "opening_identity")),
        Line(say(language, "opening_not_them"), spoken=False),
        Line(say(language, "opening_consent"), about="consent"),
        Line(say(language, "opening_time", count=count)),
    ]


def _closing(folder: ServiceFolder, language: str, papers: bool) -> list[Line]:
    limit = folder.service.time_limits.get("decide")
    after = (
        say(language, "closing_next", time=limit.text(language))
        if limit
        else say(language, "closing_next_plain")
    )
    return [
        Line(say(language, "closing_read"), spoken=False),
        Line(say(language, "closing_declaration")),
        Line(say(language, "closing_reference"), spoken=False),
        Line(after),
        *([Line(say(language, "closing_papers"))] if papers else []),
        Line(say(language, "closing_thanks")),
        Line(say(language, "closing_clear"), spoken=False),
    ]


def _asked(asked: PaperQuestion | PaperList, language: str) -> list[ScriptQuestion]:
    if isinstance(asked, PaperQuestion):
        return [_question(asked, language)]
    found = [_question(asked.question, language)]
    each = asked.repeat.each
    for place, question in enumerate(asked.items[0].questions if asked.items else ()):
        title = say(language, "say_each", each=each) if place == 0 else ""
        found.append(_question(question, language, title))
    if found[1:]:
        last = found[-1]
        again = say(language, "say_another", each=each)
        found[-1] = ScriptQuestion(last.number, last.before, last.lines, (*last.after, again), last.title)
    return found


def _question(asked: PaperQuestion, language: str, title: str = "") -> ScriptQuestion:
    lines = [Line(say(language, "say", text=asked.ask))]
    ticks = asked.spaces[0].ticks if asked.spaces and asked.spaces[0].kind == "ticks" else ()
    kind = asked.question.type.name if asked.question is not None else "list"
    if ticks and kind in ("one of", "any of"):
        key = "say_choices" if kind == "one of" else "say_choices_any"
        words = joined_or([tick.words for tick in ticks], language)
        lines.append(Line(say(language, key, choices=words)))
    if kind == "choice of how to be told":
        for space in asked.spaces:
            words = joined_or([tick.words for tick in space.ticks], language)
            if words:
                if space is not asked.spaces[0]:
                    lines.append(Line(say(language, "say", text=space.label)))
                lines.append(Line(say(language, "say_choices", choices=words)))
            if space.hint:
                lines.append(Line(say(language, "say_hint", text=space.hint), spoken=False))
        lines.append(Line(say(language, "say_known"), spoken=False))
    if asked.hint:
        lines.append(Line(say(language, "say_hint", text=asked.hint), spoken=False))
    if asked.question is not None and asked.question.why:
        lines.append(Line(say(language, "say_why", text=asked.question.why), spoken=False))
    if asked.optional:
        lines.append(Line(say(language, "say_optional"), spoken=False))
    check = _READ_BACK.get(kind)
    if check:
        lines.append(Line(say(language, check), spoken=False))
    then = [
        say(language, "if_answer", choices=f"‘{tick.words}’", go=tick.then) for tick in ticks if tick.then
    ]
    return ScriptQuestion(asked.number, asked.before, tuple(lines), (*then, *asked.after), title)


_READ_BACK = {
    "date": "say_date",
    "money": "say_money",
    "name": "say_spell",
    "email": "say_spell",
    "choice of how to be told": "say_spell",
    "address": "say_spell",
    "national insurance number": "say_digits",
    "phone": "say_digits",
    "bank details": "say_digits",
}
