"""Start an application: always a new draft, with nothing of anybody's before it."""

from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.applying.browser import new_key
from commonweal.office.applying.models import Application
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording


def start(
    service: PreparedService,
    language: str,
    *,
    channel: str = "web",
    keyed_by: User | None = None,
    helped_by: User | None = None,
) -> Application:
    """Make a draft that keeps the service's present version, and record that one was started.

    `keyed_by` keys all of it, for somebody who is not there; `helped_by` starts it with the person.
    """
    by = keyed_by or helped_by
    actor = Actor.staff(by, on_behalf_of="applicant") if by else Actor.applicant()
    now = timezone.now()
    with recording("start application", actor=actor, subject="application") as facts:
        application = Application.objects.create(
            key=new_key(),
            service=service.slug,
            version_id=service.content_hash,
            language=language,
            channel=channel,
            keyed_by=keyed_by,
            helped=helped_by is not None,
            started_at=now,
            changed_at=now,
        )
        facts.subject = f"application:{application.pk}"
        facts["service"] = service.slug
        facts["version"] = service.content_hash
        facts["language"] = language
        facts["channel"] = channel
    return application
