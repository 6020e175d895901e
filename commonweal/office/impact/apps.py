"""The impact app."""

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    """Reports of what a change of policy would do."""

    name = "commonweal.office.impact"
    label = "impact"
    default_auto_field = "django.db.models.BigAutoField"
