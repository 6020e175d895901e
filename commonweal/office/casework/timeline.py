"""What has happened to a case, in sentences, from its events."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from commonweal.office.accounts.models import User
from commonweal.office.messages.delivery import Delivery
from commonweal.office.records.models import Case, Event

SENTENCES: Final[Mapping[str, str]] = {
    "receive application": "Application received",
    "decide by policy": "Decided by the policy",
    "assign case": "Case assigned",
    "agree decision": "Agreed with the policy’s result",
    "change decision": "Changed the policy’s result",
    "ask for evidence": "Asked for evidence",
    "receive evidence": "Evidence received",
    "add evidence": "Sent a photo or a PDF",
    "judge evidence": "Looked at what was sent",
    "open evidence": "Opened what was sent",
    "scan evidence": "What was sent was scanned for viruses",
    "evidence comes another way": "Will bring or post what was asked for",
    "choose contact": "Chose how we write",
    "fall back to post": "A message could not be delivered: by post from now on",
    "remind of evidence": "Reminded of what was asked for",
    "add note": "Note",
    "send letter": "Letter sent",
    "post letter": "Letter given to GOV.UK Notify to print and post",
    "note posting": "Letter",
    "refuse posting": "GOV.UK Notify did not print a letter: post it from the outbox",
    "send message": "Message sent",
    "give up message": "Message refused",
    "note delivery": "Message",
    "close case": "Case closed",
    "timer due": "Time was up",
    "set process aside": "The process could not go on, and is tried again",
}
# Steps of the machinery within another event that says more: the auditor's record has them all.
ABOUT_LETTERS: Final = frozenset({"send letter", "post letter", "refuse posting"})
NOT_SHOWN: Final = frozenset({"start process", "complete task", "deliver message"})


@dataclass(frozen=True)
class Moment:
    """One thing that happened: what, who, when, what was written with it, and its language where known."""

    what: str
    who: str
    at: datetime.datetime
    lines: tuple[str, ...] = ()
    language: str = ""


def timeline(case: Case) -> list[Moment]:
    """Everything that happened to a case, the newest first."""
    events = list(case.events.exclude(action__in=NOT_SHOWN).order_by("-sequence"))
    people = _people(events)
    notes = {note.pk: note.text for note in case.notes.all()}
    requests = {request.pk: request for request in case.evidence_requests.all()}
    decisions = {decision.pk: decision for decision in case.decisions.all()}
    letters = dict(case.letters.values_list("pk", "title"))
    moments = []
    for event in events:
        facts = event.facts
        lines: list[str] = []
        if event.action == "assign case":
            lines.append(_assigned(facts, people))
        elif event.action == "add note" and facts.get("note") in notes:
            lines += notes[facts["note"]].splitlines()
        elif event.action == "ask for evidence" and facts.get("request") in requests:
            asked = requests[facts["request"]]
            lines += [*asked.items, *asked.note.splitlines()]
        elif facts.get("decision") in decisions:
            decision = decisions[facts["decision"]]
            lines.append(f"Result: {decision.get_result_display().lower()}")
            lines += decision.reason.splitlines()
        elif "delivery" in facts:
            lines.append(Delivery(facts["delivery"]).label)
        elif event.action in ABOUT_LETTERS:
            lines.append(letters.get(facts.get("letter"), ""))
        elif event.why:
            lines.append(event.why)
        moments.append(
            Moment(
                _what(event),
                _who(event, people),
                event.at,
                tuple(line for line in lines if line.strip()),
                event.facts.get("language", "") if event.action in ABOUT_LETTERS else "",
            )
        )
    return moments


def _what(event: Event) -> str:
    return SENTENCES.get(event.action, event.action[:1].upper() + event.action[1:])


def _who(event: Event, people: Mapping[str, str]) -> str:
    name = {"applicant": "The applicant", "policy": "The policy", "worker": "The system"}.get(
        event.actor, people.get(event.actor, "A member of staff")
    )
    return f"{name}, for the applicant" if event.on_behalf_of else name


def _assigned(facts: Mapping[str, Any], people: Mapping[str, str]) -> str:
    to = facts.get("to")
    return f"To {people.get(str(to), 'a member of staff')}" if to else "Put back in the queue"


def _people(events: list[Event]) -> dict[str, str]:
    names = {event.actor for event in events} | {
        str(event.facts[key]) for event in events for key in ("from", "to") if event.facts.get(key)
    }
    numbers = [int(name.partition(":")[2]) for name in names if name.startswith("staff:")]
    return {f"staff:{user.pk}": str(user) for user in User.objects.filter(pk__in=numbers)}
