"""A letter to an applicant: written when it was queued, sent once by the worker."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.office.messages.delivery import Delivery
from commonweal.office.records.chain import fingerprint
from commonweal.office.records.models import Case


class Letter(models.Model):
    """One letter. Its words are fixed when it is queued: what is sent is what the decision said."""

    class State(models.TextChoices):
        """Whether the worker has put it in the outbox yet."""

        WAITING = "waiting", "Waiting to be sent"
        SENT = "sent", "Sent"

    class Posting(models.TextChoices):
        """Where it stands with the carrier that prints and posts it; empty where the outbox does."""

        WAITING = "waiting", "Waiting to be given to the carrier"
        TRYING = "trying", "Being given to the carrier"
        POSTED = "posted", "Given to the carrier"
        REFUSED = "refused", "The carrier did not take it: post it from the outbox"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    notice = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=300)
    html = models.TextField()
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    created_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    post_anyway = models.BooleanField(
        default=False, help_text="To be posted whatever they chose: a message about it did not arrive."
    )
    posting = models.CharField(max_length=10, choices=Posting, blank=True)
    posted_at = models.DateTimeField(null=True)
    receipt = models.CharField(
        max_length=80, blank=True, db_index=True, help_text="What the carrier calls it."
    )
    delivery = models.CharField(max_length=20, choices=Delivery, blank=True)
    asked_at = models.DateTimeField(null=True, help_text="When we last asked the carrier after it.")
    path = models.CharField(max_length=200, blank=True)
    try_after = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)

    objects: ClassVar[models.Manager[Letter]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.notice} {self.pk}"

    @property
    def file_name(self) -> str:
        """Its name in the outbox, without the ending: the same however often it is written."""
        return f"{self.pk:08d}-{self.notice}-{self.language}"

    @property
    def fingerprint(self) -> str:
        """The sha256 of what it says, with its case's secret reference so that nobody can guess it back."""
        return fingerprint(
            {
                "reference": self.case.reference,
                "title": self.title,
                "language": self.language,
                "html": self.html,
                "text": self.text,
            }
        )
