"""What somebody sent, and how they said the rest will come."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonweal.office.records.models import Case


class Evidence(models.Model):
    """One file that was sent for a case. `name` is its random name in the evidence folder.

    The name that the sender's device gave it is not kept. `given` is the sha256 of what was sent, so that
    the same file sent twice is kept once; `sha256` and `size` are of what is kept.
    """

    class State(models.TextChoices):
        """Whether it may be looked at."""

        WAITING = "waiting", "Being checked for viruses"
        KEPT = "kept", "Kept"
        REFUSED = "refused", "Deleted: it held a virus"

    class Verdict(models.TextChoices):
        """What the caseworker made of it."""

        NONE = "", "Not looked at yet"
        ENOUGH = "enough", "Enough"
        NOT_ENOUGH = "not enough", "Not enough"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=300, help_text="What it was asked for as, in the asker's words.")
    name = models.CharField(max_length=32, unique=True)
    content_type = models.CharField(max_length=40)
    given = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, db_index=True)
    received_at = models.DateTimeField(db_index=True)
    try_after = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True, default="")
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="evidence_looked_at"
    )

    objects: ClassVar[models.Manager[Evidence]] = models.Manager()

    class Meta:
        """The same file is one row, however often it is sent."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "kind", "given"), name="evidence_once")
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def ending(self) -> str:
        """The ending that its content has by rights."""
        return "pdf" if self.content_type == "application/pdf" else "jpg"


class ComingAnotherWay(models.Model):
    """Somebody said that they will bring or post what was asked for."""

    class Way(models.TextChoices):
        """How it comes."""

        BRING = "bring", "will bring it in"
        POST = "post", "will post it"

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="coming_another_way")
    way = models.CharField(max_length=10, choices=Way)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[ComingAnotherWay]] = models.Manager()

    def __str__(self) -> str:
        return self.way
