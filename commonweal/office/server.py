"""The web server: gunicorn with threads, set up here and not by a file or flags."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connections
from gunicorn.app.base import BaseApplication


class Server(BaseApplication):
    """Serves the office's WSGI application."""

    def __init__(
        self,
        *,
        host: str,
        port: int,
        threads: int,
        processes: int,
        grace: int,
        ready: Callable[[], None] | None = None,
    ) -> None:
        self._options: dict[str, Any] = {
            "bind": [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"],
            "worker_class": "gthread",
            "workers": processes,
            "threads": threads,
            "preload_app": True,
            "graceful_timeout": grace,
            "timeout": 60,
            "keepalive": 5,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "limit_request_line": 4094,
            "limit_request_fields": 60,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "proc_name": "commonweal",
            "control_socket_disable": True,
            "when_ready": (lambda _: ready()) if ready else None,
            "pre_fork": lambda _server, _worker: connections.close_all(),
        }
        super().__init__()

    def init(self, parser: Any, opts: Any, args: Any) -> None:
        """Nothing is read from the command line."""

    def load_config(self) -> None:
        """Take our own settings only; no file and no environment variable changes them."""
        for name, value in self._options.items():
            if value is not None or name == "accesslog":
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, loaded and made ready once before the processes are made."""
        from commonweal.office.before_serving import make_ready
        from commonweal.office.wsgi import application

        make_ready()
        return application
