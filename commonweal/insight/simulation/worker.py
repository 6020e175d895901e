"""A worker process: it is given a job on standard input, then chunks, a line each, until the input ends.

It answers by lines of JSON: `{"done": rows}` as it goes, `{"finished": …}` at a chunk's end, `{"fault": …}`.
Being a program of its own, it needs nothing of the program that started it, whatever threads that has.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from typing import IO, Any

import duckdb

from .chunks import Chunk, Job, decide_chunk
from .faults import SimulationFault


def send(stream: IO[bytes], thing: object) -> None:
    """Write something for a worker to read. Raises pickle.PicklingError, TypeError or AttributeError."""
    content = pickle.dumps(thing)
    stream.write(len(content).to_bytes(8, "big") + content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """What was sent; None at the end of the stream."""
    size = stream.read(8)
    return pickle.loads(stream.read(int.from_bytes(size, "big"))) if size else None  # noqa: S301 - our own parent


def main() -> None:
    """Serve until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a host's function prints is no answer

    def say(**words: object) -> None:
        answers.write(json.dumps(words) + "\n")
        answers.flush()

    try:
        job: Job = receive(sys.stdin.buffer)
        changed = [
            scheme.name
            for scheme, known in zip(job.schemes, job.hashes, strict=True)
            if scheme.model.content_hash != known
        ]
    except Exception as error:
        say(unreadable=type(error).__name__)
        return
    if changed:
        say(fault=f"A file that “{changed[0]}” imports was changed during the simulation. Run it again.")
        return
    connection = duckdb.connect(
        config={"threads": "1", "memory_limit": "1GB", "autoinstall_known_extensions": "false"}
    )
    say(ready=True)
    while True:
        chunk: Chunk | None = receive(sys.stdin.buffer)
        if chunk is None:
            return
        try:
            rounded = decide_chunk(connection, job, chunk, lambda rows: say(done=rows))
        except SimulationFault as fault:
            say(fault=str(fault))
        except Exception as error:
            say(fault=f"Rows {chunk.start + 1} to {chunk.stop} of `{chunk.part.file.name}` could not be "
                f"decided ({type(error).__name__}). Please report it with the policy file.")  # fmt: skip
        else:
            say(finished=chunk.number, rounded=rounded)


if __name__ == "__main__":
    main()
