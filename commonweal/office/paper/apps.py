"""The paper app."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    """Forms to print, blank and filled in, and phone scripts."""

    name = "commonweal.office.paper"
    label = "paper"
