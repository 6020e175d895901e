"""How a case stands, in the words of the person it is about, with every date that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages.showing import day
from commonweal.office.pages.words import say
from commonweal.office.process.models import Timer
from commonweal.office.records.models import Case


@dataclass(frozen=True)
class Step:
    """One step on the way: "done", "now" or "later"."""

    state: str
    text: str


@dataclass(frozen=True)
class Need:
    """What the person was asked to send, and by when."""

    items: tuple[str, ...]
    by: date | None
    note: str


@dataclass(frozen=True)
class Standing:
    """Where the application is: its steps, what is needed of the person, and what happens next."""

    title: str
    steps: tuple[Step, ...]
    needs: tuple[Need, ...]
    following: tuple[str, ...]


def standing(case: Case, language: str) -> Standing:
    """How the case stands now, in a language."""
    decided = is_told(case)
    needs = () if decided else _needs(case)
    if decided:
        title = "status_decided_title"
    elif needs:
        title = "status_waiting_title"
    else:
        title = "status_working_title"
    received = say(language, "status_received", date=day(case.received_at, language))
    looked = say(language, "status_looking", date=day(case.due_on, language))
    told = say(language, "status_will_decide", date=day(case.due_on, language))
    if decided:
        assert case.decided_at is not None
        looked = say(language, "status_looked")
        told = say(language, "status_told", date=day(case.decided_at, language))
    elif needs:
        looked = say(language, "status_stopped")
    now = "done" if decided else "now"
    return Standing(
        title=say(language, title),
        steps=(Step("done", received), Step(now, looked), Step("done" if decided else "later", told)),
        needs=needs,
        following=tuple(_after(case, language) if decided else _before(case, needs, language)),
    )


def is_told(case: Case) -> bool:
    """Whether a final decision was made: the person has been, or is being, written to."""
    decision = case.latest_decision
    return case.decided_at is not None and decision is not None and decision.final


def _needs(case: Case) -> tuple[Need, ...]:
    by = _waits_until(case)
    return tuple(
        Need(tuple(str(item) for item in asked.items), by, asked.note)
        for asked in case.evidence_requests.filter(received_at=None).order_by("pk")
    )


def _waits_until(case: Case) -> date | None:
    """The day on which the process goes on by itself, by its earliest timer."""
    waiting = Timer.objects.filter(instance__case=case, fired_at=None).order_by("due_at")
    due = waiting.values_list("due_at", flat=True).first()
    return timezone.localdate(due) if due else None


def _before(case: Case, needs: tuple[Need, ...], language: str) -> list[str]:
    if needs and needs[0].by:
        by = day(needs[0].by, language)
        said = [say(language, "status_next_sent"), say(language, "status_next_timer", date=by)]
        return [*_reminder(case, language), *said]
    if needs:
        return [say(language, "status_next_sent")]
    late = timezone.localdate() > case.due_on
    key = "status_next_late" if late else "status_next_decide"
    return [say(language, key, date=day(case.due_on, language)), say(language, "status_next_ask")]


def _reminder(case: Case, language: str) -> list[str]:
    from commonweal.office.telling.actions.remind import reminder_day

    asked = case.evidence_requests.filter(received_at=None, reminder=None).order_by("pk").first()
    on = reminder_day(asked) if asked is not None else None
    return [say(language, "telling_reminder", date=day(on, language))] if on else []


def _after(case: Case, language: str) -> list[str]:
    assert case.decided_at is not None
    limits = catalogue.version(case.version.content_hash).folder.service.time_limits
    decided_on = timezone.localdate(case.decided_at)
    sentences = [say(language, "status_next_letter")]
    for name in ("appeal", "review"):
        if name in limits:
            until = day(limits[name].after(decided_on), language)
            sentences.append(say(language, f"status_next_{name}", date=until))
    return sentences
