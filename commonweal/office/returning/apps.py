"""The returning app."""

from django.apps import AppConfig


class ReturningConfig(AppConfig):
    """Save and come back, on any device, without an account."""

    name = "commonweal.office.returning"
    label = "returning"
    default_auto_field = "django.db.models.BigAutoField"
