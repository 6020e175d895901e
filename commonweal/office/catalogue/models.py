"""Every version of every service folder that a case may rest on, kept whole."""

from django.db import models


class ServiceVersion(models.Model):
    """One service folder exactly as it was when it was added; found again by its content."""

    slug = models.SlugField(max_length=80)
    content_hash = models.CharField(max_length=64, unique=True)
    files = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)
    offered_at = models.DateTimeField(help_text="The last time this version became the one offered.")

    class Meta:
        """The version offered last is the one that new applications begin with."""

        indexes = (models.Index(fields=["slug", "-offered_at"], name="catalogue_offered"),)

    def __str__(self) -> str:
        return f"{self.slug} {self.content_hash[:12]}"


class PublishedPolicy(models.Model):
    """A policy that staff published: it stays when the service's folder is read again."""

    slug = models.SlugField(max_length=80)
    starts = models.DateField()
    document = models.BinaryField()
    published_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One for each day."""

        constraints = (models.UniqueConstraint(fields=["slug", "starts"], name="catalogue_one_policy_a_day"),)

    def __str__(self) -> str:
        return f"{self.slug} from {self.starts}"
