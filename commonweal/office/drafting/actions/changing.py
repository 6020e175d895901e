"""Holding a draft still while one person changes it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import F

from commonweal.office.accounts.models import User
from commonweal.office.drafting.models import Draft
from commonweal.office.records.revision import Stale


class NotNow(ValueError):
    """What was asked cannot be done to a draft that stands as this one does."""


def take(draft: Draft, revision: int, *states: Draft.State) -> None:
    """Move a draft to its next revision; call inside a transaction, before other writes.

    Raises Stale when somebody changed it after this page was opened, NotNow when it stands in none of
    `states`.
    """
    moved = Draft.objects.filter(pk=draft.pk, revision=revision).update(revision=F("revision") + 1)
    if not moved:
        raise Stale(f"draft {draft.pk} has changed since revision {revision}")
    draft.refresh_from_db()
    if draft.state not in states:
        raise NotNow(f"This draft is not open to that: it is marked “{draft.get_state_display()}”.")


def not_a_writer(draft: Draft, user: User) -> None:
    """Raise PermissionDenied for anybody who wrote any of it: a second person decides."""
    if draft.writers.filter(pk=user.pk).exists():
        raise PermissionDenied("Somebody who did not write any of a draft decides about it.")
