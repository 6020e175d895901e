"""The Jinja2 environment of every page."""

from typing import Any

from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from commonweal.office.pages.assets import asset
from commonweal.office.pages.showing import amount, day, instant
from commonweal.office.pages.words import WORDS
from commonweal.service.languages import Borrowed, direction


def environment(**options: Any) -> Environment:
    """Build the environment; Django passes loader and autoescape.

    A misspelt name in a template is an error and not a blank. `words` holds what the house itself says,
    by language; `asset` gives a built file's address.
    """
    # Django gives a lenient one of its own, so it is set and not defaulted.
    options["undefined"] = StrictUndefined
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 (Django turns autoescape on)
    made.globals |= {"asset": asset, "url": reverse, "words": WORDS}
    made.globals |= {"direction": direction}
    made.tests["borrowed"] = lambda word: isinstance(word, Borrowed)
    made.filters |= {"plain": str, "day": day, "instant": instant, "amount": amount}
    return made
