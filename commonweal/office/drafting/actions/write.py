"""Writing changes into a draft."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.office.accounts.roles import DRAFT_POLICY
from commonweal.office.drafting.actions.changing import take
from commonweal.office.drafting.models import Draft
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.policy import Amendment, amend, load


def write(draft: Draft, amendments: Sequence[Amendment], *, actor: Actor, revision: int) -> None:
    """Make the amendments in the draft's file.

    A draft may be wrong for a while, so text that is not FEEL is kept and its fault is shown. Raises Stale,
    NotNow, and PolicyFault when the file would no longer be one that can be read.
    """
    user = actor.must_have(DRAFT_POLICY)
    with recording("change draft", actor=actor, subject=f"draft:{draft.pk}") as facts:
        take(draft, revision, Draft.State.DRAFT)
        document = amend(bytes(draft.document), amendments, file=f"{draft.title}.dmn")
        model = load(document, name=f"{draft.title}.dmn")
        draft.document = document
        draft.save(update_fields=["document", "changed_at"])
        draft.writers.add(user)
        facts.update(places=len(amendments), now=model.content_hash)
    draft.__dict__.pop("model", None)
