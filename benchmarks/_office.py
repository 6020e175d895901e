"""An office of its own for a benchmark: an empty database, one service, and WSGI calls without a network."""

from __future__ import annotations

import atexit
import io
import math
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
SERVICE = ROOT / "services" / "council-tax-support"


def set_up(database: str | None = None) -> None:
    """Make the database (SQLite in a folder of its own, or the address given) and offer the service."""
    folder = tempfile.mkdtemp(prefix="commonweal-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["COMMONWEAL_DATA"] = folder
    os.environ["SECRET_KEY"] = "for benchmarks only"
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonweal.office.settings"
    os.environ.pop("DATABASE_URL", None)
    if database:
        os.environ["DATABASE_URL"] = database
    import django
    from django.core.management import call_command

    django.setup()
    import logging

    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    from commonweal.office.catalogue import service as catalogue

    catalogue.add(SERVICE)


class Browser:
    """Calls a WSGI application as a browser would, keeping cookies."""

    def __init__(self, application: Callable[..., Any]) -> None:
        self.application = application
        self.cookies: dict[str, str] = {}

    def call(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """One request; gives status, headers and body."""
        body = urlencode(fields or {}).encode() if method == "POST" else b""
        place, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        answered: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], _exc: Any = None) -> None:
            answered["status"], answered["headers"] = int(status[:3]), headers

        given = self.application(environ, start_response)
        content = b"".join(given)
        if hasattr(given, "close"):
            given.close()
        for name, value in answered["headers"]:
            if name == "Set-Cookie":
                cookie, _, _ = value.partition(";")
                key, _, held = cookie.partition("=")
                self.cookies[key] = held
        return answered["status"], dict(answered["headers"]), content

    def html(self, path: str) -> str:
        """A page's HTML."""
        _, headers, content = self.call("GET", path)
        if headers.get("Content-Encoding") == "br":
            import brotli

            content = brotli.decompress(content)
        return content.decode()


def hidden(html: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    return found[1] if found else ""


def cpu_ms(works: Mapping[str, Callable[[], object]], times: int = 100, rounds: int = 9) -> dict[str, float]:
    """Processor milliseconds of one call of each: the least of several rounds.

    The works take turns in every round, so that a machine that is busy for a while is so for all; the least
    is what the work itself takes, for nothing makes it faster and much makes it slower.
    """
    least = dict.fromkeys(works, math.inf)
    for turn in range(rounds + 1):
        for name, work in works.items():
            began = time.process_time()
            for _ in range(times):
                work()
            if turn:
                least[name] = min(least[name], (time.process_time() - began) / times * 1000)
    return least
