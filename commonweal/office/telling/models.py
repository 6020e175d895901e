"""How somebody wants to be told, and what they were reminded of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.office.records.models import Case, EvidenceRequest


class ContactChoice(models.Model):
    """The way and the form that a person chose for one case. Without one it is post, in standard print.

    `address` is an email address or a phone number; it stands here alone and goes with the case.
    """

    class Way(models.TextChoices):
        """How a letter reaches them; by email and text they are told that it is there to be read."""

        POST = "post", "By post"
        EMAIL = "email", "By email"
        TEXT = "text", "By text message"

    class Form(models.TextChoices):
        """What they can read."""

        STANDARD = "standard", "Standard print"
        LARGE = "large", "Large print"
        AUDIO = "audio", "To be listened to, on screen"
        PHONE = "phone", "Read to me by phone"

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="contact_choice")
    way = models.CharField(max_length=10, choices=Way, default=Way.POST)
    form = models.CharField(max_length=10, choices=Form, default=Form.STANDARD)
    address = models.CharField(max_length=254, blank=True)
    site = models.CharField(max_length=200, blank=True, help_text="Links in messages begin with it.")
    failed_at = models.DateTimeField(null=True, help_text="When the address failed, and post took over.")
    changed_at = models.DateTimeField()

    objects: ClassVar[models.Manager[ContactChoice]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.way}, {self.form}"


class EvidenceReminder(models.Model):
    """A person was reminded of what they were asked for: once."""

    request = models.OneToOneField(EvidenceRequest, on_delete=models.CASCADE, related_name="reminder")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[EvidenceReminder]] = models.Manager()

    def __str__(self) -> str:
        return f"reminded {self.at:%Y-%m-%d}"
