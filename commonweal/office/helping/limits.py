"""How often help may be asked for, and codes and words tried."""

from __future__ import annotations

from datetime import timedelta

from commonweal.office.limiting.service import Limit

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)


def of_making(application: int, network: str) -> tuple[Limit, ...]:
    """Asking for a code: six for one draft and sixty from one network address in an hour."""
    return (
        Limit("help code", str(application), 6, HOUR),
        Limit("help code from", network, 60, HOUR),
    )


def of_typing(adviser: int, organisation: int) -> tuple[Limit, ...]:
    """Typing a code: ten for one adviser and a hundred for one organisation in fifteen minutes."""
    return (
        Limit("help code typed", str(adviser), 10, QUARTER),
        Limit("help code typed for", str(organisation), 100, QUARTER),
    )
