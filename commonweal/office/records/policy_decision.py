"""Decides a case by the policy in force on its relevant date, and keeps all that is needed to do it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils import timezone

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.records.actor import Actor
from commonweal.office.records.feel_json import encode
from commonweal.office.records.models import Case, Decision
from commonweal.office.records.recording import recording
from commonweal.office.records.seal import seal
from commonweal.office.records.trace_json import trace_to_json
from commonweal.service.deciding import decide, relevant_date
from commonweal.service.house_words import in_every_language
from commonweal.service.policies import NoPolicyInForce
from commonweal.service.words_of_deciding import WORDS


@dataclass(frozen=True)
class Verdict:
    """What the policy says of some answers."""

    relevant_on: date
    policy_hash: str
    inputs: Mapping[str, Any]
    values: Mapping[str, Any]
    trace: Mapping[str, Any]
    result: str
    reasons: list[dict[str, str]]

    @property
    def needs_person(self) -> bool:
        """Whether the law or the service wants a person before anyone is told.

        A refusal does (UK GDPR Articles 22A to 22D) unless the service's owner has recorded the legal basis
        for refusing by machine alone.
        """
        return bool(self.reasons)


def verdict(
    prepared: PreparedService,
    answers: Mapping[str, Any],
    *,
    received_on: date,
    channel: str,
    language: str,
    relevant_on: date | None = None,
) -> Verdict:
    """Decide answers by the policy in force on their relevant date (or on `relevant_on`). Pure.

    Where no version was in force on that day the first is used and a person must look: an application is
    never turned away because of a date.
    """
    folder = prepared.folder
    said = partial(in_every_language, WORDS, languages=folder.service.languages)
    about: dict[str, Any] = {"application_date": received_on, "channel": channel, "language": language}
    relevant_on = relevant_on or relevant_date(folder, answers, received_on)
    reasons: list[dict[str, str]] = []
    try:
        decided = decide(folder, answers, on=relevant_on, **about)
    except NoPolicyInForce:
        decided = decide(folder, answers, on=prepared.policies.versions[0].starts, **about)
        reasons.append(said("not_held"))
    reasons += [dict(each) for each in decided.reasons]
    undecided = decided.outcome.value is None
    if undecided:
        reasons.append(said("undecided"))
    refused = undecided or decided.refused
    if refused and not reasons and not folder.service.legal_basis:
        reasons.append(said("refused"))
    return Verdict(
        relevant_on=relevant_on,
        policy_hash=decided.version.model.content_hash,
        inputs=encode(decided.inputs),
        values=encode(decided.values),
        trace=trace_to_json(
            decided.outcome, languages=list(folder.service.languages), left_open=decided.left_open
        ),
        result=Decision.Result.REFUSAL if refused else Decision.Result.AWARD,
        reasons=reasons,
    )


def keep_verdict(case: Case, made: Verdict, *, why: str = "") -> Decision:
    """Store what the policy decided, with its event. Final only when no person is needed."""
    with recording("decide by policy", actor=Actor.policy(), case=case, why=why) as facts:
        decision = Decision.objects.create(
            case=case,
            made_at=timezone.now(),
            made_by=None,
            policy_hash=made.policy_hash,
            inputs=made.inputs,
            values=made.values,
            trace=made.trace,
            result=made.result,
            agrees_with_policy=True,
            final=not made.needs_person,
        )
        if decision.final:
            case.decided_at = decision.made_at
            case.save(update_fields=["decided_at"])
        facts["decision"] = decision.pk
        facts["result"] = decision.result
        facts["final"] = decision.final
        facts["policy"] = decision.policy_hash
        facts["seal"] = seal(decision)
    return decision


def decide_again(case: Case) -> Decision:
    """Decide by the policy unless the policy's last decision was made from these very answers."""
    made = verdict(
        catalogue.version(case.version.content_hash),
        case.answers,
        received_on=case.received_on,
        relevant_on=case.relevant_on,
        channel=case.channel,
        language=case.language,
    )
    last = case.decisions.filter(made_by=None).order_by("-pk").first()
    if last is not None and last.inputs == made.inputs and last.policy_hash == made.policy_hash:
        return last
    case.reasons = made.reasons
    case.policy_hash = made.policy_hash
    case.save(update_fields=["reasons", "policy_hash"])
    return keep_verdict(case, made, why="the answers changed")
