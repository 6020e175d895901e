"""Gunicorn's threads, handed whole requests only.

Gunicorn gives a connection to a thread as soon as it opens, and the thread waits for the rest. A photo over
50 kbit/s takes minutes, and as many slow senders as there are threads keep everybody else out; half a body
whose sender went away reaches the application as if it were all of it. Here the loop that waits for
connections gathers each request, in memory and then on the disk, and a thread has it when it is whole. What
never becomes whole is dropped: no view ever sees half an answer.

Chunked bodies are refused (411): no browser sends a form so, and their length is not known beforehand.
"""

from __future__ import annotations

import re
import socket
import tempfile
import time
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from typing import IO, Any, Final

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

LONGEST_HEAD: Final = 64 * 1024
LONGEST_BODY: Final = 40 * 1024 * 1024
"""Larger than the largest that a view looks at to say, in words, that it is too large."""
IN_MEMORY: Final = 128 * 1024
MOST_GATHERED: Final = 512 * 1024 * 1024
"""Bytes of bodies that one process gathers at once; a further one is told to come again (503)."""
PATIENCE: Final = 60.0
"""Seconds without a byte after which a sender is gone: a phone that changes masts is quiet for half of it."""
SLOWEST: Final = 1000
"""Bytes a second, on the whole, that a sender keeps up: a fifth of 50 kbit/s with a tenth of it lost."""
RESPONSE_ROOM: Final = 256 * 1024
"""Bytes of a response that the kernel takes over, so that no thread waits for a slow reader of a page."""

_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*([^\r\n]*?)[ \t]*(?=\r\n)", re.IGNORECASE)
_CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_EXPECTS: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)


class Gathering:
    """A request on its way: what came of it, and how much of it there is to be."""

    def __init__(self) -> None:
        # Closed by whoever ends the gathering: the thread that has answered, or `_drop`.
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        self.head = b""
        self.came = 0
        self.whole: int | None = None
        self.begun = self.last = time.monotonic()

    def is_over(self, now: float) -> bool:
        """Whether its sender has been given time enough."""
        return now - self.last > PATIENCE or now - self.begun > PATIENCE + (self.whole or 0) / SLOWEST


class _Unreader(SocketUnreader):
    """Gives gunicorn's parser what was gathered."""

    gathered: IO[bytes] | None = None

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next piece; nothing once the request is at its end."""
        return self.gathered.read(max(size_hint or 0, self.mxchunk)) if self.gathered else b""


class _Refuse(Exception):
    """The request is answered here, in a line."""


class WholeRequests(ThreadWorker):
    """The worker. All but `handle` runs in the loop's own thread."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gathering: dict[TConn, Gathering] = {}
        self._looked_at = 0.0

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, and wait for its first request without a thread."""
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, RESPONSE_ROOM)
        with suppress(AttributeError, OSError):
            # A reader who is gone lets go of the thread that writes to them.
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(PATIENCE * 1000))
        self.enqueue_req(TConn(self.cfg, client, address, listener.getsockname()))

    def enqueue_req(self, conn: TConn) -> None:
        """Begin to gather a connection's next request; some of it may have come with the one before."""
        gathering = self._gathering[conn] = Gathering()
        conn.sock.setblocking(False)
        self.poller.register(conn.sock, EVENT_READ, partial(self._more, conn))
        if conn.parser is not None and (rest := conn.parser.unreader.take_buffered()):
            self._add(conn, gathering, rest)

    def _more(self, conn: TConn, client: socket.socket) -> None:
        gathering = self._gathering[conn]
        try:
            piece = client.recv(64 * 1024)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            piece = b""
        if piece:
            self._add(conn, gathering, piece)
        else:
            self._drop(conn)

    def _add(self, conn: TConn, gathering: Gathering, piece: bytes) -> None:
        gathering.last = time.monotonic()
        gathering.came += len(piece)
        gathering.file.write(piece)
        if gathering.whole is None:
            gathering.head += piece
            try:
                self._read_head(conn, gathering)
            except _Refuse as refusal:
                self._answer(conn, f"HTTP/1.1 {refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                self._drop(conn)
                return
        if gathering.whole is not None and gathering.came >= gathering.whole:
            self._hand_over(conn)

    def _read_head(self, conn: TConn, gathering: Gathering) -> None:
        end = gathering.head.find(b"\r\n\r\n")
        if end < 0:
            if len(gathering.head) > LONGEST_HEAD:
                raise _Refuse("431 Request Header Fields Too Large")
            return
        head = gathering.head[: end + 2]
        if _CHUNKED.search(head):
            raise _Refuse("411 Length Required")
        lengths = _LENGTH.findall(head)
        # A length that is no number, or two of them, is gunicorn's to refuse; it reads no body then.
        length = int(lengths[0]) if len(lengths) == 1 and lengths[0].isdigit() else 0
        if length > LONGEST_BODY:
            raise _Refuse("413 Content Too Large")
        if length + sum(each.whole or 0 for each in self._gathering.values()) > MOST_GATHERED:
            raise _Refuse("503 Service Unavailable\r\nRetry-After: 10")
        gathering.whole = end + 4 + length
        gathering.head = b""
        if length and _EXPECTS.search(head):
            self._answer(conn, "HTTP/1.1 100 Continue\r\n\r\n")

    def _hand_over(self, conn: TConn) -> None:
        gathering = self._gathering.pop(conn)
        self.poller.unregister(conn.sock)
        conn.data_ready = True
        future = self.tpool.submit(self._handle_whole, conn, gathering)
        future.add_done_callback(
            lambda done: self.method_queue.defer(self.finish_request, conn, done),
        )

    def _handle_whole(self, conn: TConn, gathering: Gathering) -> Any:
        """In a thread: the request, and then whatever came after it."""
        with gathering.file as file:
            file.seek(0)
            conn.init()
            if not isinstance(conn.parser.unreader, _Unreader):
                conn.parser.unreader = _Unreader(conn.sock)
            conn.parser.unreader.gathered = file
            keep = self.handle(conn)
            if keep and (rest := file.read()):
                held = conn.parser.unreader.take_buffered()
                conn.parser.unreader.unread(held + rest)
            conn.parser.unreader.gathered = None
        return keep

    def murder_pending(self) -> None:
        """Drop those who have been given time enough, and when stopping those who have sent nothing yet."""
        super().murder_pending()
        now = time.monotonic()
        if now - self._looked_at < 1.0:
            return
        self._looked_at = now
        for conn, gathering in list(self._gathering.items()):
            if gathering.is_over(now) or not (self.alive or gathering.came):
                self._drop(conn)

    def _drop(self, conn: TConn) -> None:
        self._gathering.pop(conn).file.close()
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def _answer(self, conn: TConn, line: str) -> None:
        with suppress(OSError):
            conn.sock.send(line.encode("ascii"))
