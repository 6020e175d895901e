"""What is kept of a case: the case as it stands, every decision ever made on it, and what happened."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.records.reference import show_reference


class Case(models.Model):
    """One application, from the moment it was received. It keeps the versions it began with."""

    class State(models.TextChoices):
        """Where the case stands."""

        RECEIVED = "received", "Received"
        WORKING = "working", "Being worked on"
        WAITING = "waiting", "Waiting for evidence"
        DECIDED = "decided", "Decided"
        CLOSED = "closed", "Closed"

    class Channel(models.TextChoices):
        """How the applicant reached us."""

        WEB = "web", "Online"
        PHONE = "phone", "By phone"
        FACE_TO_FACE = "face to face", "Face to face"
        PAPER = "paper", "On paper"

    reference = models.CharField(max_length=16, unique=True)
    service = models.SlugField(max_length=80, db_index=True)
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="cases")
    policy_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("cy", "Cymraeg")])
    channel = models.CharField(max_length=20, choices=Channel)
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="cases_keyed"
    )
    application = models.CharField(
        max_length=64, unique=True, null=True, help_text="The draft it came from: one draft, one case."
    )
    answers = models.JSONField()
    applicant = models.CharField(max_length=200, db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED, db_index=True)
    needs_person = models.BooleanField(default=False, db_index=True)
    reasons = models.JSONField(default=list)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases_assigned",
    )
    received_at = models.DateTimeField(db_index=True)
    relevant_on = models.DateField()
    due_on = models.DateField(db_index=True)
    decided_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager[Case]] = models.Manager()

    def __str__(self) -> str:
        return self.shown_reference

    @property
    def shown_reference(self) -> str:
        """The reference as people read it, in groups."""
        return show_reference(self.reference)

    @property
    def received_on(self) -> datetime.date:
        """The day the application was received, where we are."""
        return timezone.localdate(self.received_at)

    @property
    def latest_decision(self) -> Decision | None:
        """The decision that stands now, or None when none was made."""
        return self.decisions.order_by("-pk").first()


class Decision(models.Model):
    """A decision made on a case, with all that is needed to make it again. Never changed, never deleted.

    But for one change: when its case is forgotten, what it was made from is erased.
    """

    class Result(models.TextChoices):
        """What the person gets."""

        AWARD = "award", "Award"
        REFUSAL = "refusal", "Refusal"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="decisions_made"
    )
    policy_hash = models.CharField(max_length=64)
    inputs = models.JSONField()
    values = models.JSONField()
    trace = models.JSONField()
    result = models.CharField(max_length=10, choices=Result)
    agrees_with_policy = models.BooleanField(default=True)
    reason = models.TextField(blank=True)
    final = models.BooleanField(default=False, help_text="The person is told this one.")

    objects: ClassVar[models.Manager[Decision]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.result} {self.made_at:%Y-%m-%d}"


class Note(models.Model):
    """What a caseworker wrote on a case. Personal data lives here, never in an event."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes_written")
    text = models.TextField()

    def __str__(self) -> str:
        return f"note {self.at:%Y-%m-%d}"


class EvidenceRequest(models.Model):
    """What the applicant was asked to send, and when it came."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence_requests")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence_asked"
    )
    items = models.JSONField()
    note = models.TextField(blank=True)
    received_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"evidence asked {self.asked_at:%Y-%m-%d}"


class Event(models.Model):
    """One thing that happened, chained to the one before it. Holds no personal data."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=80, db_index=True)
    actor = models.CharField(max_length=80)
    on_behalf_of = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=120, db_index=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="events")
    why = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    objects: ClassVar[models.Manager[Event]] = models.Manager()

    class Meta:
        """In the order of the chain."""

        ordering = ("sequence",)

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class ChainHead(models.Model):
    """Where the chain ends: one row, locked by whoever appends, so that the chain never forks.

    Kept apart from the events so that cutting off the chain's tail is noticed.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[ChainHead]] = models.Manager()

    def __str__(self) -> str:
        return f"head {self.sequence}"
