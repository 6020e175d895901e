"""Whether a file can be taken, and the harmless one made of it, by a process that does nothing else."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Final

LOGGER = logging.getLogger(__name__)
LARGEST: Final = 10 * 1024 * 1024
LARGEST_KEPT: Final = 12 * 1024 * 1024
LONGEST_WAIT: Final = 30
# Each may take most of a gigabyte and a whole core.
_AT_ONCE = threading.BoundedSemaphore(2)
_PROGRAM: Final = (sys.executable, "-I", "-m", "commonweal.office.evidence.cleaning")


class NotTaken(Exception):
    """The file is refused. `code` says why: it ends a key of the house's words, `evidence_no_CODE`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Clean:
    """A harmless file: "image/jpeg" or "application/pdf", its bytes, and its pages."""

    content_type: str
    content: bytes
    pages: int


CODES: Final = frozenset(
    {"kind", "heic", "broken", "pixels", "locked", "runs", "pages", "size", "empty", "busy"}
)


def checked(content: bytes) -> Clean:
    """The harmless file made of what was sent. Raises NotTaken."""
    if not content:
        raise NotTaken("empty")
    if len(content) > LARGEST:
        raise NotTaken("size")
    if not _AT_ONCE.acquire(timeout=LONGEST_WAIT):
        raise NotTaken("busy")
    try:
        done = subprocess.run(  # noqa: S603 (our own program; what was sent is only its input)
            _PROGRAM, input=content, capture_output=True, timeout=LONGEST_WAIT, check=False, env={}
        )
    except subprocess.TimeoutExpired:
        raise NotTaken("broken") from None
    finally:
        _AT_ONCE.release()
    line, _, made = done.stdout.partition(b"\n")
    if done.returncode != 0 or not line:
        # It was stopped by its bounds, or by a file that broke it.
        LOGGER.warning("a file sent as evidence ended its check with %d", done.returncode)
        raise NotTaken("broken")
    said = json.loads(line)
    if "refused" in said:
        raise NotTaken(said["refused"] if said["refused"] in CODES else "broken")
    if len(made) > LARGEST_KEPT:
        raise NotTaken("size")
    return Clean(said["type"], made, said["pages"])
