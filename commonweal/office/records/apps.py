"""The records app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Cases, decisions and the chain of events: what is known, and that nothing was altered."""

    name = "commonweal.office.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
