"""The real site as `commonweal serve` runs it, on a data folder and a database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "services" / "council-tax-support"
TICKS = os.sysconf("SC_CLK_TCK")
# What the command `commonweal serve` calls, without reading the other commands first.
_SERVE = (
    "import sys; from commonweal.office import running; "
    "running.serve([sys.argv[1]], port=int(sys.argv[2]), data=sys.argv[3])"
)
_NOT_OURS = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "COMMONWEAL_DATA", "COMMONWEAL_SERVICES", "SECRET_KEY"}


class Site:
    """Starts, stops and kills the site, and says what processor time its parts have taken."""

    def __init__(self, data: Path, database: str = "") -> None:
        self.data = data
        self.environment = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
        self.environment["PYTHONPATH"] = str(ROOT)
        if database:
            self.environment["DATABASE_URL"] = database
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, port: int = 0) -> None:
        """Serve, and wait until it answers. Raises RuntimeError with what it said when it does not."""
        self.port = port or free_port()
        self.data.mkdir(parents=True, exist_ok=True)
        said = (self.data.parent / f"{self.data.name}.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(SERVICE), str(self.port), str(self.data)],
            env=self.environment,
            cwd=ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        said.close()
        until = time.monotonic() + 120
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"the site did not start: {self.said()}")

    def said(self) -> str:
        """What the site has written to its log."""
        return (self.data.parent / f"{self.data.name}.log").read_text("utf-8", "replace")

    def stop(self) -> None:
        """Stop it gracefully."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(60)

    def kill(self) -> None:
        """End the server, its processes and the worker at once, as `kill -9` does."""
        assert self._process is not None
        # The server first: it would start again whatever of its own was killed before it.
        everything = [self._process.pid, *descendants(self._process.pid)]
        for pid in everything:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait(10)
        while any(_alive(pid) for pid in everything):
            time.sleep(0.01)

    def processor_seconds(self) -> dict[str, float]:
        """What the server and its worker have taken until now, each with what it started."""
        assert self._process is not None
        workers = [pid for pid in descendants(self._process.pid) if b"work(sys.argv" in _command(pid)]
        worker = sum(processor_seconds(pid) for pid in workers)
        return {"server": processor_seconds(self._process.pid) - worker, "worker": worker}

    def megabytes(self) -> dict[str, float]:
        """The memory of the server and its worker: what is shared is counted once (PSS)."""
        assert self._process is not None
        taken = {"server": 0.0, "worker": 0.0}
        for pid in [self._process.pid, *descendants(self._process.pid)]:
            taken["worker" if b"work(sys.argv" in _command(pid) else "server"] += _megabytes(pid)
        return taken

    def audit(self) -> tuple[bool, str]:
        """Whether `commonweal audit` finds all sound, and what it says."""
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from commonweal.cli import main; main()",
                "audit",
                "--data",
                str(self.data),
            ],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 0, done.stdout + done.stderr


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and theirs."""
    found: list[int] = []
    for child in _children(pid):
        found += [child, *descendants(child)]
    return found


def processor_seconds(pid: int) -> float:
    """What a process has taken, with all that it started and has seen the end of."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(each) for each in fields[11:15]) / TICKS + sum(map(processor_seconds, _children(pid)))


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            found += [int(each) for each in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
