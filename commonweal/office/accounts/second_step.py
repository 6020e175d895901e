"""The second step of signing in: set up, asked for, refused twice, and taken away."""

from __future__ import annotations

import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from commonweal.office.accounts.models import Authenticator, RecoveryCode, User
from commonweal.office.accounts.one_time_codes import shown_secret, step_of, step_of_app
from commonweal.office.accounts.recovery_codes import make_codes, use_code
from commonweal.office.accounts.telling import tell
from commonweal.office.limiting.service import Limit, allow
from commonweal.office.records.actor import Actor
from commonweal.office.records.keyed_digests import seal
from commonweal.office.records.recording import recording

PASSED: Final = "second step passed"
MOST: Final = 5
WITHIN: Final = datetime.timedelta(minutes=15)


def required() -> bool:
    """Whether everybody who works here must have an app."""
    return bool(settings.STAFF_MFA != "offered")


def authenticator_of(user: User) -> Authenticator | None:
    """The person's app, if they have set one up."""
    return Authenticator.objects.filter(user=user).first()


def passed(request: HttpRequest) -> bool:
    """Whether this session may be used: its person gave a second proof, or none is asked of them."""
    return not required() or request.session.get(PASSED) is not None


def may_try(user: User) -> bool:
    """Count a try at a code; False when there were five for this person in fifteen minutes."""
    return allow(Limit("staff code", str(user.pk), MOST, WITHIN))


def set_up(user: User, salt: str, typed: str, now: datetime.datetime) -> list[str] | None:
    """Take an app into use, if the code is its own; give the recovery codes. Every other session ends."""
    step = step_of(salt, typed, now)
    if step is None:
        return None
    with recording("set up second step", actor=Actor.staff(user), subject=f"staff:{user.pk}"):
        Authenticator.objects.filter(user=user).delete()
        Authenticator.objects.create(
            user=user, salt=salt, sealed=seal(shown_secret(salt)), last_step=step, made_at=now
        )
        codes = make_codes(user, salt)
        user.end_sessions()
        user.save(update_fields=["session_stamp"])
        tell(user, "set up second step")
    return codes


def check(user: User, typed: str, now: datetime.datetime) -> str:
    """How the person proved it: "app", "recovery code", or "" when they did not. No code works twice."""
    device = authenticator_of(user)
    if device is None:
        return ""
    step = step_of_app(device, typed, now)
    if step is not None:
        # The comparison is the database's, so that of two at once only one is taken.
        taken = Authenticator.objects.filter(pk=device.pk, last_step__lt=step).update(last_step=step)
        return "app" if taken else ""
    return "recovery code" if use_code(device, typed) else ""


def renew_codes(user: User) -> list[str]:
    """Ten new recovery codes; those there were are worth nothing."""
    device = Authenticator.objects.get(user=user)
    with recording("make recovery codes", actor=Actor.staff(user), subject=f"staff:{user.pk}"):
        tell(user, "make recovery codes")
        return make_codes(user, device.salt)


def take_away(user: User, actor: Actor) -> None:
    """Forget the person's app and recovery codes, and end every session of theirs."""
    with recording("reset second step", actor=actor, subject=f"staff:{user.pk}"):
        Authenticator.objects.filter(user=user).delete()
        RecoveryCode.objects.filter(user=user).delete()
        user.end_sessions()
        user.save(update_fields=["session_stamp"])
        tell(user, "reset second step")
