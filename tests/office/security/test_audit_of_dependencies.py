"""`tools/audit` against a service on this machine that answers as the real ones do, or does not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(
    not (ROOT / ".venv/bin/python").exists() or shutil.which("npm") is None,
    reason="not where make has set everything up",
)
WEAK_PYTHON = {"id": "GHSA-xxxx-yyyy-zzzz", "summary": "x", "details": "x", "aliases": [], "affected": []}
WEAK_NPM = {
    "id": 1, "url": "https://example.test/1", "title": "x", "severity": "high", "vulnerable_versions": "*",
    "cwe": [], "cvss": {"score": 0, "vectorString": None},
}  # fmt: skip


@contextmanager
def service(weak: str = "", broken: bool = False) -> Iterator[str]:
    """OSV's `POST /v1/query` and npm's bulk advisories; `weak` names the package of which one is known."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            import gzip

            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            asked = json.loads(body)
            answer: object = {}
            if "package" in asked:
                answer = {"vulns": [WEAK_PYTHON]} if asked["package"]["name"] == weak else {}
            elif weak in asked:
                answer = {weak: [WEAK_NPM]}
            written = b"<html>not found" if broken else json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def audit(address: str, **more: str) -> subprocess.CompletedProcess[str]:
    ours = {"AUDIT_OSV": f"{address}/v1/query", "npm_config_registry": f"{address}/", "no_proxy": "127.0.0.1"}
    return subprocess.run(
        [str(ROOT / "tools/audit")],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, **ours, **more},
    )


def test_where_nothing_is_known_it_says_so_and_of_how_many():
    with service() as address:
        done = audit(address, AUDIT="required")
    assert done.returncode == 0, done.stderr
    assert "no known weakness in" in done.stdout
    assert "front-end" in done.stdout
    assert "NOT CHECKED" not in done.stdout + done.stderr


@pytest.mark.parametrize("weak", ["django", "govuk-frontend"])
def test_a_known_weakness_is_named_and_fails(weak):
    with service(weak) as address:
        done = audit(address)
    assert done.returncode == 1
    assert weak in done.stdout.lower()


@pytest.mark.parametrize("way", ["nobody answers", "another page answers"])
def test_what_cannot_be_looked_up_is_never_called_sound(way):
    if way == "nobody answers":
        done, must = audit("http://127.0.0.1:9"), audit("http://127.0.0.1:9", AUDIT="required")
    else:
        with service(broken=True) as address:
            done, must = audit(address), audit(address, AUDIT="required")
    assert done.returncode == 0
    assert done.stderr.count("NOT CHECKED") == 2
    assert "no known weakness" not in done.stdout
    assert must.returncode == 2
