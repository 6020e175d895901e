"""The pages app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The look and built-in pages of every screen."""

    name = "commonweal.office.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
