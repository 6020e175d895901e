"""Decide otherwise than the policy did, and say why."""

from collections.abc import Mapping
from decimal import Decimal

from commonweal.office.records.actions.deciding import decide_by_person
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Decision

LONGEST = 4_000


def change(
    case: Case, actor: Actor, revision: int, result: str, amounts: Mapping[str, Decimal], reason: str
) -> Decision:
    """Make a person's own decision final, and move the process on with outcome "change".

    `amounts` maps a decision's name (such as "award") to the amount that replaces the policy's.
    Raises PermissionDenied, Stale, NotOpen, or ValueError for a missing reason, an unknown result, or an
    amount that is unknown, negative or not finite.
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise ValueError(f"Say why, in between 1 and {LONGEST} characters")
    if result not in Decision.Result.values:
        raise ValueError(f"A result is one of: {', '.join(Decision.Result.values)}")
    if any(not amount.is_finite() or amount < 0 for amount in amounts.values()):
        raise ValueError("An amount is £0 or more")
    return decide_by_person(
        case, actor, revision, outcome="change", result=result, amounts=amounts, reason=reason
    )
