"""The keying app."""

from django.apps import AppConfig


class KeyingConfig(AppConfig):
    """Paper forms on their way into the system."""

    name = "commonweal.office.keying"
    label = "keying"
    default_auto_field = "django.db.models.BigAutoField"
