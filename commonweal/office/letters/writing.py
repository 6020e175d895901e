"""Writes a letter: the service's notice with the case's facts, in the applicant's language, as a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.letters.stylesheet import letter_css
from commonweal.office.letters.words import WORDS
from commonweal.office.pages.showing import day
from commonweal.office.places.service import printed as places_near
from commonweal.office.records.case_values import case_values
from commonweal.office.records.models import Case, Decision
from commonweal.service.journey import Journey, Question
from commonweal.service.notice_printing import PrintedNotice, print_notice
from commonweal.service.notices import FORMATS
from commonweal.service.right_to_left import in_order

WORKED_OUT: Final = "how it was worked out"
_HEADING: Final = re.compile(r"<(/?)h([1-5])\b")
_TABLE: Final = re.compile(r"<table>.*?</table>", re.DOTALL)
_NO_HEADINGS: Final = re.compile(r"<thead>\s*<tr>\s*(?:<th>\s*</th>\s*)+</tr>\s*</thead>\s*")
_FIRST_CELL: Final = re.compile(r"(<tr>\s*)<td>(.*?)</td>", re.DOTALL)
TELLS_RESULT: Final = frozenset({"award", "refusal", "decision"})
CONTACT: Final = ("phone", "text relay", "email", "web", "hours")


class NoticeFault(LookupError):
    """The letter cannot be written: the service has no such notice."""


@dataclass(frozen=True)
class WrittenLetter:
    """A letter's words: a page that is whole in itself, and plain text."""

    title: str
    language: str
    html: str
    text: str


def write(case: Case, notice_name: str, *, language: str = "") -> WrittenLetter:
    """Write the letter of a notice for a case as it stands now.

    In the applicant's language, or in `language` for staff to read; in the service's first language where
    the service has not the one asked for. Raises NoticeFault.
    """
    prepared = catalogue.version(case.version.content_hash)
    notice = prepared.folder.notice(notice_name, language or case.language)
    if notice is None:
        raise NoticeFault(f"{prepared.slug} has no notice “{notice_name}”: write notices/{notice_name}.md")
    language = notice.language
    journey = prepared.journeys[language]
    decision = case.latest_decision
    # A word that cannot be guessed holds the table's place while the notice is printed.
    place = f"table{uuid4().hex}"
    values = {
        **case_values(case, decision),
        **_own_values(case, decision, prepared, language),
        WORKED_OUT: [place],
    }
    printed = print_notice(
        notice,
        prepared.folder.scope,
        values,
        journey,
        answers=case.answers,
        formats=_formats(prepared, case),
        classes={},
    )
    placed = WORKED_OUT in notice.names()
    table, sentences = "", ""
    if decision is not None and (placed or notice_name in TELLS_RESULT):
        # A notice that gives the reason itself need not have it said twice.
        said_here = decision.reason if "reason" not in notice.names() else ""
        table = _worked_out(case, decision, language, heading=not placed, reason=said_here)
        sentences = _worked_out_text(decision, language, said_here)
    return WrittenLetter(
        title=printed.title or WORDS[language]["letter"],
        language=language,
        html=_page(case, prepared, journey, language, printed, place, table),
        text=_with(printed.text, f"- {place}", sentences),
    )


def body_of(html: str) -> str:
    """The words of a letter for a page that has its own heading: its headings go one level down."""
    inside = html.partition("<main>")[2].rpartition("</main>")[0]
    return _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", inside)


def explanation(decision: Decision, language: str) -> list[dict[str, Any]]:
    """How a decision was worked out, as it was put into words when it was made: each text and authority."""
    return explained(decision.trace.get("explanation", {}), language)


def explained(kept: Mapping[str, list[dict[str, Any]]], language: str) -> list[dict[str, Any]]:
    """Sentences kept by language; those of another where there are none, each then with its `lang`."""
    spoken = language if kept.get(language) else next(iter(kept), language)
    mark = {} if spoken == language else {"lang": spoken}
    return [sentence | mark for sentence in kept.get(spoken, ()) if sentence.get("text")]


def _own_values(
    case: Case, decision: Decision | None, prepared: PreparedService, language: str
) -> dict[str, object]:
    said = prepared.folder.service.words(language)
    request = case.evidence_requests.order_by("-pk").first()
    changed = decision is not None and not decision.agrees_with_policy
    return {
        "outcome": None
        if decision is None or decision.made_by_id is None
        else ("change" if changed else "agree"),
        "reason": decision.reason
        if decision is not None and decision.reason
        else (request.note if request else None),
        "reasons": [reason.get(language) or next(iter(reason.values()), "") for reason in case.reasons],
        "evidence": list(request.items) if request else [],
        "reference": case.shown_reference,
        "notice date": timezone.localdate(),
        "applicant": case.applicant,
        "service name": said.name,
        "owner": said.owner,
        "contact": {name: said.contact.get(name) for name in ("name", *CONTACT, "address")},
    }


def _formats(prepared: PreparedService, case: Case) -> Mapping[str, str]:
    """How each decision and named type prints, where it is declared as one of the ways there are."""
    model = prepared.policy(case.policy_hash).model
    declared = {decision.name: str(getattr(decision, "type_name", "") or "") for decision in model.decisions}
    return {name: kind for name, kind in declared.items() if kind in FORMATS} | {
        kind: kind for kind in FORMATS
    }


def _worked_out(case: Case, decision: Decision, language: str, *, heading: bool, reason: str) -> str:
    words = WORDS[language]
    context = {
        "words": words,
        "heading": heading,
        "changed": not decision.agrees_with_policy,
        "reason": reason,
        "steps": explanation(decision, language),
        "version": words["version"].format(date=day(case.relevant_on, language)),
    }
    return render_to_string("letters/worked-out.html", context)


def _worked_out_text(decision: Decision, language: str, reason: str) -> str:
    words = WORDS[language]
    lines = [f"- {step['text']}" for step in explanation(decision, language)]
    if not decision.agrees_with_policy:
        said = [words["their reason"], "", reason, ""] if reason else []
        lines = [f"{words['changed']} {words['changed words']}", "", *said, *lines]
    return "\n".join(lines)


def _page(
    case: Case,
    prepared: PreparedService,
    journey: Journey,
    language: str,
    printed: PrintedNotice,
    place: str,
    table: str,
) -> str:
    said = prepared.folder.service.words(language)
    words = WORDS[language]
    body = _with(_named_rows(printed.html), f"<ul><li>{place}</li></ul>", table)
    body = f"<h1>{Markup.escape(printed.title)}</h1>\n{body}"
    context = {
        "language": language,
        "title": printed.title,
        "css": Markup(letter_css(language)),  # noqa: S704 (our own style)
        "words": words,
        "owner": said.owner,
        "department": said.contact.get("name") or said.name,
        "demonstration": said.demonstration,
        "address": [case.applicant, *postal_address(journey, case.answers)],
        "reference": case.shown_reference,
        "date": day(timezone.localdate(), language),
        "contact": [
            (words[name], in_order(said.contact[name], language))
            for name in CONTACT
            if said.contact.get(name)
        ],
        "places": Markup(places_near(_postcode(journey, case.answers), language)),  # noqa: S704 (our own template)
        "body": Markup(body),  # noqa: S704 (print_notice and our own template escape every value)
        "others": {other: WORDS[other]["language"] for other in prepared.journeys if other != language},
    }
    return render_to_string("letters/letter.html", context)


def _named_rows(html: str) -> str:
    """Markdown gives every table a row of headings: an empty one goes, and the first column names rows."""

    def repaired(found: re.Match[str]) -> str:
        table = found[0]
        if not _NO_HEADINGS.search(table):
            return table.replace("<th>", '<th scope="col">')
        rows = _NO_HEADINGS.sub("", table, count=1)
        return _FIRST_CELL.sub(r'\1<th scope="row">\2</th>', rows)

    return _TABLE.sub(repaired, html)


def _with(text: str, place: str, table: str) -> str:
    return text.replace(place, table, 1) if place in text else f"{text}\n{table}"


def _postcode(journey: Journey, answers: Mapping[str, Any]) -> str:
    """The postcode of the first address answered; empty when none was asked."""
    lines = postal_address(journey, answers)
    return lines[-1] if lines else ""


def postal_address(journey: Journey, answers: Mapping[str, Any]) -> list[str]:
    """The lines of the first address answered, or else of the first postcode; [] when neither was asked."""
    kept = journey.path(answers).answers
    for name in ("address", "postcode"):
        for asked in journey.asked:
            if isinstance(asked, Question) and asked.type.name == name and kept.get(asked.key):
                return asked.type.show(kept[asked.key], journey.language).splitlines()
    return []
