"""Seal the keys of people's apps with the signing key that there is now."""

from __future__ import annotations

from django.db import transaction

from commonweal.office.accounts.models import Authenticator
from commonweal.office.accounts.one_time_codes import secrets_of
from commonweal.office.accounts.second_step import take_away
from commonweal.office.records.actor import Actor
from commonweal.office.records.keyed_digests import seal
from commonweal.office.records.recording import recording


def reseal_apps() -> tuple[int, int]:
    """Seal them anew; give how many were, and of how many the key is lost: those apps are taken away, and
    their people set up another when they next sign in. Only whoever runs the machine can do this.

    An app whose key was never sealed is taken to be of the oldest signing key that is still believed: keys
    are changed by `commonweal rekey`, which seals every app.
    """
    done = lost = 0
    with transaction.atomic(), recording("seal apps anew", actor=Actor.worker(), subject="staff") as facts:
        for each in Authenticator.objects.select_for_update():
            found = secrets_of(each)
            if not found:
                take_away(each.user, Actor.worker())
                lost += 1
                continue
            each.sealed = seal(found[-1])
            each.save(update_fields=["sealed"])
            done += 1
        facts["sealed"], facts["lost"] = done, lost
    return done, lost
