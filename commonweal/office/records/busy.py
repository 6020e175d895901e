"""When the database is only busy: another transaction holds what this one needs, and trying again may do."""

from __future__ import annotations

import sqlite3
from typing import Final

_SQLITE: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_POSTGRESQL: Final = {"40001", "40P01", "55P03"}
"""Serialisation failure, deadlock, lock not available."""


def is_busy(error: BaseException | None) -> bool:
    """Whether an error of the database says no more than that: nothing was written, and nothing is broken."""
    cause = error.__cause__ if error is not None else None
    if isinstance(cause, sqlite3.OperationalError):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE
    return getattr(cause, "sqlstate", None) in _POSTGRESQL
