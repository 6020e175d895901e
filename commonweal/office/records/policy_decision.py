"""Decides a case by the policy in force on its relevant date, and keeps all that is needed to do it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.records.actor import Actor
from commonweal.office.records.case_values import answer_values, house
from commonweal.office.records.feel_json import encode
from commonweal.office.records.models import Case, Decision
from commonweal.office.records.recording import recording
from commonweal.office.records.seal import seal
from commonweal.office.records.still_clock import at
from commonweal.office.records.trace_json import trace_to_json
from commonweal.policy import feel
from commonweal.service.inputs import answers_to_inputs
from commonweal.service.policies import NoPolicyInForce

UNDECIDED = {
    "en": "The rules could not work out an answer from what you told us",
    "cy": "Ni allai'r rheolau gyfrifo ateb o'r hyn a ddywedoch wrthym",
}
REFUSED = {
    "en": "A refusal is always checked by a person",
    "cy": "Mae person bob amser yn gwirio penderfyniad i wrthod",
}
NOT_HELD = {
    "en": "The rules that were in force on that day are not held here, so a person must apply them",
    "cy": "Nid yw rheolau'r diwrnod hwnnw yn cael eu cadw yma, felly rhaid i berson eu cymhwyso",
}


@dataclass(frozen=True)
class Verdict:
    """What the policy says of some answers."""

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


def relevant_date(prepared: PreparedService, answers: Mapping[str, Any], received_on: date) -> date:
    """The day whose rules decide: service.yaml's `relevant date`, else the day it was received."""
    written = prepared.folder.service.relevant_date
    if written is None:
        return received_on
    values = {**answer_values(prepared.any_journey, answers), "application date": feel.to_feel(received_on)}
    found = feel.from_feel(feel.evaluate(written.text, values).value)
    if isinstance(found, datetime):
        return found.date()
    return found if isinstance(found, date) else received_on


def verdict(
    prepared: PreparedService,
    answers: Mapping[str, Any],
    *,
    received_at: datetime,
    relevant_on: date,
    channel: str,
    language: str,
) -> Verdict:
    """Decide answers by the policy in force on `relevant_on`. Pure, but for reading the service."""
    service = prepared.folder.service
    try:
        policy, held = prepared.policies.on(relevant_on), True
    except NoPolicyInForce:
        policy, held = prepared.policies.versions[0], False
    journey = prepared.any_journey
    known = house(timezone.localdate(received_at), relevant_on, channel, language)
    inputs = answers_to_inputs(journey, answers, policy.model, house=known)
    outcome = policy.model.decide(inputs, service.decision, trace=True, clock=at(received_at))
    values = {
        **answer_values(journey, answers),
        **{name: feel.to_feel(value) for name, value in known.items()},
        **outcome.values,
    }
    reasons = [
        dict(each.reasons) for each in service.refer_when if _holds(each.condition.text, values, received_at)
    ]
    if not held:
        reasons.append(NOT_HELD)
    result = Decision.Result.AWARD
    if outcome.value is None:
        result = Decision.Result.REFUSAL
        reasons.append(UNDECIDED)
    elif service.refuse_when is not None and _holds(service.refuse_when.text, values, received_at):
        result = Decision.Result.REFUSAL
        if not reasons and not service.legal_basis:
            reasons.append(REFUSED)
    return Verdict(
        policy_hash=policy.model.content_hash,
        inputs=encode(inputs),
        values=encode(outcome.values),
        trace=trace_to_json(outcome, languages=list(service.languages)),
        result=result,
        reasons=reasons,
    )


def _holds(text: str, values: Mapping[str, Any], received_at: datetime) -> bool:
    return feel.evaluate(text, values, clock=at(received_at)).value is True


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
        received_at=case.received_at,
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
