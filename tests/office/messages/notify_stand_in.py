"""A server that answers as GOV.UK Notify's API does, on this machine: the real client talks to it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4


class StandIn:
    """What was asked, and what is answered next."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any], str]] = []
        self.answer: int = 201
        self.url = ""
        self.status: dict[str, str] = {}
        """What is told of each thing that was taken, by its id."""
        self.references: dict[str, str] = {}
        self.looked: list[str] = []

    def settings(self) -> dict[str, Any]:
        """NOTIFY as a site has it that uses this server."""
        return {
            "key": f"test-{uuid4()}-{uuid4()}",
            "url": self.url,
            "email_template": "email-template",
            "text_template": "text-template",
            "timeout": 5,
        }

    def receipt(self, number: str, status: str, kind: str = "email") -> dict[str, Any]:
        """What Notify sends to a callback, as its documentation has it ("Delivery receipts")."""
        return {
            "id": number,
            "reference": self.references.get(number),
            "to": "sian@example.com",
            "status": status,
            "created_at": "2026-11-29T12:15:30.000000Z",
            "completed_at": "2026-11-29T12:15:30.000000Z",
            "sent_at": "2026-11-29T12:15:30.000000Z",
            "notification_type": kind,
            "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a",
            "template_version": 1,
        }


@contextmanager
def notify() -> Iterator[StandIn]:
    """The server, until the block ends."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stand_in.asked.append((self.path, body, self.headers["Authorization"]))
            said = _fault(stand_in.answer)
            if stand_in.answer == 201:
                said = {"id": str(uuid4())}
                stand_in.status[said["id"]] = "accepted" if "letter" in self.path else "created"
                stand_in.references[said["id"]] = str(body.get("reference", ""))
            self._say(stand_in.answer, said)

        def do_GET(self) -> None:
            stand_in.looked.append(self.path)
            asked = urlsplit(self.path)
            number = asked.path.rpartition("/")[2]
            if number == "notifications":
                (wanted,) = parse_qs(asked.query)["reference"]
                found = [{"id": each} for each, held in stand_in.references.items() if held == wanted]
                self._say(200, {"notifications": found, "links": {}})
            elif number in stand_in.status:
                self._say(200, stand_in.receipt(number, stand_in.status[number]))
            else:
                self._say(404, _fault(404))

        def _say(self, status: int, said: dict[str, Any]) -> None:
            content = json.dumps(said).encode()
            self.send_response(status)
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
