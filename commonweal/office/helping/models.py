"""Who helps whom: organisations and their advisers, each time of helping, and codes that ask for help."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from commonweal.office.applying.models import Application


def new_key() -> str:
    """What names a time of helping in addresses: 128 random bits."""
    return secrets.token_urlsafe(16)


class Organisation(models.Model):
    """Whom advisers work for: a council's contact centre, a library, a charity."""

    name = models.CharField(max_length=120, unique=True)

    objects: ClassVar[models.Manager[Organisation]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Which organisation a member of staff helps people for: one at a time."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="helps_for")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")

    objects: ClassVar[models.Manager[Membership]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.user_id} helps for {self.organisation_id}"


class Helping(models.Model):
    """One time of helping one person, from what they agreed to until it ended.

    An application is helped by one organisation at a time. What the organisation may see ends with it.
    """

    class Way(models.TextChoices):
        """How it came about."""

        BEGUN = "begun", "The adviser began the application with the person"
        CONTINUED = "continued", "The person gave a reference and words"
        JOINED = "joined", "The person asked, with a code"

    class Ended(models.TextChoices):
        """How it ended."""

        SENT = "sent", "The application was sent"
        HANDED_OVER = "handed over", "Handed over to the person"
        STOPPED_BY_PERSON = "stopped by the person", "The person stopped it"
        STOPPED_BY_ADVISER = "stopped by the adviser", "The adviser stopped it"
        NOT_ALLOWED = "not allowed", "The person did not allow it"
        TAKEN_OVER = "taken over", "The person turned to somebody else"

    key = models.CharField(max_length=22, unique=True, default=new_key)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="helpings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="helpings")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="helpings")
    way = models.CharField(max_length=10, choices=Way)
    channel = models.CharField(max_length=20)
    began_at = models.DateTimeField()
    consent_at = models.DateTimeField(null=True)
    consent_words = models.TextField(blank=True, help_text="What the person was told and agreed to.")
    person_at = models.CharField(max_length=200, blank=True, help_text="The page the person looks at.")
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=25, choices=Ended, blank=True)

    objects: ClassVar[models.Manager[Helping]] = models.Manager()

    class Meta:
        """One at a time for each application."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_helping",
            )
        ]

    def __str__(self) -> str:
        return f"helping with application {self.application_id}"

    @property
    def allowed(self) -> bool:
        """Whether the person agreed, and nothing has ended it."""
        return self.consent_at is not None and self.ended_at is None


class HelpCode(models.Model):
    """A code that the person reads to an adviser. Kept so that a copy of the table gives no code away.

    The code is made from `seed` and the site's secret key; `code_key` is a keyed digest to find it by.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="help_code")
    seed = models.CharField(max_length=43)
    code_key = models.CharField(max_length=64, unique=True)
    page = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[HelpCode]] = models.Manager()

    def __str__(self) -> str:
        return f"code for application {self.application_id}"


class KeyedAnswers(models.Model):
    """Who keyed each answer of an application that somebody helped with.

    `by_answer` has the number of a member of staff for each answer they keyed ("savings",
    "children/1/born"); an answer that is not in it was given by the person. No answer stands here.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="keyed_answers")
    by_answer = models.JSONField(default=dict)

    objects: ClassVar[models.Manager[KeyedAnswers]] = models.Manager()

    def __str__(self) -> str:
        return f"who keyed application {self.application_id}"
