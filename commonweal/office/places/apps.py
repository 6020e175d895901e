"""The places app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Places of help, and where postcodes are."""

    name = "commonweal.office.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
