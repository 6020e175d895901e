"""A server that answers as GOV.UK Notify's API does, on this machine: the real client talks to it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4


class StandIn:
    """What was asked, and what is answered next."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any], str]] = []
        self.answer: int = 201
        self.url = ""


@contextmanager
def notify() -> Iterator[StandIn]:
    """The server, until the block ends."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stand_in.asked.append((self.path, body, self.headers["Authorization"]))
            said = {"id": str(uuid4())} if stand_in.answer == 201 else _fault(stand_in.answer)
            content = json.dumps(said).encode()
            self.send_response(stand_in.answer)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield stand_in
    server.shutdown()
    thread.join()
    server.server_close()


def _fault(status: int) -> dict[str, Any]:
    return {"status_code": status, "errors": [{"error": "Fault", "message": "no"}]}
