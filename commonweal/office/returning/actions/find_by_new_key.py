"""Find people by the email address or number they gave, also after the signing key was changed."""

from __future__ import annotations

from django.db import transaction

from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.office.returning.models import SavedPlace
from commonweal.office.returning.secrets_of_return import address_key


def find_by_new_key() -> int:
    """Make the digests of kept addresses anew with the key there is; gives how many."""
    done = 0
    with (
        transaction.atomic(),
        recording("make digests anew", actor=Actor.worker(), subject="places") as facts,
    ):
        for place in SavedPlace.objects.select_for_update().exclude(address="").iterator():
            SavedPlace.objects.filter(pk=place.pk).update(address_key=address_key(place.kind, place.address))
            done += 1
        facts["places"] = done
    return done
