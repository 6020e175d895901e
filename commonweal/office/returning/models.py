"""How somebody gets back to an application: a reference, links that work once, words to remember."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.office.applying.models import Application
from commonweal.office.records.reference import show_reference


class SavedPlace(models.Model):
    """The way back to one application, before and after it is sent. It goes when the application goes.

    `reference` becomes the case's. `address` is where links go; it stands here and nowhere else.
    `address_key` is its keyed digest, to find it by. Of the words only a slow hash is kept.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="saved_place")
    reference = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=10, blank=True, help_text='How links go: "email", "text" or neither.')
    address = models.CharField(max_length=254, blank=True)
    address_key = models.CharField(max_length=64, blank=True, db_index=True)
    words_hash = models.CharField(max_length=200, blank=True)
    person_key = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="The digest of who signed in, where one did."
    )
    language = models.CharField(max_length=5)
    site = models.CharField(max_length=200, help_text="Where the person reached us: links begin with it.")
    made_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[SavedPlace]] = models.Manager()

    def __str__(self) -> str:
        return f"way back to {self.application_id}"

    @property
    def shown_reference(self) -> str:
        """The reference as people read it, in groups."""
        return show_reference(self.reference)


class ReturnLink(models.Model):
    """A link that was sent. Of its secret only a hash is kept; it opens once, the newest one alone."""

    place = models.ForeignKey(SavedPlace, on_delete=models.CASCADE, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[ReturnLink]] = models.Manager()

    def __str__(self) -> str:
        return f"link {self.made_at:%Y-%m-%d}"


class LinkAsked(models.Model):
    """Somebody asked for a new link. The worker answers, so that the page cannot tell what exists.

    What they typed is kept until then. `secret_hash` instead, where they came by a link that is spent.
    """

    service = models.SlugField(max_length=80)
    language = models.CharField(max_length=5)
    typed = models.CharField(max_length=254, blank=True)
    secret_hash = models.CharField(max_length=64, blank=True)
    site = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[LinkAsked]] = models.Manager()

    def __str__(self) -> str:
        return f"link asked {self.at:%Y-%m-%d}"
