"""The WSGI application that gunicorn, or any other server, runs."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.office.settings")

application = get_wsgi_application()


def _read_every_page() -> None:
    """Import all that pages need before anybody waits, in the process that the others are forked from."""
    _ = get_resolver().url_patterns
    # These are imported where pictures are drawn, so that a command that draws none need not wait for them.
    for name in ("altair", "vl_convert"):
        import_module(name)


_read_every_page()
