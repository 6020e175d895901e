"""What agreeing and changing have in common: who may, and what is written."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.accounts.roles import ASSIGN_CASES, WORK_CASES
from commonweal.office.process import service as process
from commonweal.office.records.actor import Actor
from commonweal.office.records.feel_json import encode
from commonweal.office.records.models import Case, Decision
from commonweal.office.records.recording import recording
from commonweal.office.records.revision import advance
from commonweal.office.records.seal import seal
from commonweal.office.records.separation import why_not_decide


def must_work(case: Case, actor: Actor) -> User:
    """Give the member of staff who acts.

    Raises PermissionDenied unless they may work this case: it is theirs, nobody's, or they assign.
    """
    user = actor.must_have(WORK_CASES)
    holder = Case.objects.values_list("assigned_to", flat=True).get(pk=case.pk)
    if holder not in {None, user.pk} and not actor.may(ASSIGN_CASES):
        raise PermissionDenied("This case is assigned to somebody else")
    return user


def must_not_be_theirs(case: Case, actor: Actor) -> None:
    """Raise PermissionDenied when the actor keyed the application, or it is in their own name."""
    if actor.user is not None and (why := why_not_decide(case, actor.user)):
        raise PermissionDenied(why)


def decide_by_person(
    case: Case,
    actor: Actor,
    revision: int,
    *,
    outcome: str,
    result: str = "",
    amounts: Mapping[str, Decimal] | None = None,
    reason: str = "",
) -> Decision:
    """Add a final decision in the actor's name and move the process on with the outcome."""
    action = "agree decision" if outcome == "agree" else "change decision"
    with recording(action, actor=actor, case=case) as facts:
        user = must_work(case, actor)
        must_not_be_theirs(case, actor)
        now = timezone.now()
        advance(case, revision, decided_at=now)
        made = case.decisions.filter(made_by=None).latest("pk")
        values = dict(made.values)
        for name, amount in (amounts or {}).items():
            if name not in values:
                raise ValueError(f"The policy has no decision called “{name}”")
            values[name] = encode(amount)
        decision = Decision.objects.create(
            case=case,
            made_at=now,
            made_by=user,
            policy_hash=made.policy_hash,
            inputs=made.inputs,
            values=values,
            trace=made.trace,
            result=result or made.result,
            agrees_with_policy=outcome == "agree",
            reason=reason,
            final=True,
        )
        facts["decision"] = decision.pk
        facts["result"] = decision.result
        facts["policy said"] = made.result
        facts["seal"] = seal(decision)
        process.complete(case, None, outcome, actor=actor)
    return decision
