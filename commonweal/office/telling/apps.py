"""The telling app."""

from django.apps import AppConfig


class TellingConfig(AppConfig):
    """Telling people things the way they chose."""

    name = "commonweal.office.telling"
    label = "telling"
    default_auto_field = "django.db.models.BigAutoField"
