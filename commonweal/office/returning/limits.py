"""How often the ways back may be tried. Counted the same whether or not anything is there to find.

Where trying is guessing, what is counted for a network address is what was wrong: a try that was right is
taken back, so that many people behind one address do not use up each other's.
"""

from __future__ import annotations

from datetime import timedelta

from commonweal.office.limiting.service import FROM_ONE_NETWORK, Limit

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def of_words(service: str, reference: str, network: str) -> tuple[Limit, ...]:
    """Typing words: five for one reference, thirty wrong from one network address, in fifteen minutes."""
    return (
        Limit("return words", f"{service} {reference}", 5, QUARTER),
        Limit("return words from", network, 30, QUARTER),
    )


def of_links_opened(network: str) -> tuple[Limit, ...]:
    """Opening links: sixty that open nothing from one network address in fifteen minutes."""
    return (Limit("return link from", network, 60, QUARTER),)


def of_asking(service: str, typed: str, network: str) -> tuple[Limit, ...]:
    """Asking for links, in an hour: three for one thing typed, and so many from one network address."""
    return (
        Limit("return asked", f"{service} {typed}", 3, HOUR),
        Limit("return asked from", network, FROM_ONE_NETWORK, HOUR),
    )


def of_saving(application: int, address: str, network: str) -> tuple[Limit, ...]:
    """Having a link sent while applying, in an hour: five for one draft, and so many from one network."""
    return (
        Limit("return saved", str(application), 5, HOUR),
        Limit("return saved from", network, FROM_ONE_NETWORK, HOUR),
        Limit("return sent to", address, 10, DAY),
    )


def of_sending(application: int, address: str) -> tuple[Limit, ...]:
    """Links the worker sends: five for one application and ten to one address in a day."""
    return (
        Limit("return sent", str(application), 5, DAY),
        Limit("return sent to", address, 10, DAY),
    )
