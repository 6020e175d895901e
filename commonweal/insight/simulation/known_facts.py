"""What was found out about Parquet files, kept while they are the same files with the same content."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeAlias

from commonweal.policy.sql import Column

_MOST: Final = 2_000
_TAIL: Final = 8
"""A Parquet file ends with its footer's length in four bytes and four more that say what it is."""
State: TypeAlias = tuple[tuple[str, int, int, int, bytes], ...]
Key: TypeAlias = tuple[State, str, str]


def files_as_they_are(files: Iterable[Path]) -> State:
    """Which files these are now: path, size, time of change, number on the disk, and a digest of the footer.

    A footer has the place, size and bounds of every column's pages, so other content has another footer.
    """
    return tuple(_state(each) for each in files)


def _state(file: Path) -> tuple[str, int, int, int, bytes]:
    with file.open("rb") as opened:
        known = file.stat()
        opened.seek(max(0, known.st_size - _TAIL))
        footer = int.from_bytes(opened.read(4), "little")
        opened.seek(max(0, known.st_size - _TAIL - footer))
        digest = hashlib.sha256(opened.read()).digest()
    return str(file.absolute()), known.st_size, known.st_mtime_ns, known.st_ino, digest


class Known:
    """Facts by files, column and type; those longest unused are forgotten first. For any thread."""

    def __init__(self) -> None:
        self._facts: OrderedDict[Key, Column | None] = OrderedDict()
        self._lock = threading.Lock()

    def found(self, key: Key, find: Callable[[], Column | None]) -> Column | None:
        """The facts known, else those found out now."""
        with self._lock:
            if key in self._facts:
                self._facts.move_to_end(key)
                return self._facts[key]
        fact = find()
        with self._lock:
            self._facts[key] = fact
            while len(self._facts) > _MOST:
                self._facts.popitem(last=False)
        return fact
