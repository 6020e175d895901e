"""Where the public reaches the site, for links in messages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site_of(request: HttpRequest) -> str:
    """The address that links begin with: the one configured, else the one asked for (an allowed host)."""
    return str(settings.ADDRESS or f"{request.scheme}://{request.get_host()}")
