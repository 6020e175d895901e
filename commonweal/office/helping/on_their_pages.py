"""What the pages of somebody who is helped say and note: who helps, and where the person is."""

from __future__ import annotations

import hashlib
from typing import Any

from commonweal.office.applying.models import Application
from commonweal.office.helping.models import Helping


def open_helping(application: Application) -> Helping | None:
    """Who helps with an application now, or asks to."""
    return (
        Helping.objects.select_related("adviser", "organisation")
        .filter(application_id=application.pk, ended_at=None)
        .first()
    )


def helper_shown(application: Application) -> dict[str, Any] | None:
    """Who helps, for the top of every page; None for nobody. Costs nothing where nobody ever has."""
    if not application.helped or application.case_id is not None:
        return None
    helping = open_helping(application)
    if helping is None:
        return None
    return {
        "adviser": str(helping.adviser),
        "organisation": helping.organisation.name,
        "allowed": helping.allowed,
        "stamp": persons_stamp(application, helping),
    }


def persons_stamp(application: Application, helping: Helping | None) -> str:
    """What a person's page turns on: the answers, and who helps."""
    helps = (helping.pk, helping.allowed) if helping else ()
    return stamp_of(application.revision, application.case_id is not None, *helps)


def stamp_of(*parts: object) -> str:
    """A few characters that are others when any of these is another."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def note_page(application: Application, address: str) -> None:
    """Note which page the person looks at, so that whoever helps sees the same one."""
    if application.helped:
        Helping.objects.filter(application_id=application.pk, ended_at=None).exclude(
            person_at=address[:200]
        ).update(person_at=address[:200])
