"""Say which organisations help people, and who helps for which."""

from __future__ import annotations

from commonweal.office.accounts.models import User
from commonweal.office.accounts.roles import MANAGE_ACCOUNTS
from commonweal.office.helping.models import Membership, Organisation
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording


def add_organisation(name: str, actor: Actor) -> Organisation:
    """Add an organisation. Raises PermissionDenied, and IntegrityError for a name that is there already."""
    actor.must_have(MANAGE_ACCOUNTS)
    with recording("add organisation", actor=actor, subject="organisation") as facts:
        made = Organisation.objects.create(name=name)
        facts.subject = f"organisation:{made.pk}"
    return made


def put_in_organisation(user: User, organisation: Organisation | None, actor: Actor) -> None:
    """Say whom a member of staff helps people for, in place of what was said before; None for nobody.

    What they could see for an organisation that they leave they cannot see from then on.
    Raises PermissionDenied.
    """
    actor.must_have(MANAGE_ACCOUNTS)
    with recording("put in organisation", actor=actor, subject=f"staff:{user.pk}") as facts:
        if organisation is None:
            Membership.objects.filter(user=user).delete()
        else:
            Membership.objects.update_or_create(user=user, defaults={"organisation": organisation})
        facts["organisation"] = organisation.pk if organisation else None
