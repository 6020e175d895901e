"""A worker that is killed in the middle of a chunk: `… FILE LIVES` dies so often, noting it in FILE."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb

from commonweal.insight.simulation import chunks, worker


def main() -> None:
    noted, lives = Path(sys.argv[1]), int(sys.argv[2])
    real = worker.decide_chunk

    def decide(
        connection: duckdb.DuckDBPyConnection,
        job: chunks.Job,
        chunk: chunks.Chunk,
        tell: Callable[[int], None],
    ) -> list[int]:
        def told(rows: int) -> None:
            tell(rows)
            if chunk.number == 2 and len(noted.read_text()) < lives:
                with noted.open("a") as file:
                    file.write("x")
                os.kill(os.getpid(), signal.SIGKILL)

        return real(connection, job, chunk, told)

    worker.decide_chunk = decide
    worker.main()


if __name__ == "__main__":
    main()
