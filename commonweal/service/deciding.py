"""Decides by the policy in force: from answers to a result, and whether a person must look."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from commonweal.policy import Model, Outcome
from commonweal.policy.feel import Date, Run, Value, from_feel, to_feel
from commonweal.policy.partial import LeftOpen
from commonweal.service.house_words import in_every_language
from commonweal.service.inputs import answers_to_inputs, frame_for, given_values, house_values
from commonweal.service.journey import Answers
from commonweal.service.policies import PolicyVersion
from commonweal.service.words_of_deciding import WORDS

if TYPE_CHECKING:
    from commonweal.service.folder import ServiceFolder


MORE_TO_ASK: Final = "more_to_ask"
"""Said where the result is not certain after all.

The relevant date is beyond those that were reckoned with.
"""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the policy says of some answers.

    `refused` and `referred` are service.yaml's `refuse when` and `refer when`; `reasons` say, by language,
    why a person must look. `amount` is None where the result is not an amount. `left_open` is what rests on
    questions that were not asked because no answer could change the result: values there are of no account,
    and an explanation tells no more of them than is known.
    """

    version: PolicyVersion
    relevant_on: datetime.date
    inputs: Mapping[str, Any]
    outcome: Outcome
    values: Mapping[str, Value]
    amount: Decimal | None
    refused: bool
    reasons: tuple[Mapping[str, str], ...]
    left_open: LeftOpen = field(default_factory=LeftOpen)

    @property
    def referred(self) -> bool:
        """Whether a person must look."""
        return bool(self.reasons)


def relevant_date(folder: ServiceFolder, answers: Answers, application_date: datetime.date) -> datetime.date:
    """The day whose rules decide the case; the application's where service.yaml's FEEL gives no date."""
    condition = folder.service.relevant_date
    if condition is None:
        return application_date
    journey = folder.journey()
    values = {
        **house_values(application_date),
        **given_values(journey, journey.path(answers).answers, neutral=False),
    }
    with Run() as run:
        value = condition.value(frame_for(journey, run, values))
    date = from_feel(value) if isinstance(value, Date) else None
    return date if isinstance(date, datetime.date) else application_date


def decide(
    folder: ServiceFolder,
    answers: Answers,
    *,
    application_date: datetime.date,
    on: datetime.date | None = None,
    proposed: bool = False,
    channel: str = "web",
    language: str = "en",
    trace: bool = True,
) -> Decided:
    """Decide by the version in force on the relevant date (or `on`); or by what is proposed for that day.

    Raises NoPolicyInForce when none is in force. Answers to questions that are not asked count for nothing.
    """
    relevant_on = on or relevant_date(folder, answers, application_date)
    version = folder.policies.on(relevant_on, proposed=proposed)
    journey = folder.journey()
    house = house_values(application_date, relevant_on, channel, language)
    inputs = answers_to_inputs(journey, answers, version.model, house=house)
    outcome = version.model.decide(inputs, folder.service.decision, trace=trace)
    path = journey.path(answers)
    counted = given_values(journey, path.answers, neutral=False)
    decided = judge(folder, version, relevant_on, inputs, outcome, {**house, **counted})
    if not path.left_out or journey.matters is None:
        return decided
    left_open, in_doubt = journey.matters.unsettled(version, path.answers, path.left_out, house)
    if not in_doubt:
        return replace(decided, left_open=left_open)
    more = in_every_language(WORDS, MORE_TO_ASK, folder.service.languages)
    return replace(decided, left_open=left_open, reasons=(*decided.reasons, more))


def judge(
    folder: ServiceFolder,
    version: PolicyVersion,
    relevant_on: datetime.date,
    inputs: Mapping[str, Any],
    outcome: Outcome,
    answers: Mapping[str, object],
) -> Decided:
    """What service.yaml makes of an outcome.

    `answers` are host values by name, the house's names among them.
    """
    service = folder.service
    values = every_value(version.model, inputs, outcome)
    with Run() as run:
        known = {**{name: to_feel(value) for name, value in answers.items()}, **values}
        frame = folder.scope.frame(run, known)
        amount = service.amount.value(frame) if service.amount is not None else outcome.value
        refused = service.refuse_when is not None and service.refuse_when.holds(frame)
        reasons = tuple(each.reasons for each in service.refer_when if each.condition.holds(frame))
    return Decided(
        version=version,
        relevant_on=relevant_on,
        inputs=inputs,
        outcome=outcome,
        values=values,
        amount=amount if isinstance(amount, Decimal) else None,
        refused=refused,
        reasons=reasons,
    )


def every_value(model: Model, inputs: Mapping[str, Any], outcome: Outcome) -> dict[str, Value]:
    """The value of every decision of a model: those of an outcome, and those that it does not rest on."""
    values = dict(outcome.values)
    for name in model.top_decisions:
        if name not in values:
            values.update(model.decide(inputs, name, trace=False).values)
    return values
