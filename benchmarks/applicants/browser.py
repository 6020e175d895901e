"""One person's browser: a kept connection, cookies, redirects, and how long each request took."""

from __future__ import annotations

import http.client
import select
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import brotli

PATIENCE = 30.0
"""Seconds after which somebody gives a page up."""


class Trouble(Exception):
    """A page that did not come, or was not the one that anybody would expect."""


@dataclass(frozen=True)
class Asked:
    """One request and how it went. `seconds` is from sending it to having all of the answer."""

    method: str
    address: str
    status: int
    seconds: float
    at: float
    bytes: int


@dataclass(frozen=True)
class Shown:
    """A page as it came."""

    address: str
    status: int
    body: bytes
    kind: str


class Browser:
    """Keeps its connection for as long as the server does, as browsers do."""

    def __init__(self, host: str, port: int, note: Callable[[Asked], None]) -> None:
        self.host, self.port = host, port
        self.cookies: dict[str, str] = {}
        self.connections = 0
        self.sent_again = 0
        self._note = note
        self._connection: http.client.HTTPConnection | None = None

    def get(self, address: str) -> Shown:
        """Open an address, and follow where it leads."""
        return self._follow(self._ask("GET", address))

    def post(self, address: str, fields: Mapping[str, str | Sequence[str]]) -> Shown:
        """Send a form, and follow where it leads."""
        return self._follow(self.send(address, fields))

    def send(self, address: str, fields: Mapping[str, str | Sequence[str]]) -> Shown:
        """Send a form and stop at what comes; `address` of a redirect is where it leads."""
        return self._ask("POST", address, urlencode(fields, doseq=True).encode())

    def follow(self, shown: Shown) -> Shown:
        """Go where a redirect leads."""
        return self._follow(shown)

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _follow(self, shown: Shown) -> Shown:
        for _ in range(5):
            if shown.status not in {302, 303}:
                return shown
            shown = self._ask("GET", shown.address)
        raise Trouble(f"{shown.address}: it leads in a circle")

    def _ask(self, method: str, address: str, body: bytes | None = None) -> Shown:
        headers = {
            "Accept": "text/html",
            "Accept-Encoding": "br",
            "Accept-Language": "en-GB",
            "User-Agent": "commonweal-benchmark",
        }
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://{self.host}:{self.port}",
            }
        at = time.monotonic()
        try:
            answer, content = self._exchange(method, address, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            self._note(Asked(method, address, 0, time.monotonic() - at, at, 0))
            raise Trouble(f"{method} {address}: {type(error).__name__}") from error
        self._note(Asked(method, address, answer.status, time.monotonic() - at, at, len(content)))
        self._keep_cookies(answer)
        if answer.status in {302, 303}:
            parts = urlsplit(answer.headers["Location"])
            address = parts.path + (f"?{parts.query}" if parts.query else "")
        if answer.headers.get("Content-Encoding") == "br":
            content = brotli.decompress(content)
        return Shown(address, answer.status, content, answer.headers.get("Content-Type", ""))

    def _exchange(
        self, method: str, address: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        kept = self._kept()
        connection = kept or self._connect()
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            if kept is None:
                raise
            # The server let the kept connection go just as this was sent: browsers send it again.
            connection = self._connect()
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            self.sent_again += 1
        content = answer.read()
        if answer.will_close:
            self.close()
        return answer, content

    def _kept(self) -> http.client.HTTPConnection | None:
        """The connection from before, unless the server has closed it since."""
        if self._connection is None or self._connection.sock is None:
            return None
        readable, _, _ = select.select([self._connection.sock], [], [], 0)
        if readable:
            self.close()
            return None
        return self._connection

    def _connect(self) -> http.client.HTTPConnection:
        self.close()
        self.connections += 1
        self._connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        self._connection.connect()
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._connection

    def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            pair, _, attributes = line.partition(";")
            name, _, value = pair.strip().partition("=")
            if "max-age=0" in attributes.lower().replace(" ", ""):
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
