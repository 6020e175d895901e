"""Delete all that was sent for a case, with its files."""

from __future__ import annotations

from commonweal.office.evidence import folder
from commonweal.office.evidence.models import ComingAnotherWay, Evidence
from commonweal.office.records.models import Case


def forget_evidence(case: Case) -> int:
    """Delete them in the caller's transaction; gives how many there were."""
    files = list(Evidence.objects.filter(case=case))
    for each in files:
        # Before the transaction ends: stopped in between, the case is not forgotten and this is done again.
        folder.remove(each.name)
    Evidence.objects.filter(case=case).delete()
    ComingAnotherWay.objects.filter(case=case).delete()
    return len(files)
