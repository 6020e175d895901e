"""Where an applicant goes next, as a place in the service's addresses."""

from __future__ import annotations

from django.http import HttpRequest

from commonweal.service.path import Path

CHECK = "check-answers"
CHANGING = "change"
FROM_LIST = "list"


def came_to_change(request: HttpRequest) -> str:
    """Whether an applicant came to change an answer: "yes" from check-answers, "list" from a list."""
    asked = request.GET.get(CHANGING, "")
    return asked if asked in {"yes", FROM_LIST} else ""


def place_of(address: str, changing: str = "") -> str:
    """A page's place; `changing` keeps it known that the applicant came to change an answer."""
    return f"apply/{address}" + (f"?{CHANGING}={changing}" if changing else "")


def first_place(path: Path) -> str:
    """Where an application has got to: the first page to answer, where it stops, or check-answers."""
    if path.stop is not None:
        return place_of(path.stop.address)
    page = path.next()
    return place_of(page.address) if page is not None else CHECK


def place_after(path: Path, address: str, changing: str, was_answered: bool) -> str:
    """Where saving a page leads.

    Going through for the first time: to the next page that wants an answer. Changing one from
    check-answers: straight back there, by way of any question that is newly needed. Changing one in a
    list, or adding to it: back to the list.
    """
    if path.stop is not None and path.stop.page.address == address:
        return place_of(path.stop.address, changing)
    name = address.split("/")[0]
    in_list = "/" in address
    if in_list and (changing == FROM_LIST or not was_answered):
        page = path.next(after=address)
        back_in_list = page is not None and page.address == name
        return _place(path, page.address if page else None, "yes" if changing and back_in_list else changing)
    if changing:
        page = path.next()
        return _place(path, page.address if page else None, changing)
    page = path.next(after=address)
    return _place(path, page.address if page else None, "")


def _place(path: Path, address: str | None, changing: str) -> str:
    if address is not None:
        return place_of(address, changing)
    return place_of(path.stop.address, changing) if path.stop is not None else CHECK


def place_before(path: Path, address: str, changing: str) -> str:
    """Where the back link leads: the page above, or where the applicant came from to change an answer."""
    if changing == FROM_LIST and "/" in address:
        return place_of(address.split("/")[0], "yes")
    if changing:
        return CHECK
    above = path.before(address)
    return place_of(above.address) if above is not None else ""
