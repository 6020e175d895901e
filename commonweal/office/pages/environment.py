"""The Jinja2 environment of every page."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from commonweal.office.pages.assets import asset
from commonweal.office.pages.links_in_words import linked
from commonweal.office.pages.showing import amount, day, instant
from commonweal.office.pages.site_languages import site_address
from commonweal.office.pages.words import WORDS
from commonweal.service.languages import IN_ENGLISH
from commonweal.service.right_to_left import direction, direction_of, in_order


def _warn_after() -> int:
    """Seconds after which a page of staff asks whether they are still there."""
    from commonweal.office.accounts.idle import WARNED

    return int(settings.STAFF_IDLE - WARNED)


def environment(**options: Any) -> Environment:
    """Build the environment; Django passes loader and autoescape.

    A misspelt name in a template is an error and not a blank. `words` holds what the house itself says,
    by language; `asset` gives a built file's address.
    """
    # Django gives a lenient one of its own, so it is set and not defaulted.
    options["undefined"] = StrictUndefined
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 (Django turns autoescape on)
    made.globals |= {"asset": asset, "url": reverse, "words": WORDS}
    made.globals |= {
        "direction": direction,
        "direction_of": direction_of,
        "linked": linked,
        "in_english": IN_ENGLISH,
        "site_address": site_address,
        "warn_after": _warn_after,
    }
    made.filters |= {"plain": str, "in_order": in_order, "day": day, "instant": instant, "amount": amount}
    return made
