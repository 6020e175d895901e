"""The applying app."""

from django.apps import AppConfig


class ApplyingConfig(AppConfig):
    """The applicant's side: drafts, questions, checking, submitting."""

    name = "commonweal.office.applying"
    label = "applying"
    default_auto_field = "django.db.models.BigAutoField"
