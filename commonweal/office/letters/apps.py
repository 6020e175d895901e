"""The letters app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters: queued with the decision, written and sent by the worker."""

    name = "commonweal.office.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
