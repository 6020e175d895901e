"""Ask for a new link. The page only writes down what was asked; the worker finds out whether there is one.

So the page does the same work, takes the same time and says the same, whatever exists.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commonweal.office.limiting import service as limiting
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording
from commonweal.office.records.reference import NotAReference, parse_reference
from commonweal.office.returning import limits
from commonweal.office.returning.actions.send_link import send_link
from commonweal.office.returning.models import LinkAsked, SavedPlace
from commonweal.office.returning.secrets_of_return import address_keys
from commonweal.service.types import Wording, question_type

MOST_AT_ONCE = 3


def ask_for_link(
    service: str, *, typed: str = "", secret_hash: str = "", language: str, site: str, network: str
) -> bool:
    """Write down that a link was asked for; False when there were too many from this network address.

    More than three an hour for one thing typed are not written down, and look the same.
    """
    of_it, of_network = limits.of_asking(service, typed or secret_hash, network)
    if not limiting.allow(of_network):
        return False
    heard = limiting.allow(of_it)
    with recording("ask for return link", actor=Actor.applicant(), subject=f"service:{service}") as facts:
        if heard:
            LinkAsked.objects.create(
                service=service,
                typed=typed[:254],
                secret_hash=secret_hash,
                language=language,
                site=site,
                at=timezone.now(),
            )
        facts["language"] = language
    return True


def answer_asked(limit: int = 50) -> int:
    """Send the links that were asked for and can be sent; gives how many were answered. For the worker."""
    done = 0
    for number in list(LinkAsked.objects.order_by("pk").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            asked = LinkAsked.objects.filter(pk=number).first()
            if asked is None or not LinkAsked.objects.filter(pk=number).delete()[0]:
                continue
            for place in _places(asked):
                if limiting.allow(*limits.of_sending(place.application_id, place.address)):
                    SavedPlace.objects.filter(pk=place.pk).update(site=asked.site)
                    place.site = asked.site
                    send_link(place, actor=Actor.worker(), language=asked.language)
            done += 1
    return done


def _places(asked: LinkAsked) -> list[SavedPlace]:
    """The places that what was typed leads to, and that a link can be sent for."""
    places = SavedPlace.objects.filter(application__service=asked.service).exclude(address="")
    if asked.secret_hash:
        return list(places.filter(links__secret_hash=asked.secret_hash))
    try:
        return list(places.filter(reference=parse_reference(asked.typed)))
    except NotAReference:
        pass
    keys = []
    for kind, name in (("email", "email"), ("text", "phone")):
        parsed = question_type(name, Wording()).parse({"value": asked.typed}, asked.language)
        if not parsed.errors and parsed.value:
            keys += address_keys(kind, str(parsed.value))
    return list(places.filter(address_key__in=keys).order_by("-pk")[:MOST_AT_ONCE])
