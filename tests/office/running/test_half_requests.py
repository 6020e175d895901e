"""Requests that come slowly, or only half, at the real server, by raw sockets."""

from __future__ import annotations

import re
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.office.outside import Installation
from tests.office.running.test_running import Site

START = "/council-tax-support/start"
LIABLE = "/council-tax-support/apply/liable"
MORE_THAN_THREADS = 40


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation(tmp_path_factory.mktemp("half") / "data")


@pytest.fixture(scope="module")
def site(place: Installation) -> Iterator[Site]:
    running = Site(place)
    running.wait()
    yield running
    running.end()


class Person:
    """A browser's requests, written by hand."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}

    def open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.site.port), timeout=30)

    def request(self, method: str, address: str, body: str = "", more: str = "") -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = f"{method} {address} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\n{more}"
        if body:
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return f"{head}\r\n{body}".encode()

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, str]:
        with self.open() as line:
            line.sendall(self.request(method, address, body, "Connection: close\r\n"))
            answer = read(line)
        for name, value in re.findall(r"^set-cookie: (\w+)=([^;]+)", answer, re.I | re.M):
            self.cookies[name] = value
        return int(answer.split(" ", 2)[1]), answer

    def form(self, address: str, fields: str) -> str:
        _, page = self.ask("GET", address)
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|seen)" value="([^"]*)"', page))
        # What a person typed comes last, so that half of the body is half of what they typed.
        return "&".join(f"{name}={value}" for name, value in hidden.items()) + "&" + fields


def read(line: socket.socket) -> str:
    pieces = []
    try:
        while piece := line.recv(65536):
            pieces.append(piece)
    except ConnectionResetError:
        pass
    return b"".join(pieces).decode("utf-8", "replace")


@pytest.fixture
def person(site: Site) -> Person:
    person = Person(site)
    person.ask("GET", "/council-tax-support/")
    status, _ = person.ask("POST", START, person.form("/council-tax-support/", "x=1"))
    assert status == 303
    return person


def answers(place: Installation) -> Any:
    import json

    database = place.data / "commonweal.sqlite3"
    if not Path(database).exists():
        pytest.skip("reads the answers from SQLite")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        row = opened.execute("SELECT answers FROM applying_application ORDER BY id DESC LIMIT 1").fetchone()
    return json.loads(row[0])


def test_a_body_cut_off_half_way_is_never_taken_as_an_answer(place: Installation, person: Person) -> None:
    name = "/council-tax-support/apply/liable"
    body = person.form(name, "liable=yes")
    # A body cut after `liable=yes` would be a whole answer of a form that said more.
    whole = person.request("POST", name, body + "&more=" + "x" * 200)
    with person.open() as line:
        line.sendall(whole[:-150])
        line.shutdown(socket.SHUT_WR)
        assert read(line) == ""
    assert answers(place) == {}
    status, _ = person.ask("POST", name, body)
    assert status == 303
    assert answers(place) == {"liable": True}


def test_a_photo_cut_off_half_way_is_never_taken(person: Person) -> None:
    body = person.form(LIABLE, "liable=yes")
    token = re.search(r"csrfmiddlewaretoken=([^&]+)", body)
    assert token
    part = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    form = part.format("csrfmiddlewaretoken", token[1]) + part.format("liable", "yes") + "--b--\r\n"
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    head = (
        f"POST {LIABLE} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {len(form)}\r\n\r\n"
    )
    with person.open() as line:
        line.sendall((head + form[:-8]).encode())
        line.shutdown(socket.SHUT_WR)
        assert read(line) == ""


def test_more_slow_senders_than_threads_keep_nobody_waiting(person: Person) -> None:
    slow = [person.open() for _ in range(MORE_THAN_THREADS)]
    try:
        half = person.request("POST", LIABLE, "x" * 5000)
        for number, line in enumerate(slow):
            # Some send half a body, some half a head, some nothing at all.
            line.sendall((half[:-4000], half[:30], b"")[number % 3])
        for _ in range(5):
            assert person.ask("GET", LIABLE)[0] == 200
    finally:
        for line in slow:
            line.close()


def test_a_request_that_comes_a_few_bytes_at_a_time_is_answered(place: Installation, person: Person) -> None:
    whole = person.request("POST", LIABLE, person.form(LIABLE, "liable=yes"), "Connection: close\r\n")
    with person.open() as line:
        for at in range(0, len(whole), 7):
            line.sendall(whole[at : at + 7])
        assert " 303 " in read(line).split("\r\n")[0]
    assert answers(place) == {"liable": True}


def test_a_connection_is_used_again_and_a_second_request_may_come_with_the_first(person: Person) -> None:
    with person.open() as line:
        two = person.request("GET", LIABLE) + person.request("GET", LIABLE, more="Connection: close\r\n")
        line.sendall(two)
        assert read(line).count("HTTP/1.1 200") == 2


def test_a_large_body_goes_by_way_of_the_disk(person: Person) -> None:
    fields = person.form(LIABLE, "liable=yes&pad=" + "x" * 700_000)
    assert person.ask("POST", LIABLE, fields)[0] == 303


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("Transfer-Encoding: chunked\r\n", 411),
        ("Content-Length: 99999999999\r\n", 413),
        ("Content-Length: 5\r\nContent-Length: 6\r\n", 400),
        ("Content-Length: -5\r\n", 400),
        ("X: " + "x" * 70_000 + "\r\n", 431),
    ],
)
def test_what_cannot_be_gathered_is_refused(person: Person, head: str, status: int) -> None:
    with person.open() as line:
        line.sendall(person.request("POST", LIABLE, more=head))
        assert int(read(line).split(" ")[1]) == status


def test_a_sender_who_was_told_to_go_on_is(person: Person) -> None:
    whole = person.request("POST", LIABLE, "x=1", "Expect: 100-continue\r\nConnection: close\r\n")
    head, _, body = whole.partition(b"\r\n\r\n")
    with person.open() as line:
        line.sendall(head + b"\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 100 Continue")
        line.sendall(body)
        assert "HTTP/1.1 403" in read(line)


def test_many_at_once_are_all_answered(person: Person) -> None:
    said: list[int] = []
    threads = [threading.Thread(target=lambda: said.append(person.ask("GET", LIABLE)[0])) for _ in range(24)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert said == [200] * 24
