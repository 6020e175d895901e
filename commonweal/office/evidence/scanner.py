"""The port to a virus scanner: ClamAV's clamd, over its socket, where one is set.

`COMMONWEAL_CLAMD` is a path (`/run/clamav/clamd.ctl`) or `host:port`. The file is sent with INSTREAM
(clamd(8)): pieces, each after its length in four bytes, then a length of nothing; the answer is `stream: OK`
or `stream: NAME FOUND`.
"""

from __future__ import annotations

import socket
import struct
from typing import Final

from django.conf import settings

PIECE: Final = 64 * 1024
SECONDS: Final = 60.0


class CannotScan(Exception):
    """The scanner did not answer, or not as it should: try again later."""


def is_set() -> bool:
    """Whether what is sent must be scanned."""
    return bool(settings.CLAMD)


def holds_virus(content: bytes) -> bool:
    """Whether the scanner finds anything. Raises CannotScan."""
    try:
        with _connected(settings.CLAMD) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < 1000:
                more = line.recv(1000)
                if not more:
                    break
                answer += more
    except (OSError, ValueError) as fault:
        raise CannotScan(type(fault).__name__) from None
    said = answer.rstrip(b"\0\n").decode("ascii", "replace")
    if said == "stream: OK":
        return False
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return True
    raise CannotScan("unexpected answer")


def _connected(place: str) -> socket.socket:
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = place.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
