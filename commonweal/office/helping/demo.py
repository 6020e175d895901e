"""An organisation for the demonstration's people to help for."""

from __future__ import annotations

from typing import Final

from commonweal.office.accounts.models import User
from commonweal.office.helping.models import Membership, Organisation

NAME: Final = "Demonstration contact centre"
USERNAMES: Final = ("adviser", "caseworker", "caseworker2", "leader")


def ensure_demo_organisation() -> None:
    """Make it if it is not there, and put in it those who may key and are in none."""
    organisation, _ = Organisation.objects.get_or_create(name=NAME)
    for user in User.objects.filter(username__in=USERNAMES):
        Membership.objects.get_or_create(user=user, defaults={"organisation": organisation})
