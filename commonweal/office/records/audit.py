"""Verifies that nothing was altered: the chain link by link, and every decision made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.db.models import Max

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import UnknownService
from commonweal.office.records.applicant import applicant_name
from commonweal.office.records.chain import FIRST, digest_of, fingerprint
from commonweal.office.records.erasure import is_erased
from commonweal.office.records.feel_json import decode, encode
from commonweal.office.records.models import Case, ChainHead, Decision, Event
from commonweal.office.records.seal import seal
from commonweal.service.deciding import every_value

Kind = Literal["missing sequence", "digest", "previous", "tail", "head", "kept head"]
Progress = Callable[[str, int, int], None]
_AT_ONCE = 1000


@dataclass(frozen=True)
class BrokenLink:
    """The first place where the chain does not hold, and what differs there."""

    sequence: int
    kind: Kind
    message: str

    def __str__(self) -> str:
        return f"event {self.sequence}: {self.message}"


@dataclass(frozen=True)
class Finding:
    """A decision that is not as its event says, or cannot be made again; or, without a number, a case."""

    decision: int | None
    reference: str
    message: str

    def __str__(self) -> str:
        if self.decision is None:
            return f"case {self.reference}: {self.message}"
        return f"decision {self.decision} on case {self.reference}: {self.message}"


@dataclass
class Audit:
    """What was verified and what was found."""

    events: int = 0
    decisions: int = 0
    head: tuple[int, str] = (0, FIRST)
    broken: BrokenLink | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing at all was found."""
        return self.broken is None and not self.findings


def audit(*, progress: Progress | None = None, kept_head: tuple[int, str] | None = None) -> Audit:
    """Verify the whole chain, then every decision. Reads a little at a time; writes nothing.

    `progress` is told (what, done, of how many). `kept_head` is a sequence and digest that the auditor kept
    from an earlier audit: the chain must still hold that very event, which nobody who can write to the
    database can bring about after altering it.
    """
    report = Audit()
    tell = progress or (lambda *_: None)
    told = _Told()
    report.broken = _verify_chain(report, tell, told, kept_head)
    _verify_decisions(report, tell, told)
    _verify_cases(report, told)
    _verify_letters(report, told)
    return report


@dataclass
class _Told:
    """What the events say, as far as the chain holds, that rows elsewhere must bear out."""

    seals: dict[int, str] = field(default_factory=dict)
    answers: dict[int, str] = field(default_factory=dict)
    forgotten: set[int] = field(default_factory=set)
    letters: dict[int, dict[str, Any]] = field(default_factory=dict)

    def hear(self, event: Event) -> None:
        facts = event.facts
        if "seal" in facts and "decision" in facts:
            self.seals[facts["decision"]] = facts["seal"]
        if event.case_id is None:
            return
        if event.action == "receive application" and "answers" in facts:
            self.answers[event.case_id] = facts["answers"]
        elif event.action == "send letter" and "letter" in facts and "pdf" in facts:
            self.letters[facts["letter"]] = {**facts, "case": event.case_id}
        elif event.action == "forget case":
            self.forgotten.add(event.case_id)


def _verify_chain(
    report: Audit, tell: Progress, told: _Told, kept_head: tuple[int, str] | None
) -> BrokenLink | None:
    last = Event.objects.aggregate(last=Max("sequence"))["last"] or 0
    # Read after the events' end: events that are appended meanwhile are beyond `last` and are left alone.
    head = ChainHead.objects.filter(pk=1).first()
    if head is None:
        return BrokenLink(1, "head", "the chain's head is gone") if last else None
    report.head = (head.sequence, head.digest)
    if last > head.sequence:
        return BrokenLink(head.sequence + 1, "head", f"the head says the chain ends at event {head.sequence}")
    previous, expected = FIRST, 1
    kept_found = kept_head is None or kept_head == (0, FIRST)
    events = Event.objects.filter(sequence__lte=head.sequence).order_by("sequence")
    for event in events.iterator(chunk_size=_AT_ONCE):
        if event.sequence != expected:
            return BrokenLink(expected, "missing sequence", f"it is gone: event {event.sequence} stands next")
        if event.previous != previous:
            return BrokenLink(
                event.sequence,
                "previous",
                f"it does not follow event {event.sequence - 1}: one of the two was altered",
            )
        if digest_of(event) != event.digest:
            return BrokenLink(event.sequence, "digest", "what it says is not what its digest was made of")
        if kept_head is not None and kept_head[0] == event.sequence:
            if kept_head[1] != event.digest:
                return BrokenLink(event.sequence, "kept head", "its digest is not the one that was kept")
            kept_found = True
        told.hear(event)
        previous, expected = event.digest, expected + 1
        report.events += 1
        if report.events % _AT_ONCE == 0:
            tell("events", report.events, head.sequence)
    tell("events", report.events, head.sequence)
    if expected <= head.sequence:
        return BrokenLink(
            expected, "tail", f"the chain was cut: its head says that it goes on to event {head.sequence}"
        )
    if previous != head.digest:
        return BrokenLink(head.sequence, "head", "the head's digest is not that of the last event")
    if not kept_found and kept_head is not None:
        return BrokenLink(kept_head[0], "kept head", "the event that was kept is not in the chain any more")
    return None


def _verify_decisions(report: Audit, tell: Progress, told: _Told) -> None:
    total = Decision.objects.count()
    unseen = set(told.seals)
    decisions = Decision.objects.select_related("case__version").order_by("pk")
    for decision in decisions.iterator(chunk_size=200):
        unseen.discard(decision.pk)
        for message in _wrong_with(decision, told, report.broken is None):
            report.findings.append(Finding(decision.pk, decision.case.shown_reference, message))
        report.decisions += 1
        if report.decisions % 50 == 0:
            tell("decisions", report.decisions, total)
    tell("decisions", report.decisions, total)
    report.findings += [
        Finding(number, "that is not known", "its event stands, but the decision is gone")
        for number in sorted(unseen)
    ]


def _wrong_with(decision: Decision, told: _Told, whole_chain: bool) -> Iterator[str]:
    kept = told.seals.get(decision.pk)
    if kept is not None and decision.case_id in told.forgotten:
        # Its seal stands in the chain, but what was sealed is gone, and it cannot be made again.
        if not is_erased(decision):
            yield "its case was forgotten, but what it was made from is still there"
        return
    if is_erased(decision):
        yield "what it was made from is gone, and no event says that its case was forgotten"
        return
    if kept is None:
        # Where the chain is broken its events beyond the break were not read.
        if whole_chain:
            yield "no event tells of it"
    elif kept != seal(decision):
        yield "it was altered after it was made"
    try:
        again = _decide_again(decision)
    except UnknownService as error:
        yield str(error)
        return
    except Exception as error:
        # Whatever was done to the inputs or to the service's files, the audit goes on and names it.
        kind = type(error).__name__
        yield f"it cannot be made again: its inputs or its service’s files are damaged ({kind})"
        return
    differing = sorted(
        name
        for name in again.keys() | decision.values.keys()
        if decision.agrees_with_policy and again.get(name) != decision.values.get(name)
    )
    if differing:
        names = ", ".join(f"“{name}”" for name in differing)
        yield f"decided again from the same inputs, it comes out otherwise: {names}"


def _verify_cases(report: Audit, told: _Told) -> None:
    """Whether each case still says what was received, or nothing where it was forgotten."""
    cases = Case.objects.order_by("pk").select_related("version")
    for case in cases.iterator(chunk_size=200):
        message = ""
        if case.pk in told.forgotten:
            if case.answers or case.applicant:
                message = "it was forgotten, but something that was said in it is still there"
        elif case.pk in told.answers:
            received = fingerprint({"reference": case.reference, "answers": case.answers})
            if received != told.answers[case.pk]:
                message = "its answers or its reference were altered after it was received"
            elif _called_otherwise(case):
                message = "the name it is under is not the one that was answered"
        if message:
            report.findings.append(Finding(None, case.shown_reference, message))


def _called_otherwise(case: Case) -> bool:
    try:
        return case.applicant != applicant_name(catalogue.version(case.version.content_hash), case.answers)
    except Exception:
        # Its service cannot be read: its decisions say so already.
        return False


def _verify_letters(report: Audit, told: _Told) -> None:
    """Whether each letter that was sent still says what it said, on its page and in its file."""
    from commonweal.office.letters.dispatch import outbox
    from commonweal.office.letters.models import Letter

    unseen = set(told.letters)
    for letter in Letter.objects.filter(state=Letter.State.SENT).select_related("case").iterator(200):
        unseen.discard(letter.pk)
        sent = told.letters.get(letter.pk)
        message = ""
        if sent is None:
            message = "no event says that it was sent" if report.broken is None else ""
        elif sent.get("words", letter.fingerprint) != letter.fingerprint:
            message = "its words were altered after it was sent"
        elif _file_differs(outbox() / letter.path, sent["pdf"]):
            message = "its file in the outbox is not the one that was sent"
        if message:
            where = letter.case.shown_reference
            report.findings.append(Finding(None, where, f"letter {letter.pk}: {message}"))
    for number in sorted(unseen):
        if told.letters[number]["case"] not in told.forgotten:
            message = f"letter {number}: its event stands, but the letter is gone"
            report.findings.append(Finding(None, "that is not known", message))


def _file_differs(path: Path, digest: str) -> bool:
    # Files may be taken away for printing, so one that is not there says nothing.
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != digest


def _decide_again(decision: Decision) -> dict[str, object]:
    prepared = catalogue.version(decision.case.version.content_hash)
    model = prepared.policy(decision.policy_hash).model
    inputs = decode(decision.inputs)
    outcome = model.decide(inputs, prepared.folder.service.decision, trace=False)
    values: dict[str, object] = encode(every_value(model, inputs, outcome))
    return values
