"""A form that a script sent (frontend/src/sending.mjs) is told where to go, and is not sent there unseen.

A redirect is followed by the browser before the script hears of it, and an answer that has been stored would
count as lost when the page after it does not come. So the place is said in a 204 with `Location`, and the
script opens it as a page of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

HEADER: Final = "X-Sent-By"
_REDIRECTS: Final = frozenset({301, 302, 303})


def sent_by_script(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code in _REDIRECTS and request.headers.get(HEADER) == "script":
            response.status_code = 204
            response.content = b""
            response.headers.pop("Content-Type", None)
            response.headers.pop("Content-Length", None)
        return response

    return middleware
