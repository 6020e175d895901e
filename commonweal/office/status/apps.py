"""The status app."""

from django.apps import AppConfig


class StatusConfig(AppConfig):
    """Where an application is, for the person who sent it."""

    name = "commonweal.office.status"
    label = "status"
    default_auto_field = "django.db.models.BigAutoField"
