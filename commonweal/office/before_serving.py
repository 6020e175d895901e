"""What every process of the server needs is read once, before they are made, and shared by them.

Without it the first person to reach each new process waits while views are imported, the service's files are
read and templates compiled: longer than a thousand later pages take, and just when many come at once.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from importlib import import_module

from django.db import connections
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import get_resolver

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.catalogue.service import UnknownService


def make_ready() -> None:
    """Import every view, read every service that is offered, and compile every template.

    To be called in the process that the others are copied from: it leaves no connection open.
    """
    # Its views are imported when an address is first looked for.
    get_resolver().resolve("/health")
    # These are imported where pictures are drawn, so that a command that draws none need not wait for them.
    for name in ("altair", "vl_convert"):
        import_module(name)
    for slug in ServiceVersion.objects.order_by("slug").values_list("slug", flat=True).distinct():
        # One that is damaged must not keep the others from being served; its own pages will say so.
        with suppress(UnknownService):
            for journey in catalogue.current(slug).journeys.values():
                journey.path({})
    pages = engines["jinja2"]
    assert isinstance(pages, Jinja2)
    environment = pages.env
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
    connections.close_all()
    gc.collect()
    # What is here for good is neither looked through again nor copied when a process first does so.
    gc.freeze()
