"""A case's way through its process: the specification once per version, the state apart."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.office.records.models import Case


class ProcessSpec(models.Model):
    """A parsed `casework.bpmn`, kept once however many cases follow it."""

    content_hash = models.CharField(max_length=64, unique=True)
    spec = models.JSONField()

    objects: ClassVar[models.Manager[ProcessSpec]] = models.Manager()

    def __str__(self) -> str:
        return self.content_hash[:12]


class ProcessInstance(models.Model):
    """Where one case stands in its process, without the specification."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="process")
    spec = models.ForeignKey(ProcessSpec, on_delete=models.PROTECT, related_name="instances")
    state = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    finished = models.BooleanField(default=False)
    failures = models.PositiveIntegerField(default=0)
    failed_with = models.TextField(blank=True, help_text="What kind of error and where; never its text.")
    retry_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[ProcessInstance]] = models.Manager()

    def __str__(self) -> str:
        return f"process of case {self.case_id}"


class Timer(models.Model):
    """A moment at which a process goes on by itself."""

    instance = models.ForeignKey(ProcessInstance, on_delete=models.PROTECT, related_name="timers")
    task_id = models.CharField(max_length=64)
    due_at = models.DateTimeField(db_index=True)
    fired_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Timer]] = models.Manager()

    class Meta:
        """One timer per waiting task."""

        constraints = (
            models.UniqueConstraint(fields=["instance", "task_id", "due_at"], name="process_timer_once"),
        )
        indexes = (
            models.Index(
                fields=["due_at"], name="process_timer_waiting", condition=models.Q(fired_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"timer {self.due_at:%Y-%m-%d %H:%M}"
