"""The links under a list of several pages, as the pagination component takes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page


@dataclass(frozen=True)
class PageLinks:
    """What the pagination component takes."""

    items: list[dict[str, Any]] = field(default_factory=list)
    previous: dict[str, str] | None = None
    next: dict[str, str] | None = None


def page_links(page: Page[Any], address: Callable[[int], str]) -> PageLinks:
    """The links around `page`; `address` gives the address of a page by its number."""
    paginator = page.paginator
    if paginator.num_pages < 2:
        return PageLinks()
    items: list[dict[str, Any]] = []
    for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            items.append({"number": number, "href": address(number), "current": number == page.number})
        else:
            items.append({"ellipsis": True})
    return PageLinks(
        items,
        {"href": address(page.previous_page_number())} if page.has_previous() else None,
        {"href": address(page.next_page_number())} if page.has_next() else None,
    )
