"""The process app."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    """What happens after someone applies: the BPMN file, run."""

    name = "commonweal.office.process"
    label = "process"
    default_auto_field = "django.db.models.BigAutoField"
