"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff sign-in, roles and permissions."""

    name = "commonweal.office.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
