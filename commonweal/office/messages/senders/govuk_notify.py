"""Messages by GOV.UK Notify (https://www.notifications.service.gov.uk), with its own Python client.

Notify sends templates that are made there. We keep the words here, in both languages and under version
control, so it needs one template of each kind: an email template with the subject `((subject))` and the
message `((body))`, and a text template with the message `((body))`.
"""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from commonweal.office.messages.delivery import Delivery, delivery_of
from commonweal.office.messages.models import Message
from commonweal.office.messages.senders.sender import Refused


class GovukNotify:
    """A client of Notify's API. Needs the extra `notify`."""

    @classmethod
    def chosen(cls) -> GovukNotify:
        """The client of this site's settings."""
        return cls(**settings.NOTIFY)

    def __init__(self, key: str, url: str, email_template: str, text_template: str, timeout: int) -> None:
        self._client = NotificationsAPIClient(key, base_url=url, timeout=timeout)
        self._templates = {Message.Kind.EMAIL: email_template, Message.Kind.TEXT: text_template}

    def deliver(self, message: Message) -> str:
        """Hand it to Notify, with our number as its reference; gives Notify's own id."""
        given = {"body": message.body}
        template = self._templates[Message.Kind(message.kind)]
        try:
            if message.kind == Message.Kind.EMAIL:
                answer = self._client.send_email_notification(
                    message.to, template, given | {"subject": message.title}, reference=str(message.pk)
                )
            else:
                answer = self._client.send_sms_notification(
                    message.to, template, given, reference=str(message.pk)
                )
        except HTTPError as error:
            # A wrong address or template (400) stays wrong. A wrong key (403), a limit (429) or a fault of
            # Notify's is put right, and the message waits for it.
            if error.status_code == 400:
                raise Refused("Notify refused it (400)") from None
            raise
        return str(answer["id"])

    def delivery_of(self, receipt: str, *, letter: bool = False) -> Delivery | None:
        """What became of what Notify calls `receipt`; None for a word that we do not know."""
        answer = self._client.get_notification_by_id(receipt)
        return delivery_of(str(answer["status"]), letter=letter)

    def post(self, reference: str, pdf: bytes, *, again: bool) -> str:
        """Have a letter printed and posted; gives Notify's own id. Raises Refused for one it cannot print.

        `again` says that this was tried before and that we do not know how it ended: then Notify is asked
        first whether it has the letter already, so that nobody gets it twice.
        """
        if again:
            known = self._client.get_all_notifications(template_type="letter", reference=reference)
            for each in known.get("notifications", ()):
                return str(each["id"])
        try:
            answer = self._client.send_precompiled_letter_notification(reference, BytesIO(pdf))
        except HTTPError as error:
            if error.status_code == 400:
                raise Refused("Notify refused it (400)") from None
            raise
        return str(answer["id"])
