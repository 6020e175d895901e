"""Starting a draft from a version of the policy."""

from __future__ import annotations

from commonweal.office.accounts.roles import DRAFT_POLICY
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.drafting.models import Draft
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.policy import load
from commonweal.service.policies import PolicyVersion

LONGEST_TITLE = 120


def start(
    service: PreparedService,
    version: PolicyVersion,
    *,
    title: str,
    actor: Actor,
    document: bytes | None = None,
) -> Draft:
    """A new draft that begins as `version` stands, or as an uploaded `document` meant to follow it.

    Raises PolicyFault when the document cannot be read.
    """
    user = actor.must_have(DRAFT_POLICY)
    original = service.files[version.file]
    if document is not None:
        load(document, name="the uploaded file")
    with recording("start draft", actor=actor, subject=f"service:{service.slug}") as facts:
        draft = Draft.objects.create(
            service=service.slug,
            title=title[:LONGEST_TITLE],
            based_on=version.model.content_hash,
            based_on_starts=version.starts,
            original=original,
            document=original if document is None else document,
            written_by=user,
        )
        draft.writers.add(user)
        facts.update(draft=draft.pk, based_on=version.model.content_hash)
    return draft
