"""The signing-in app."""

from django.apps import AppConfig


class SigningInConfig(AppConfig):
    """Sign-in by OpenID Connect."""

    name = "commonweal.office.signing_in"
    label = "signing_in"
    default_auto_field = "django.db.models.BigAutoField"
