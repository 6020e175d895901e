"""Hand an application over to the person, with a way in that is theirs alone."""

from __future__ import annotations

from django.db import transaction

from commonweal.office.accounts.models import User
from commonweal.office.applying.actions.save import Gone
from commonweal.office.applying.models import Application
from commonweal.office.helping.actions.end import end
from commonweal.office.helping.models import Helping
from commonweal.office.records.actor import Actor
from commonweal.office.returning.actions.keep_place import keep_address, keep_words
from commonweal.office.returning.actions.send_link import send_link
from commonweal.office.returning.models import SavedPlace


def hand_over_by_words(helping: Helping, user: User, site: str) -> tuple[SavedPlace, tuple[str, ...]]:
    """Make a reference and words for the person, given here and never again; the help ends.

    Raises Gone when the application was sent or the help has ended.
    """
    actor = Actor.staff(user, on_behalf_of="applicant")
    with transaction.atomic():
        application = _held(helping)
        place, words = keep_words(application, language=application.language, site=site, actor=actor)
        end(helping, Helping.Ended.HANDED_OVER, actor)
    return place, words


def hand_over_by_link(helping: Helping, user: User, site: str, *, kind: str, address: str) -> None:
    """Send the person a link that works once; the help ends. `kind` is "email" or "text". Raises Gone."""
    actor = Actor.staff(user, on_behalf_of="applicant")
    with transaction.atomic():
        application = _held(helping)
        place = keep_address(
            application, kind=kind, address=address, language=application.language, site=site, actor=actor
        )
        send_link(place, actor=actor)
        end(helping, Helping.Ended.HANDED_OVER, actor)


def _held(helping: Helping) -> Application:
    held = Application.objects.select_for_update().filter(pk=helping.application_id, case=None).first()
    if held is None or not Helping.objects.filter(pk=helping.pk, ended_at=None).exists():
        raise Gone
    return held
