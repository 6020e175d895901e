"""The measures app."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """How well a service works for people."""

    name = "commonweal.office.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"
