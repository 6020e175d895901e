"""The helping app."""

from django.apps import AppConfig


class HelpingConfig(AppConfig):
    """Advisers who fill in an application with a person."""

    name = "commonweal.office.helping"
    label = "helping"
    default_auto_field = "django.db.models.BigAutoField"
