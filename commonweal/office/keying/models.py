"""A paper form on its way: what stands on the sheet and is no answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.office.applying.models import Application


class PaperForm(models.Model):
    """The sheet that an application is keyed from. The day it came is the day of the application."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="paper_form")
    received_on = models.DateField()
    form_code = models.CharField(max_length=14, blank=True, help_text="As printed: 3F9A-1C22-D07E.")

    objects: ClassVar[models.Manager[PaperForm]] = models.Manager()

    def __str__(self) -> str:
        return f"paper form received {self.received_on}"
