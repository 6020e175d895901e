"""Who works here, the duties that roles carry, and how often signing in has failed."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac

from commonweal.office.accounts.roles import DUTIES


class User(AbstractUser):
    """A member of staff. Applicants have no account: a signed cookie names their draft."""

    # Changing it ends every session of this person.
    session_stamp = models.CharField(max_length=32, default="", blank=True, editable=False)
    # Their password was made by an administrator: good for one sign-in, and not after this moment.
    one_time_until = models.DateTimeField(null=True, blank=True, editable=False)

    def end_sessions(self) -> None:
        """Every session of this person is worth nothing from now on. The row is not saved."""
        self.session_stamp = secrets.token_hex(16)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        salt = "commonweal.office.accounts.models.User.session"
        said = self.password + self.session_stamp
        return salted_hmac(salt, said, secret=secret, algorithm="sha256").hexdigest()

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Duty(models.Model):
    """No rows, no table: the model whose permissions are the duties in ``roles.py``."""

    class Meta:
        """Permissions alone."""

        managed = False
        default_permissions = ()
        permissions: ClassVar = list(DUTIES.items())


class FailedSignIns(models.Model):
    """How many times in a row signing in has failed for one account from one address.

    ``key`` is a keyed digest of the two, so that this table names nobody and no place.
    """

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.failures} since {self.since:%H:%M}"


class Authenticator(models.Model):
    """A person's app for codes (RFC 6238).

    Its secret is kept sealed with the site's signing key. Where ``sealed`` is empty it is the one made from
    ``salt`` with that key. ``last_step`` is the half minute of the newest code that was taken, so that none
    is taken twice.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="authenticator")
    salt = models.CharField(max_length=64)
    sealed = models.CharField(max_length=300, blank=True, default="")
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Authenticator]] = models.Manager()

    def __str__(self) -> str:
        return f"since {self.made_at:%Y-%m-%d}"


class RecoveryCode(models.Model):
    """A code for the day the app is lost: kept as a keyed digest, and deleted when it is used."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[RecoveryCode]] = models.Manager()

    class Meta:
        """One row for one code."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "digest"], name="accounts_recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"of {self.user_id}"
