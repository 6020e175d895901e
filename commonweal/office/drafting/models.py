"""A draft of a policy: a whole DMN file that decides nothing until a second person publishes it."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.db import models

from commonweal.policy import Model, load


class Draft(models.Model):
    """One change of a service's policy that somebody is working on, or has finished with."""

    class State(models.TextChoices):
        """Where a draft stands."""

        DRAFT = "draft", "Being written"
        SUBMITTED = "submitted", "Waits for approval"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    service = models.SlugField(max_length=80)
    title = models.CharField(max_length=120)
    based_on = models.CharField(max_length=64, help_text="Content hash of the policy file it began as.")
    based_on_starts = models.DateField()
    original = models.BinaryField()
    document = models.BinaryField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT, db_index=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    why = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    starts = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """The newest first."""

        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.service}: {self.title}"

    @property
    def open(self) -> bool:
        """Whether it can still be changed."""
        return self.state == self.State.DRAFT

    @cached_property
    def model(self) -> Model:
        """The draft read as a policy. Raises PolicyFault when it cannot be read at all."""
        return load(bytes(self.document), name=f"{self.title}.dmn")

    @cached_property
    def before(self) -> Model:
        """The policy that it began as."""
        return load(bytes(self.original), name=f"{self.based_on_starts}.dmn")
