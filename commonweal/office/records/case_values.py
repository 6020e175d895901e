"""All that FEEL may know of a case: its answers, what was decided, whether it was referred or refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.feel_json import decode
from commonweal.office.records.models import Case, Decision
from commonweal.policy.feel import Value, to_feel
from commonweal.service.inputs import given_values, house_values
from commonweal.service.journey import Journey


def answer_values(journey: Journey, answers: Mapping[str, Any]) -> dict[str, Value]:
    """Every question's answer as FEEL sees it; null for what was not asked or not answered."""
    given = given_values(journey, journey.path(answers).answers, neutral=False)
    return {name: to_feel(value) for name, value in given.items()}


def case_values(case: Case, decision: Decision | None = None) -> dict[str, Value]:
    """What the process's conditions and the notices see, but for `outcome`.

    `decision` is the one that stands, when the caller has it already.
    """
    prepared = catalogue.version(case.version.content_hash)
    values = answer_values(prepared.any_journey, case.answers)
    known = house_values(case.received_on, case.relevant_on, case.channel, case.language)
    values.update({name: to_feel(value) for name, value in known.items()})
    decision = decision or case.latest_decision
    if decision is not None:
        values.update(decode(decision.values))
    values["referred"] = bool(case.reasons)
    values["refused"] = decision is not None and decision.result == Decision.Result.REFUSAL
    return values
