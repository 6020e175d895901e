"""Running one long query while saying how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

import duckdb

_ASKED_EVERY: Final = 0.2


def run(connection: duckdb.DuckDBPyConnection, query: str, progress: Callable[[float], None]) -> None:
    """Execute a query; `progress` hears its fraction from time to time, in the caller's thread.

    The query is stopped when the caller is. Raises duckdb.Error.
    """
    failed: list[BaseException] = []

    def execute() -> None:
        try:
            connection.execute(query)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=execute, daemon=True)
    thread.start()
    told = 0.0
    try:
        while thread.is_alive():
            thread.join(_ASKED_EVERY)
            known = connection.query_progress() / 100
            if thread.is_alive() and told < known <= 1:
                told = known
                progress(told)
    except BaseException:
        connection.interrupt()
        thread.join()
        raise
    if failed:
        raise failed[0]
    progress(1.0)
