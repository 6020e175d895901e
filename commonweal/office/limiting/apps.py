"""The limiting app."""

from django.apps import AppConfig


class LimitingConfig(AppConfig):
    """How often something may be tried."""

    name = "commonweal.office.limiting"
    label = "limiting"
    default_auto_field = "django.db.models.BigAutoField"
