"""Compresses pages on their way out: Brotli where the browser takes it, else gzip.

Ours because the packaged ones compress at a cost of milliseconds a page or bring another compressor; here
a page takes about a tenth of one. Pages hold the answer that was just sent and a secret (the CSRF token)
together, which a listener could try to tell apart by length (BREACH); Django masks the token afresh on every
page, so that its length tells nothing. Built files are compressed once, when they are built.
"""

import gzip
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

SMALLEST = 400
KINDS = ("text/html", "text/plain", "text/csv", "application/json")


def compression(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        headers = response.headers
        if (
            isinstance(response, StreamingHttpResponse)
            or len(response.content) < SMALLEST
            or "Content-Encoding" in headers
            or not headers.get("Content-Type", "").startswith(KINDS)
        ):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if _accepts("br", accepted):
            response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=5, lgwin=16)
            headers["Content-Encoding"] = "br"
        elif _accepts("gzip", accepted):
            response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
            headers["Content-Encoding"] = "gzip"
        else:
            return response
        headers["Content-Length"] = str(len(response.content))
        return response

    return middleware


def _accepts(coding: str, accepted: str) -> bool:
    """Whether a coding is in Accept-Encoding and not refused there with q=0."""
    for each in accepted.split(","):
        name, _, weight = each.strip().partition(";")
        if name.strip().lower() == coding:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
