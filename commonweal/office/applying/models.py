"""An application on its way: answers that nobody has sent yet."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.records.models import Case


class Application(models.Model):
    """A draft, held by one browser. It keeps the service's version that it began with.

    `revision` counts the saves, so that two tabs that save at once both keep what they saved. When the
    application has been sent, `case` is what became of it and the answers here are emptied: they live in
    one place.
    """

    key = models.CharField(max_length=43, unique=True, help_text="What the browser's signed cookie holds.")
    service = models.SlugField(max_length=80)
    version = models.ForeignKey(
        ServiceVersion, to_field="content_hash", on_delete=models.PROTECT, related_name="applications"
    )
    language = models.CharField(max_length=2, choices=[("en", "English"), ("cy", "Cymraeg")])
    channel = models.CharField(max_length=20, default="web")
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    answers = models.JSONField(default=dict)
    reached = models.CharField(
        max_length=200, blank=True, help_text="The page answered last; says where people give up."
    )
    revision = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)
    case = models.OneToOneField(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="sent_from"
    )

    asked_fairly = models.BooleanField(
        default=False, help_text="Whether the equality questions were shown: answered or skipped alike."
    )

    helped = models.BooleanField(
        default=False, help_text="Whether somebody has helped or asked to: only then is more looked up."
    )

    objects: ClassVar[models.Manager[Application]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.service} application {self.pk}"
