"""What every page tells the browser to refuse: anything not ours, framing, guessing, listening."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
REFUSED = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. A view that needs another content policy sets its own, and it is kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        headers = response.headers
        if headers.get("Content-Type", "").startswith("text/html"):
            headers.setdefault("Content-Security-Policy", POLICY)
        headers.setdefault("X-Frame-Options", "DENY")
        if request.path.startswith("/staff/"):
            # What a view's own gate did not reach: a method it does not take, a redirect to a final slash.
            headers.setdefault("Cache-Control", "no-store")
        headers.setdefault("Permissions-Policy", REFUSED)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
