"""The catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Which services are offered, and every version of each that a case may rest on."""

    name = "commonweal.office.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
