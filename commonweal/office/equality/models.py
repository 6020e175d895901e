"""How many people gave each answer. There is no row about anybody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AnswerTotal(models.Model):
    """How many gave one answer to one question in one month. It leads to no person and to no case."""

    service = models.SlugField(max_length=80)
    month = models.DateField(help_text="The month's first day.")
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=40)
    people = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[AnswerTotal]] = models.Manager()

    class Meta:
        """One total of each."""

        constraints = (
            models.UniqueConstraint(
                fields=["service", "month", "question", "answer"], name="equality_total_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} {self.answer} {self.month:%Y-%m}"
