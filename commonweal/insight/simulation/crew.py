"""The worker processes of one job: started, given chunks, heard, replaced when they are lost, ended."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from .chunks import Chunk, Job
from .faults import SimulationFault, WorkerLost
from .worker import send

_LIVES: Final = 3
"""How many workers a chunk is given before it is given up."""
_COMMAND: Final = ("-m", "commonweal.insight.simulation.worker")


class JobUnreadable(Exception):
    """A worker could not load the job: parts of it belong to this program alone."""


class _Stopped(Exception):
    """The others have stopped."""


class Crew:
    """Workers, each led by a thread that gives it chunks and hears its answers."""

    def __init__(self, job: Job, waiting: Sequence[Chunk]) -> None:
        self._job = job
        self._heard: queue.Queue[int | list[int] | BaseException | None] = queue.Queue()
        self._waiting: queue.Queue[tuple[Chunk, int]] = queue.Queue()
        for each in waiting:
            self._waiting.put((each, 1))
        self._stopping = False
        self._processes: list[subprocess.Popen[bytes]] = []
        self._lock = threading.Lock()

    def work(self, workers: int, tell: Callable[[int], None]) -> list[list[int]]:
        """Have every chunk decided: what `decide_chunk` gave for each, in no order.

        `tell` hears how many rows are done, less those of a worker that was lost. Raises JobUnreadable,
        SimulationFault, or WorkerLost for a chunk on which three workers were lost.
        """
        leaders = [threading.Thread(target=self._lead, daemon=True) for _ in range(workers)]
        for each in leaders:
            each.start()
        decided: list[list[int]] = []
        leading = workers
        try:
            while leading:
                heard = self._heard.get()
                if heard is None:
                    leading -= 1
                elif isinstance(heard, int):
                    tell(heard)
                elif isinstance(heard, list):
                    decided.append(heard)
                else:
                    raise heard
        finally:
            self._stop()
            for each in leaders:
                each.join()
        return decided

    def _lead(self) -> None:
        """Lead one worker after another until no chunk waits."""
        worker: subprocess.Popen[bytes] | None = None
        try:
            while True:
                try:
                    chunk, life = self._waiting.get_nowait()
                except queue.Empty:
                    return
                told = 0
                try:
                    worker = worker or self._start()
                    for answer in self._answers(worker, chunk):
                        told += answer if isinstance(answer, int) else 0
                        self._heard.put(answer)
                except (EOFError, OSError):
                    worker = None
                    self._heard.put(-told)
                    if self._stopping:
                        return
                    if life == _LIVES:
                        raise self._lost(chunk) from None
                    self._waiting.put((chunk, life + 1))
        except _Stopped:
            pass
        except BaseException as error:
            self._heard.put(error)
        finally:
            if worker is not None and worker.stdin is not None:
                worker.stdin.close()
            self._heard.put(None)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopping:
                raise _Stopped
            worker = subprocess.Popen(  # noqa: S603 - this Python, and a module of ours
                [sys.executable, *_COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
            )
            self._processes.append(worker)
        assert worker.stdin is not None
        send(worker.stdin, self._job)
        if "unreadable" in _next(worker):
            raise JobUnreadable
        return worker

    def _answers(self, worker: subprocess.Popen[bytes], chunk: Chunk) -> Iterator[int | list[int]]:
        """Rows done, again and again, and at the end how many were rounded a scheme."""
        assert worker.stdin is not None
        send(worker.stdin, chunk)
        while True:
            answer = _next(worker)
            if "finished" in answer:
                yield answer["rounded"]
                return
            yield answer["done"]

    def _lost(self, chunk: Chunk) -> WorkerLost:
        codes = {each.wait() for each in self._processes if each.poll() is not None}
        killed = any(code < 0 for code in codes)
        why = "was killed, as happens when memory runs out" if killed else "ended by itself"
        first = chunk.part.first + chunk.start
        return WorkerLost(
            f"The worker process that decides rows {first} to {first + chunk.stop - chunk.start - 1} {why}, "
            f"{_LIVES} times. Free some memory or use fewer workers, and run it again."
        )

    def _stop(self) -> None:
        """End every worker, finished or not."""
        with self._lock:
            self._stopping = True
            for each in self._processes:
                each.kill()
        for each in self._processes:
            each.wait()
            for stream in (each.stdin, each.stdout):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:  # what was not flushed is lost with the worker
                        continue


def _next(worker: subprocess.Popen[bytes]) -> dict[str, Any]:
    """A worker's next answer. Raises EOFError when it is gone, SimulationFault for what it found wrong."""
    assert worker.stdout is not None
    line = worker.stdout.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    answer: dict[str, Any] = json.loads(line)
    if "fault" in answer:
        raise SimulationFault(answer["fault"])
    return answer
