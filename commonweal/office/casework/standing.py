"""How a case stands for one member of staff: what it waits for, and what they may do to it."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.office.accounts.models import User
from commonweal.office.accounts.roles import ASSIGN_CASES, WORK_CASES, permission
from commonweal.office.process import service as process
from commonweal.office.process.service import Task
from commonweal.office.records.models import Case
from commonweal.office.records.separation import why_not_decide


@dataclass(frozen=True)
class Standing:
    """What may be done. `why_not` says to the person why they may not work the case; "" when they may."""

    task: Task | None
    waits_for_evidence: bool
    may_work: bool
    may_assign: bool
    why_not: str
    why_not_decide: str
    closed: bool

    @property
    def may_act(self) -> bool:
        """Whether they may ask for evidence, note that it came, or close the case."""
        return self.may_work and not self.why_not and not self.closed

    @property
    def may_decide(self) -> bool:
        """Whether they may decide it now."""
        return self.may_act and self.task is not None and not self.why_not_decide


def standing(case: Case, user: User) -> Standing:
    """How the case stands for this person."""
    may_work = user.has_perm(permission(WORK_CASES))
    may_assign = may_work and user.has_perm(permission(ASSIGN_CASES))
    held_by_other = case.assigned_to_id not in {None, user.pk}
    why_not = ""
    if may_work and held_by_other and not may_assign:
        why_not = f"{case.assigned_to} has this case. Ask them or your team leader if you need to work on it."
    tasks = process.open_tasks(case)
    return Standing(
        task=tasks[0] if tasks else None,
        waits_for_evidence=process.waits_for(case, process.EVIDENCE_RECEIVED),
        may_work=may_work,
        may_assign=may_assign,
        why_not=why_not,
        why_not_decide=why_not_decide(case, user) if may_work else "",
        closed=case.state == Case.State.CLOSED,
    )
