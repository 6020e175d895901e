"""How often help may be asked for, and codes and words tried."""

from __future__ import annotations

from datetime import timedelta

from commonweal.office.limiting.service import FROM_ONE_NETWORK, Limit

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)


def of_making(application: int, network: str) -> tuple[Limit, ...]:
    """Asking for a code, in an hour: six for one draft, and so many from one network address."""
    return (
        Limit("help code", str(application), 6, HOUR),
        Limit("help code from", network, FROM_ONE_NETWORK, HOUR),
    )


def of_typing(adviser: int, organisation: int) -> tuple[Limit, ...]:
    """Typing a code: ten for one adviser and a hundred for one organisation in fifteen minutes."""
    return (
        Limit("help code typed", str(adviser), 10, QUARTER),
        Limit("help code typed for", str(organisation), 100, QUARTER),
    )
