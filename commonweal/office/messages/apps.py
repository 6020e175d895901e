"""The messages app."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Short messages to people, by email or text."""

    name = "commonweal.office.messages"
    # Django's own app of on-screen messages has the short one.
    label = "outgoing_messages"
    default_auto_field = "django.db.models.BigAutoField"
