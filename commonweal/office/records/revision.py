"""Two people may open the same case; the second to save is told, and nothing is overwritten."""

from django.db.models import F

from commonweal.office.records.models import Case


class Stale(Exception):
    """Somebody changed the case after this person opened it. Show it again and let them decide."""


def advance(case: Case, revision: int, **changes: object) -> None:
    """Change fields of a case if it still stands at `revision`, and move it to the next.

    Must be called inside a transaction, before other writes: it also locks the case's row. Raises
    Stale when the case has moved on.
    """
    changed = Case.objects.filter(pk=case.pk, revision=revision).update(revision=F("revision") + 1, **changes)
    if not changed:
        raise Stale(f"case {case.pk} has changed since revision {revision}")
    for name, value in changes.items():
        setattr(case, name, value)
    case.revision = revision + 1
