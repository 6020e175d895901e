"""A report of what a change would do: what was asked, how far it is, and where it is kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

SILENT = timedelta(minutes=3)
"""A run from which nothing was heard for so long has ended with its server."""


class Report(models.Model):
    """One run of today's policy and options on a population, and the report that it made."""

    class State(models.TextChoices):
        """How far it is."""

        RUNNING = "running", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Not made"

    service = models.SlugField(max_length=80, db_index=True)
    service_name = models.CharField(max_length=200)
    today = models.CharField(max_length=200)
    options = models.JSONField(default=list)
    population = models.CharField(max_length=300)
    real = models.BooleanField(default=False)
    """Whether the households are real people's, so that reports must not be set against each other."""
    why = models.CharField(max_length=300)
    choice = models.JSONField(default=dict)
    """The keys of the policies and the population, as they were chosen; a file that was added is in none."""
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    stage = models.CharField(max_length=80, blank=True)
    fraction = models.FloatField(default=0)
    problem = models.TextField(blank=True)
    summary = models.JSONField(default=list)
    files_ready = models.BooleanField(default=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="impact_reports"
    )
    started_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Report]] = models.Manager()

    def __str__(self) -> str:
        return f"report {self.pk} of {self.service}"

    @property
    def folder(self) -> Path:
        """Where the report is kept."""
        return Path(settings.DATA) / "impact" / str(self.pk)

    @property
    def drafts(self) -> list[int]:
        """The numbers of the drafts among the options."""
        options = self.choice.get("options", ())
        return [int(each.removeprefix("draft:")) for each in options if each.startswith("draft:")]

    @property
    def percent(self) -> int:
        """How much of the stage is done."""
        return round(100 * self.fraction)

    @property
    def lost(self) -> bool:
        """Whether the server ended while it was made."""
        return self.state == self.State.RUNNING and timezone.now() - self.heard_at > SILENT

    @property
    def others(self) -> int:
        """How many other reports there are on the same households."""
        ready = Report.objects.filter(population=self.population, state=self.State.DONE)
        return ready.exclude(pk=self.pk).count()

    @property
    def titles(self) -> str:
        """The options' names, joined."""
        return " and ".join(self.options)
