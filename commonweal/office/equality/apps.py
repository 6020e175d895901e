"""The equality app."""

from django.apps import AppConfig


class EqualityConfig(AppConfig):
    """The equality questions."""

    name = "commonweal.office.equality"
    label = "equality"
    default_auto_field = "django.db.models.BigAutoField"
