"""The drafting app."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Drafts of a policy, from the first change to the day they are published."""

    name = "commonweal.office.drafting"
    label = "drafting"
    default_auto_field = "django.db.models.BigAutoField"
