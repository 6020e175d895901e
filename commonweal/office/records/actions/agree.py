"""Agree with what the policy decided."""

from commonweal.office.records.actions.deciding import decide_by_person
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case, Decision


def agree(case: Case, actor: Actor, revision: int) -> Decision:
    """Make the policy's decision final in a person's name, and move the process on with outcome "agree".

    Raises PermissionDenied (duty, or the case is somebody else's), Stale, or NotOpen when the case is
    not waiting for a person to decide it.
    """
    return decide_by_person(case, actor, revision, outcome="agree")
