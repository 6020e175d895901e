"""Where evidence lies: files with random names in the data folder, which no web server serves."""

from __future__ import annotations

import os
import re
import secrets
import time
from pathlib import Path
from typing import Final

from django.conf import settings

LEFT_OVER_AFTER: Final = 3600.0
_NAME = re.compile(r"[0-9a-f]{32}\Z")


def folder() -> Path:
    """The folder of evidence, readable by its owner alone."""
    place = Path(settings.DATA) / "evidence"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def keep(content: bytes) -> str:
    """Write a file whole to the disk under a new random name; gives the name."""
    name = secrets.token_hex(16)
    place = folder() / name
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return name


def read(name: str) -> bytes:
    """A file's bytes. Raises FileNotFoundError, also for what is no name of ours."""
    return _place(name).read_bytes()


def remove(name: str) -> None:
    """Delete a file, where it is still there."""
    _place(name).unlink(missing_ok=True)


def left_over(known: set[str]) -> int:
    """Delete files that no row knows an hour after they were written: their sender's request was killed."""
    oldest = time.time() - LEFT_OVER_AFTER
    gone = 0
    for path in folder().iterdir():
        if _NAME.match(path.name) and path.name not in known and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _place(name: str) -> Path:
    if not _NAME.match(name):
        raise FileNotFoundError("no such evidence")
    return folder() / name
