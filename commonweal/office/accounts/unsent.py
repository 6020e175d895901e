"""What a member of staff had typed when their session ended: kept by their own browser, and theirs alone.

Every form that somebody types into says, signed, who it was made for. Posted when nobody is signed in, or
with a token of an earlier session, it does nothing; what was typed goes, signed, into the sign-in page that
answers, and from there to the same page as before, if the same person signs in. Anybody else is given
nothing of it, and the server keeps nothing of it until then.
"""

from __future__ import annotations

from typing import Any, Final

from django.core import signing
from django.http import HttpRequest, QueryDict

from commonweal.office.accounts.models import User

TYPED_BY: Final = "typed_by"
FIELD: Final = "unsent"
_IN_SESSION: Final = "unsent"
_WHO: Final = "accounts.typed-by"
_WHAT: Final = "accounts.unsent"
_NOT_TYPED: Final = frozenset({"csrfmiddlewaretoken", TYPED_BY, "step"})
LONGEST_KEPT: Final = 20_000
MOST_FIELDS: Final = 100
DAY: Final = 24 * 60 * 60


def made_for(user: User) -> str:
    """What a form says of the person it was made for."""
    return signing.dumps(user.pk, salt=_WHO)


def who_typed(request: HttpRequest) -> int | None:
    """Whom the form that was posted was made for; None when it does not say, or not in our hand."""
    try:
        number = signing.loads(request.POST.get(TYPED_BY, ""), salt=_WHO)
    except signing.BadSignature:
        return None
    return number if isinstance(number, int) else None


def hold(request: HttpRequest, page: str) -> str:
    """All that was posted, and the page it belongs to, for sign-in to carry; "" when it is nobody's."""
    who = who_typed(request)
    if who is None:
        return ""
    return signing.dumps(
        {"who": who, "page": page, "fields": _fields(request.POST)}, salt=_WHAT, compress=True
    )


def give_back(request: HttpRequest, held: str, user: User) -> str:
    """Let the page have what was held, if this person typed it; give its address, or "" when not."""
    try:
        found: dict[str, Any] = signing.loads(held, salt=_WHAT, max_age=DAY)
    except signing.BadSignature:
        return ""
    if found["who"] != user.pk:
        return ""
    return _let(request, found["page"], found["fields"])


def give_straight_back(request: HttpRequest, page: str) -> str:
    """As `give_back`, when the person who typed is signed in again already."""
    if not isinstance(request.user, User) or who_typed(request) != request.user.pk:
        return ""
    return _let(request, page, _fields(request.POST))


def unsent(request: HttpRequest) -> QueryDict | None:
    """What the person had typed on this very page before their session ended, once; None when nothing."""
    kept = request.session.get(_IN_SESSION)
    if request.method != "GET" or kept is None or kept["page"] != request.path:
        return None
    del request.session[_IN_SESSION]
    typed = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        typed.setlist(name, values)
    return typed


def kept_for(request: HttpRequest) -> str:
    """The page that something typed is kept for; "" when nothing is."""
    kept = request.session.get(_IN_SESSION)
    return str(kept["page"]) if kept else ""


def throw_away(request: HttpRequest) -> None:
    """Keep nothing of what was typed."""
    request.session.pop(_IN_SESSION, None)


def _let(request: HttpRequest, page: str, fields: dict[str, list[str]]) -> str:
    request.session[_IN_SESSION] = {"page": page, "fields": fields}
    return page


def _fields(posted: QueryDict) -> dict[str, list[str]]:
    names = [name for name in posted if name not in _NOT_TYPED][:MOST_FIELDS]
    return {name: [value[:LONGEST_KEPT] for value in posted.getlist(name)[:MOST_FIELDS]] for name in names}
