"""Adding people, changing their role, letting them go and back: each an event, none without the duty."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from commonweal.office.accounts import second_step
from commonweal.office.accounts.models import User
from commonweal.office.accounts.passwords import make_one_time_password
from commonweal.office.accounts.roles import MANAGE_ACCOUNTS
from commonweal.office.accounts.telling import tell
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording


class NotAllowed(Exception):
    """The rules of accounts forbid it; the message says why and what to do."""


def add_person(
    actor: Actor, *, username: str, first: str, last: str, role: Group, email: str = ""
) -> tuple[User, str]:
    """Add somebody; give them and their password for one sign-in. Raises NotAllowed for a taken name."""
    actor.must_have(MANAGE_ACCOUNTS)
    with recording("add person", actor=actor, subject="staff") as facts:
        if User.objects.filter(username__iexact=username).exists():
            raise NotAllowed("Somebody has that username already")
        user = User(username=username, first_name=first, last_name=last, email=email)
        password = make_one_time_password(user)
        user.save()
        user.groups.set([role])
        facts.subject = f"staff:{user.pk}"
        facts["role"] = role.name
    return user, password


def add_first_administrator(*, username: str, first: str, last: str) -> tuple[User, str]:
    """Add an administrator where there is none, as only whoever runs the machine can; give them and their
    password for one sign-in. Raises NotAllowed where there is one, or for a taken name.
    """
    role = Group.objects.get(name="administrator")
    with recording("add first administrator", actor=Actor.worker(), subject="staff") as facts:
        if _administrators().exists():
            raise NotAllowed("There is an administrator already: they add people under People")
        if User.objects.filter(username__iexact=username).exists():
            raise NotAllowed("Somebody has that username already")
        user = User(username=username, first_name=first, last_name=last)
        password = make_one_time_password(user)
        user.save()
        user.groups.set([role])
        facts.subject = f"staff:{user.pk}"
    return user, password


def change_role(actor: Actor, user: User, role: Group) -> None:
    """Give somebody one role in place of those they have. Raises NotAllowed."""
    _must_be_another(actor, user)
    with recording("change role", actor=actor, subject=f"staff:{user.pk}") as facts:
        facts["from"] = sorted(user.groups.values_list("name", flat=True))
        facts["to"] = role.name
        user.groups.set([role])
        tell(user, "change role")
        _somebody_must_be_left()


def deactivate(actor: Actor, user: User) -> None:
    """Let somebody go: they cannot sign in, and what they have open ends. Raises NotAllowed."""
    _must_be_another(actor, user)
    with recording("deactivate person", actor=actor, subject=f"staff:{user.pk}"):
        user.is_active = False
        # Were they to come back, nothing they had would open again.
        user.set_unusable_password()
        user.end_sessions()
        user.save(update_fields=["is_active", "password", "session_stamp"])
        _somebody_must_be_left()


def reactivate(actor: Actor, user: User) -> str:
    """Let somebody come back; give their password for one sign-in."""
    actor.must_have(MANAGE_ACCOUNTS)
    with recording("reactivate person", actor=actor, subject=f"staff:{user.pk}"):
        user.is_active = True
        password = make_one_time_password(user)
        user.save(update_fields=["is_active", "password", "one_time_until"])
        tell(user, "reactivate person")
    return password


def give_one_time_password(actor: Actor, user: User) -> str:
    """A password for one sign-in, for somebody who has lost theirs. What they have open ends."""
    _must_be_another(actor, user)
    with recording("make one-time password", actor=actor, subject=f"staff:{user.pk}"):
        password = make_one_time_password(user)
        user.end_sessions()
        user.save(update_fields=["password", "one_time_until", "session_stamp"])
        tell(user, "make one-time password")
    return password


def change_address(actor: Actor, user: User, address: str) -> None:
    """Say where the person is told of changes of their sign-in; "" for nowhere. The address before is told.

    Raises ValidationError for what is no email address.
    """
    _must_be_another(actor, user)
    if address:
        validate_email(address)
    with recording("change address", actor=actor, subject=f"staff:{user.pk}"):
        tell(user, "change address")
        user.email = address
        user.save(update_fields=["email"])
        tell(user, "change address")


def reset_second_step(actor: Actor, user: User) -> None:
    """Forget the app and recovery codes of somebody who has lost both."""
    _must_be_another(actor, user)
    second_step.take_away(user, actor)


def _must_be_another(actor: Actor, user: User) -> None:
    if actor.must_have(MANAGE_ACCOUNTS).pk == user.pk:
        raise NotAllowed("This is your own account: another administrator has to do it")


def _somebody_must_be_left() -> None:
    """Raise NotAllowed, which undoes it all, when nobody could look after accounts any more."""
    assert transaction.get_connection().in_atomic_block
    if not _administrators().exists():
        raise NotAllowed("This is the last administrator: make somebody else one first")


def _administrators() -> QuerySet[User]:
    """The active people who look after accounts, their groups held still. Call in a transaction."""
    carrying = Group.objects.select_for_update().filter(permissions__codename=MANAGE_ACCOUNTS)
    return User.objects.filter(is_active=True, groups__in=[group.pk for group in carrying])
