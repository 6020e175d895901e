"""The evidence app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Photos and PDFs that people send as evidence."""

    name = "commonweal.office.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
