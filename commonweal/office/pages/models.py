"""What people say of a service."""

from typing import ClassVar

from django.db import models


class Feedback(models.Model):
    """One person's satisfaction, from 1 (very dissatisfied) to 5, and how we could do better."""

    service = models.SlugField(max_length=80, blank=True, db_index=True)
    step = models.SlugField(max_length=20, blank=True, help_text="What had just ended: see feedback.STEPS.")
    language = models.CharField(max_length=2)
    satisfaction = models.PositiveSmallIntegerField()
    improve = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects: ClassVar[models.Manager["Feedback"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.service} {self.satisfaction}"
