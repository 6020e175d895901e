"""Ends a case's process before its end: the applicant withdrew, or the case should not have been."""

from __future__ import annotations

from commonweal.office.process.models import ProcessInstance
from commonweal.office.process.state import load
from commonweal.office.records.models import Case


def stop(case: Case) -> None:
    """Cancel every task and timer that is open. In the caller's transaction. Stopping twice is no fault."""
    if not ProcessInstance.objects.filter(case=case, finished=False).exists():
        return
    running = load(case)
    running.workflow.cancel()
    running.save()
