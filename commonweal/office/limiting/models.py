"""How often something was tried lately."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Tally(models.Model):
    """How many tries there were since a moment. `key` is a keyed digest: it names nobody and no place."""

    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager[Tally]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.tries} until {self.until:%H:%M}"
