"""Who works here, the duties that roles carry, and how often signing in has failed."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from commonweal.office.accounts.roles import DUTIES


class User(AbstractUser):
    """A member of staff. Applicants have no account: a signed cookie names their draft."""

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
