"""What is asked before a form is keyed: which form, in which language, and the day it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.catalogue.service import PreparedService, UnknownService
from commonweal.office.paper.form_code import form_code, parse_form_code
from commonweal.service.types import Wording, question_type

LONGEST_AGO = timedelta(days=366)
_DATE = question_type(
    "date", Wording(subject="The date received", missing="Enter the date the form was received")
)


@dataclass(frozen=True)
class Started:
    """What was entered: the version to key, or errors by field."""

    errors: dict[str, str]
    service: PreparedService | None = None
    language: str = ""
    received_on: date | None = None
    form_code: str = ""


def read_start(form: Mapping[str, str]) -> Started:
    """Read the start page's form. Every field that is wrong has its sentence."""
    errors: dict[str, str] = {}
    # In the order of the fields on the page, which is that of the list of errors above them.
    received_on = _received_on(form, errors)
    service = _service(form, errors)
    language = form.get("language", "")
    if service is not None and language not in service.folder.service.languages:
        errors["language"] = "Select the language that the form is filled in in"
    if errors or service is None:
        return Started(errors)
    code = form_code(service.content_hash) if form.get("code", "").strip() else ""
    return Started({}, service, language, received_on, code)


def _service(form: Mapping[str, str], errors: dict[str, str]) -> PreparedService | None:
    typed = form.get("code", "").strip()
    if typed:
        start = parse_form_code(typed)
        if start is None:
            errors["code"] = "Enter the form code as it is printed, like 3F9A-1C22-D07E, or leave it blank"
            return None
        found = ServiceVersion.objects.filter(content_hash__startswith=start).first()
        if found is None:
            errors["code"] = (
                "No form of ours has this code. Check it, or leave it blank and select the service"
            )
            return None
        return catalogue.version(found.content_hash)
    try:
        return catalogue.current(form.get("service", ""))
    except UnknownService:
        errors["service"] = "Select the service, or enter the form code"
        return None


def _received_on(form: Mapping[str, str], errors: dict[str, str]) -> date | None:
    parsed = _DATE.parse({part: form.get(f"received-{part}", "") for part in _DATE.parts})
    if parsed.errors:
        errors["received"] = parsed.errors[0].message
        return None
    received_on = date.fromisoformat(str(parsed.value))
    today = timezone.localdate()
    if received_on > today:
        errors["received"] = "The date received must be today or in the past"
    elif today - received_on > LONGEST_AGO:
        errors["received"] = "The date received must be within the last year: check the year"
    return received_on
