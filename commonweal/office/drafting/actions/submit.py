"""Asking a second person to publish a draft, taking the question back, or giving the draft up."""

from __future__ import annotations

import datetime

from commonweal.office.accounts.roles import DRAFT_POLICY
from commonweal.office.drafting.actions.changing import NotNow, take
from commonweal.office.drafting.findings import findings
from commonweal.office.drafting.models import Draft
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.office.records.revision import Stale


def submit(
    draft: Draft, *, starts: datetime.date, why: str, today: datetime.date, actor: Actor, revision: int
) -> None:
    """Ask for the draft to be the policy from a day on.

    Raises Stale, and NotNow when it has errors or would start in the past.
    """
    user = actor.must_have(DRAFT_POLICY)
    if starts <= today:
        raise NotNow("Choose a day after today: a policy in force has decided cases, and stays as it is.")
    checked = bytes(draft.document)
    found = findings(draft)
    if found.errors:
        raise NotNow("The draft has errors. Put them right first: they are listed on its page.")
    with recording("submit draft", actor=actor, subject=f"draft:{draft.pk}") as facts:
        take(draft, revision, Draft.State.DRAFT)
        if bytes(draft.document) != checked:
            raise Stale(f"draft {draft.pk} was changed while it was checked")
        draft.state, draft.starts, draft.why, draft.submitted_by = Draft.State.SUBMITTED, starts, why, user
        draft.answer = ""
        draft.save(update_fields=["state", "starts", "why", "submitted_by", "answer", "changed_at"])
        draft.writers.add(user)
        facts.update(starts=starts.isoformat(), policy=draft.model.content_hash)


def withdraw(draft: Draft, *, actor: Actor, revision: int) -> None:
    """Give the draft up. It is kept, and can be read. Raises Stale, NotNow."""
    actor.must_have(DRAFT_POLICY)
    with recording("withdraw draft", actor=actor, subject=f"draft:{draft.pk}"):
        take(draft, revision, Draft.State.DRAFT, Draft.State.SUBMITTED)
        draft.state = Draft.State.WITHDRAWN
        draft.save(update_fields=["state", "changed_at"])
