"""Places of help and where postcodes are. What somebody searches for is never kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class HelpPlace(models.Model):
    """Somewhere to go for help, as its source has it. `source` is the file it came from."""

    source = models.CharField(max_length=200, db_index=True)
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=200, blank=True)
    web = models.CharField(max_length=500, blank=True)
    hours = models.TextField(blank=True)
    offers = models.TextField(blank=True)
    languages = models.TextField(blank=True)

    objects: ClassVar[models.Manager[HelpPlace]] = models.Manager()

    class Meta:
        """One row for a key of a source."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key"], name="places_one_row_for_a_key")
        ]

    def __str__(self) -> str:
        return self.name


class PostcodePoint(models.Model):
    """Where a postcode is: the ONS's point for it (WGS 84)."""

    postcode = models.CharField(max_length=7, primary_key=True, help_text="Without its space: M337ZF.")
    latitude = models.FloatField()
    longitude = models.FloatField()

    objects: ClassVar[models.Manager[PostcodePoint]] = models.Manager()

    def __str__(self) -> str:
        return self.postcode
