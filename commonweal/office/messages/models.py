"""A message on its way to somebody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.office.messages.delivery import Delivery


class Message(models.Model):
    """One email or text. Whom it is to and what it says are kept only until it is sent or given up.

    `about` names what it is about (`application:12`, `case:7`), so that what is deleted takes its waiting
    messages with it. `taken_until` holds it for one worker while it is being handed over.
    """

    class Kind(models.TextChoices):
        """How it reaches the person."""

        EMAIL = "email", "Email"
        TEXT = "text", "Text message"

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "Waiting to be sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"

    kind = models.CharField(max_length=10, choices=Kind)
    template = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    about = models.CharField(max_length=80, db_index=True)
    to = models.CharField(max_length=254, blank=True)
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    created_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True)
    try_after = models.DateTimeField(null=True)
    taken_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    receipt = models.CharField(
        max_length=80, blank=True, db_index=True, help_text="What the carrier calls it."
    )
    problem = models.CharField(max_length=80, blank=True)
    delivery = models.CharField(max_length=20, choices=Delivery, blank=True)
    delivery_at = models.DateTimeField(null=True, help_text="When we learnt of it.")
    asked_at = models.DateTimeField(null=True, help_text="When we last asked the carrier after it.")

    objects: ClassVar[models.Manager[Message]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.template} {self.kind} {self.pk}"
