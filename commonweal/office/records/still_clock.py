"""The clock of a decision: the moment its application was received, so that it can be made again."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone


def at(moment: datetime) -> Callable[[], datetime]:
    """A clock for FEEL's `now()` and `today()` that stands still at this moment, where we are."""
    here = timezone.localtime(moment)
    return lambda: here
