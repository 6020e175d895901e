"""The casework app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The caseworker's queue and the case on one screen."""

    name = "commonweal.office.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
