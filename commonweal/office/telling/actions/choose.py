"""Keep how somebody wants to be told."""

from __future__ import annotations

from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.actions.deciding import must_work
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.recording import recording
from commonweal.office.telling.models import ContactChoice
from commonweal.office.telling.service import ways_offered
from commonweal.office.telling.way_back import keep_way_back
from commonweal.service.types.how_told import HowTold


class BadChoice(ValueError):
    """The choice cannot be kept. `code` ends a key of the house's words, `telling_no_CODE`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def choose(case: Case, actor: Actor, *, way: str, form: str, address: str, site: str) -> ContactChoice:
    """Keep it, with an event that does not say the address. Raises BadChoice; PermissionDenied for staff."""
    if way not in ways_offered(catalogue.version(case.version.content_hash)):
        raise BadChoice("way")
    if form not in ContactChoice.Form.values:
        raise BadChoice("form")
    address = _address(way, address)
    with recording("choose contact", actor=actor, case=case) as facts:
        if actor.user is not None:
            must_work(case, actor)
        kept, _ = ContactChoice.objects.update_or_create(
            case=case,
            defaults={
                "way": way,
                "form": form,
                "address": address,
                "site": site,
                "failed_at": None,
                "changed_at": timezone.now(),
            },
        )
        facts["way"] = way
        facts["form"] = form
        keep_way_back(case, Application.objects.filter(case=case).first(), actor)
    return kept


def _address(way: str, typed: str) -> str:
    """As the journey's own question reads it, so that what is taken in one place is taken in the other."""
    parsed = HowTold().read({"way": way, way: typed}, "en")
    if not parsed.ok:
        raise BadChoice(way)
    assert isinstance(parsed.value, dict)
    return str(parsed.value.get("address", ""))
