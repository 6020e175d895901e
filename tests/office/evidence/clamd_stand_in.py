"""A server that speaks clamd's INSTREAM, on this machine."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.office.evidence.files import EICAR


class StandIn:
    """What was sent, what is found beside EICAR, and what is answered instead of the truth."""

    def __init__(self) -> None:
        self.seen: list[bytes] = []
        self.finds = EICAR
        self.says: bytes | None = None
        self.place = ""


@contextmanager
def clamd() -> Iterator[StandIn]:
    """The server, until the block ends."""
    stand_in = StandIn()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            command = self.rfile.read(10)
            assert command == b"zINSTREAM\0"
            content = b""
            while (length := struct.unpack("!L", self.rfile.read(4))[0]) > 0:
                content += self.rfile.read(length)
            stand_in.seen.append(content)
            found = stand_in.finds in content
            truth = b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0"
            self.wfile.write(truth if stand_in.says is None else stand_in.says)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        stand_in.place = f"127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield stand_in
        server.shutdown()
