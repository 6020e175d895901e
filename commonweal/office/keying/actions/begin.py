"""Begin keying a form: a new draft, with nothing of anybody's before it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from commonweal.office.accounts.models import User
from commonweal.office.applying.actions.start import start
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.keying.models import PaperForm


def begin(
    service: PreparedService, language: str, keyed_by: User, received_on: date, form_code: str = ""
) -> PaperForm:
    """Make the draft of a form that came on a day, in the language it is written in."""
    with transaction.atomic():
        application = start(service, language, channel="paper", keyed_by=keyed_by)
        return PaperForm.objects.create(application=application, received_on=received_on, form_code=form_code)
