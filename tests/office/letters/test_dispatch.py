import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django.utils import timezone

from commonweal.office.letters import dispatch
from commonweal.office.letters.models import Letter
from commonweal.office.letters.service import dispatch_waiting
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Event
from tests.office.applications import AWARDED, apply

NAME = "Siân Test-Person"


def files(settings):
    folder = Path(settings.OUTBOX)
    return sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def half_written(settings):
    return sorted(path.name for path in (Path(settings.OUTBOX) / dispatch.WRITING).glob("*"))


def sent_events():
    return list(Event.objects.filter(action="send letter").values_list("facts__letter", flat=True))


@pytest.mark.django_db
def test_a_waiting_letter_goes_out_once_with_its_event(settings):
    case = apply(AWARDED)
    letter = case.letters.get()
    assert dispatch_waiting(10) == 1
    assert dispatch_waiting(10) == 0
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert files(settings) == [f"{letter.file_name}{ending}" for ending in (".html", ".json", ".pdf")]
    assert sent_events() == [letter.pk]
    assert audit().sound


@pytest.mark.django_db
def test_the_envelope_tells_nothing_about_the_person(settings):
    apply(AWARDED)
    dispatch_waiting(10)
    letter = Letter.objects.get()
    text = (Path(settings.OUTBOX) / f"{letter.file_name}.json").read_text()
    envelope = json.loads(text)
    pdf = (Path(settings.OUTBOX) / envelope["pdf"]).read_bytes()
    assert envelope["sha256"] == hashlib.sha256(pdf).hexdigest()
    assert envelope["reference"] == letter.case.shown_reference
    for private in (NAME, "M33", "QQ123456C", "25.71"):
        assert private not in text
    facts = str(Event.objects.get(action="send letter").facts)
    assert NAME not in facts


@pytest.mark.django_db
def test_only_the_owner_can_read_a_letter(settings):
    apply(AWARDED)
    dispatch_waiting(10)
    for name in files(settings):
        assert stat.S_IMODE((Path(settings.OUTBOX) / name).stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_letter_that_cannot_be_made_holds_up_no_other_and_is_tried_again(settings, monkeypatch, caplog):
    bad, good = apply(AWARDED).letters.get(), apply(AWARDED).letters.get()
    Letter.objects.filter(pk=bad.pk).update(html='<img src="file:///etc/passwd" alt="">')
    assert dispatch_waiting(10) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert good.state == Letter.State.SENT
    assert (bad.state, bad.attempts, bad.problem) == (Letter.State.WAITING, 1, "DocumentFault")
    assert bad.try_after > timezone.now()
    assert NAME not in caplog.text
    Letter.objects.filter(pk=bad.pk).update(html=good.html, try_after=None)
    assert dispatch_waiting(10) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["_write_beside", "_keep", "html_to_pdf"])
def test_a_fault_at_any_step_leaves_the_letter_waiting_and_the_next_round_sends_it(
    settings, monkeypatch, where
):
    apply(AWARDED)

    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(dispatch, where, fail)
        assert dispatch_waiting(10) == 0
    assert Letter.objects.get().state == Letter.State.WAITING
    assert sent_events() == []
    assert half_written(settings) == []
    Letter.objects.update(try_after=None)
    assert dispatch_waiting(10) == 1
    assert len(files(settings)) == 3
    assert audit().sound


KILL = """
import os, signal, sys
sys.path.insert(0, os.getcwd())
import django; django.setup()
from django.conf import settings
from pathlib import Path
settings.OUTBOX = Path(sys.argv[1])
from commonweal.office.letters import dispatch
def die(*args): os.kill(os.getpid(), signal.SIGKILL)
setattr(dispatch, sys.argv[2], die)
dispatch.dispatch_waiting(10)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["_write_beside", "_keep", "_envelope"])
def test_a_worker_killed_at_any_moment_loses_and_doubles_nothing(settings, where):
    letter = apply(AWARDED).letters.get()
    name = connection.settings_dict["NAME"]
    address = f"sqlite:///{name}"
    if connection.vendor != "sqlite":
        address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    env = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "commonweal.office.settings",
        "PYTHONPATH": str(Path.cwd()),
    }
    killed = subprocess.run([sys.executable, "-c", KILL, str(settings.OUTBOX), where], env=env, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert Letter.objects.get().state == Letter.State.WAITING
    assert sent_events() == []
    assert dispatch_waiting(10) == 1
    assert sent_events() == [letter.pk]
    assert files(settings) == [f"{letter.file_name}{ending}" for ending in (".html", ".json", ".pdf")]
    assert audit().sound


@pytest.mark.django_db
def test_what_a_killed_worker_left_half_written_is_cleared_away_in_time(settings):
    folder = Path(settings.OUTBOX) / dispatch.WRITING
    folder.mkdir(parents=True)
    old, new = folder / "00000001-award-en.pdf.abc", folder / "00000002-award-en.pdf.def"
    old.write_text("x")
    new.write_text("x")
    os.utime(old, (1, 1))
    dispatch_waiting(10)
    assert half_written(settings) == [new.name]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(settings):
    numbers = sorted(apply(AWARDED).letters.get().pk for _ in range(6))
    sent = []

    def work():
        try:
            sent.append(dispatch_waiting(10))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    dispatch_waiting(10)
    assert sorted(sent_events()) == numbers
    assert len(files(settings)) == 18
    assert audit().sound
