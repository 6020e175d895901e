"""Cases run in a process of their own, watched: processor time, memory, and whether it answers at all."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from multiprocessing.connection import Connection
from pathlib import Path

from .case import Case

SECONDS = 2.0
"""Processor time that one case may take, and a second more for each PER_SECOND bytes, which must be read."""

PER_SECOND = 150_000

MEGABYTES = 500
"""Memory that one case may add to the process, and a hundred bytes more for each byte, which is kept."""

_HANG = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


def _work(connection: Connection) -> None:
    from .trial import fault

    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    while True:
        case = connection.recv()
        if case is None:
            return
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        found = fault(case)
        spent = time.process_time() - start
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        connection.send((found, spent, grown))


class Watchdog:
    """One worker, started again whenever a case has been too much for it."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        self._connection = ours
        self._process = self._context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._cases = 0

    def stop(self) -> None:
        """End the worker."""
        self._process.kill()
        self._process.join()
        self._connection.close()

    def run(self, case: Case) -> tuple[str, float]:
        """What was wrong, empty when nothing was, and the seconds of processor time it took."""
        if self._cases > 3_000:  # so that memory that Python keeps does not hide the growth of later cases
            self.stop()
            self._start()
        self._cases += 1
        self._connection.send(case)
        allowed = SECONDS + len(case.content) / PER_SECOND
        spent_before, began = self._spent(), time.monotonic()
        while not self._connection.poll(0.05):
            if not self._process.is_alive():
                break
            spent = self._spent() - spent_before
            if self._cases > 1 and (spent > allowed + 1 or time.monotonic() - began > _HANG):
                self.stop()
                self._start()
                return f"did not end within {allowed:.1f} seconds", spent
        try:
            found, spent, grown = self._connection.recv()
        except EOFError:
            self.stop()
            self._start()
            return "the process died", 0.0
        if found:
            return found, spent
        if spent > allowed:
            return f"took {spent:.1f} seconds of processor time", spent
        if grown > MEGABYTES + len(case.content) // 10_000:
            self.stop()
            self._start()
            return f"took {grown} MB", spent
        return "", spent

    def _spent(self) -> float:
        try:
            fields = (
                Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
            )
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / _TICKS
