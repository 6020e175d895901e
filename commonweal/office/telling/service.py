"""What the other apps ask: how a letter goes, tell somebody of one, and forget how they are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.letters.models import Letter
from commonweal.office.messages import service as messages
from commonweal.office.messages.models import Message
from commonweal.office.records.models import Case
from commonweal.office.telling.forms_of_letter import large_print
from commonweal.office.telling.models import ContactChoice
from commonweal.office.telling.text_alphabet import in_gsm
from commonweal.service.telling import KEY
from commonweal.service.types.how_told import WAYS


def choice_of(case: Case) -> ContactChoice | None:
    """What the person chose; None when they have not."""
    return ContactChoice.objects.filter(case=case).first()


def keep_choice(case: Case, chosen: Mapping[str, Any], site: str) -> ContactChoice:
    """Keep what was chosen in the application, in the caller's transaction and with the caller's event.

    `chosen` has the form in which its question is stored.
    """
    return ContactChoice.objects.create(
        case=case,
        way=chosen["way"],
        form=chosen["form"],
        address=chosen.get("address", ""),
        site=site,
        changed_at=timezone.now(),
    )


def chosen_now(case: Case) -> dict[str, Any]:
    """How the person is told, as an answer beside the case's own; {} where they have not chosen."""
    choice = choice_of(case)
    if choice is None:
        return {}
    address = {"address": choice.address} if choice.address else {}
    return {KEY: {"way": choice.way, "form": choice.form, **address}}


def ways_offered(prepared: PreparedService) -> tuple[str, ...]:
    """The ways that a service offers: what service.yaml says in `tell by`, else all."""
    return prepared.folder.service.tell_by or WAYS


def goes_by_post(case: Case) -> bool:
    """Whether letters are to be posted: unless the person chose otherwise."""
    choice = choice_of(case)
    return choice is None or choice.way == ContactChoice.Way.POST


def pdf_of(letter: Letter) -> bytes | None:
    """The letter's PDF where the person chose another form than standard print, else None."""
    choice = choice_of(letter.case)
    return large_print(letter) if choice is not None and choice.form == ContactChoice.Form.LARGE else None


def tell(case: Case, template: str, language: str, **values: str) -> Message | None:
    """Send the person a message with a link to the status page; None where they have not chosen messages.

    It holds nothing of what the letter says. In the caller's transaction.
    """
    choice = choice_of(case)
    if choice is None or choice.way == ContactChoice.Way.POST:
        return None
    service = catalogue.version(case.version.content_hash).folder.service.words(language)
    middle = "" if language == "en" else f"{language}/"
    filled = {
        "service": service.name,
        "link": f"{settings.ADDRESS or choice.site}/{case.service}/{middle}status",
        "phone": service.contact.get("phone", ""),
        **values,
    }
    if choice.way == ContactChoice.Way.TEXT:
        filled = {name: in_gsm(value) for name, value in filled.items()}
    return messages.send(
        template,
        kind=choice.way,
        to=choice.address,
        language=language,
        about=f"case:{case.pk}",
        values=filled,
    )


def forget_contact(case: Case) -> None:
    """Delete how somebody wanted to be told, and what waits to be sent to them."""
    messages.withdraw(f"case:{case.pk}")
    ContactChoice.objects.filter(case=case).delete()
