"""A second person publishes a draft, or sends it back."""

from __future__ import annotations

import datetime

from commonweal.office.accounts.roles import PUBLISH_POLICY
from commonweal.office.catalogue.publishing import publish_policy
from commonweal.office.drafting.actions.changing import NotNow, not_a_writer, take
from commonweal.office.drafting.models import Draft
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording


def publish(draft: Draft, *, today: datetime.date, actor: Actor, revision: int) -> None:
    """Make the draft the policy from the day that was asked for.

    Raises PermissionDenied for anybody who wrote any of it, Stale, NotNow, and FaultyService when the service
    with this policy would have faults.
    """
    user = actor.must_have(PUBLISH_POLICY)
    with recording("approve draft", actor=actor, subject=f"draft:{draft.pk}") as facts:
        take(draft, revision, Draft.State.SUBMITTED)
        not_a_writer(draft, user)
        starts = draft.starts
        if starts is None or starts <= today:
            raise NotNow("The day it was to start has come. Send it back and ask for a later day.")
        version = publish_policy(draft.service, starts, bytes(draft.document), actor=actor)
        draft.state, draft.decided_by = Draft.State.PUBLISHED, user
        draft.save(update_fields=["state", "decided_by", "changed_at"])
        facts.update(starts=starts.isoformat(), policy=draft.model.content_hash, version=version.content_hash)


def send_back(draft: Draft, *, answer: str, actor: Actor, revision: int) -> None:
    """Give the draft back to its writers with what has to change. Raises PermissionDenied, Stale, NotNow."""
    user = actor.must_have(PUBLISH_POLICY)
    with recording("send back draft", actor=actor, subject=f"draft:{draft.pk}"):
        take(draft, revision, Draft.State.SUBMITTED)
        not_a_writer(draft, user)
        draft.state, draft.decided_by, draft.answer = Draft.State.DRAFT, user, answer
        draft.save(update_fields=["state", "decided_by", "answer", "changed_at"])
