"""How often the ways back may be tried. Counted the same whether or not anything is there to find."""

from __future__ import annotations

from datetime import timedelta

from commonweal.office.limiting.service import Limit

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def of_words(service: str, reference: str, network: str) -> tuple[Limit, ...]:
    """Typing words: five for one reference, thirty from one network address, in fifteen minutes."""
    return (
        Limit("return words", f"{service} {reference}", 5, QUARTER),
        Limit("return words from", network, 30, QUARTER),
    )


def of_links_opened(network: str) -> tuple[Limit, ...]:
    """Opening links: sixty from one network address in fifteen minutes."""
    return (Limit("return link from", network, 60, QUARTER),)


def of_asking(service: str, typed: str, network: str) -> tuple[Limit, ...]:
    """Asking for links: three for one thing typed, thirty from one network address, in an hour."""
    return (
        Limit("return asked", f"{service} {typed}", 3, HOUR),
        Limit("return asked from", network, 30, HOUR),
    )


def of_saving(application: int, address: str, network: str) -> tuple[Limit, ...]:
    """Having a link sent while applying: five for one draft and thirty from one network in an hour."""
    return (
        Limit("return saved", str(application), 5, HOUR),
        Limit("return saved from", network, 30, HOUR),
        Limit("return sent to", address, 10, DAY),
    )


def of_sending(application: int, address: str) -> tuple[Limit, ...]:
    """Links the worker sends: five for one application and ten to one address in a day."""
    return (
        Limit("return sent", str(application), 5, DAY),
        Limit("return sent to", address, 10, DAY),
    )
