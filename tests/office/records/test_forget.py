"""Forgetting a case whose time is out: nothing personal is left, and the chain and the audit still hold."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.letters.dispatch import dispatch_waiting, outbox
from commonweal.office.process.models import ProcessInstance, Timer
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.actions import add_note, change, forget
from commonweal.office.records.actions.forget import NotYet, forget_due, last_day
from commonweal.office.records.actor import Actor
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Case, Decision, Event
from commonweal.office.records.protection import unprotect
from tests.office.applications import AWARDED, REFERRED, REFUSED, apply, staff

pytestmark = pytest.mark.django_db(transaction=True)
SECRETS = ("Test-Person", "QQ123456C", "M33 7ZF", "1985-03-27", "broken leg", "1340.55")


def later(years: int = 7):
    return timezone.now() + timedelta(days=365 * years)


@pytest.fixture
def decided():
    """A case that a person decided, with a note, letters that went out and no timer that waits."""
    case = apply(REFERRED, application="a-draft")
    actor = Actor.staff(staff())
    add_note(case, actor, "She has a broken leg")
    case.refresh_from_db()
    amounts = {"award": Decimal(10), "yearly award": Decimal(520), "left to pay": Decimal("820.55")}
    change(case, actor, case.revision, "award", amounts, "Because of the broken leg")
    dispatch_waiting()
    Timer.objects.update(fired_at=timezone.now())
    case.refresh_from_db()
    assert case.letters.exists()
    assert case.state == Case.State.DECIDED
    return case


def everything() -> str:
    """Every row of every table of ours, and every file in the outbox, as text."""
    texts = []
    for model in apps.get_models():
        if model._meta.app_label in {"catalogue", "sessions"} or not model._meta.managed:
            continue
        texts += [json.dumps(row, default=str, ensure_ascii=False) for row in model._default_manager.values()]
    texts += [path.read_bytes().decode("latin-1") for path in outbox().rglob("*") if path.is_file()]
    return "\n".join(texts)


def test_the_test_sees_what_is_there(decided):
    text = everything()
    assert all(secret in text for secret in SECRETS)


def test_nothing_personal_is_left_and_all_is_still_in_order(decided):
    reference = decided.reference
    forget(decided, Actor.worker(), later())
    text = everything()
    assert [secret for secret in (*SECRETS, reference) if secret in text] == []
    assert not [path for path in outbox().rglob("*") if path.is_file()]
    assert not ProcessInstance.objects.exists()
    assert not Application.objects.exists()
    report = audit()
    assert report.sound, [report.broken, *report.findings]
    assert [decision.result for decision in Decision.objects.all()] == ["award", "award"]
    event = Event.objects.get(action="forget case")
    assert (event.actor, event.case_id, event.facts["decisions"]) == ("worker", decided.pk, 2)


def test_a_forgotten_case_has_no_page_and_is_in_no_list(decided, client):
    before = decided.reference
    forget(decided, Actor.worker(), later())
    client.force_login(staff("auditor"))
    after = Case.objects.get().reference
    assert after != before
    for reference in (before, after):
        assert client.get(f"/staff/cases/{reference}/").status_code == 404
    assert after not in client.get("/staff/?state=all").content.decode()
    assert client.get("/staff/outbox/").status_code == 200


def test_the_worker_forgets_by_itself_when_the_time_is_out(decided, monkeypatch):
    module = import_module("commonweal.office.records.actions.forget")
    monkeypatch.setattr(module, "_looked", module._Looked())
    round_of_work()
    assert not Case.objects.get().forgotten_at
    assert forget_due(later(5)) == 0
    assert forget_due(later()) == 1
    assert forget_due(later()) == 0
    assert Case.objects.get().forgotten_at


def test_the_time_is_counted_from_the_last_thing_that_happened(decided):
    assert last_day(decided) == timezone.localdate().replace(year=timezone.localdate().year + 6)
    with pytest.raises(NotYet):
        forget(decided, Actor.worker(), timezone.now() + timedelta(days=365 * 6 - 3))
    assert Case.objects.get().answers


def test_an_open_case_and_one_with_a_letter_or_timer_waiting_are_kept(decided):
    still_open = apply(REFUSED)
    with pytest.raises(NotYet, match="open"):
        forget(still_open, Actor.worker(), later())
    waiting = apply(AWARDED)
    Timer.objects.filter(instance__case=waiting).update(fired_at=timezone.now())
    with pytest.raises(NotYet, match="waits"):
        forget(waiting, Actor.worker(), later())
    dispatch_waiting()
    Timer.objects.filter(instance__case=decided).update(fired_at=None)
    if Timer.objects.filter(instance__case=decided).exists():
        with pytest.raises(NotYet, match="waits"):
            forget(decided, Actor.worker(), later())


def test_stopped_half_way_nothing_is_forgotten_and_it_is_done_again(decided, monkeypatch):
    module = import_module("commonweal.office.records.actions.forget")

    def stop(case):
        raise RuntimeError("pulled the plug")

    with monkeypatch.context() as broken:
        broken.setattr(module, "_forget_draft", stop)
        with pytest.raises(RuntimeError):
            forget(decided, Actor.worker(), later())
    kept = Case.objects.get()
    assert (kept.applicant, kept.answers != {}) == ("Siân Test-Person", True)
    assert audit().sound
    forget(kept, Actor.worker(), later())
    assert audit().sound


@pytest.mark.parametrize(
    "changes",
    [
        {"result": "refusal"},
        {"inputs": {}},
        {"inputs": {}, "values": {}, "trace": {}, "reason": "", "result": "refusal"},
        {"inputs": {}, "values": {}, "trace": {}, "reason": "", "final": False},
        {"inputs": {}, "values": {}, "trace": {}, "reason": "", "made_by": None},
        {"inputs": {}, "values": {"award": "1"}, "trace": {}, "reason": ""},
        {"reason": "another"},
    ],
)
def test_the_database_lets_nobody_do_anything_else_to_a_decision(decided, changes):
    latest = decided.latest_decision
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        Decision.objects.filter(pk=latest.pk).update(**changes)
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        Decision.objects.filter(pk=latest.pk).delete()


def test_erasing_a_decision_without_the_action_is_found(decided):
    Decision.objects.update(inputs={}, values={}, trace={}, reason="")
    found = [str(each) for each in audit().findings]
    assert len(found) == 2
    assert all("no event says that its case was forgotten" in each for each in found)


def test_putting_back_what_was_forgotten_is_found(decided):
    old = decided.latest_decision.inputs
    forget(decided, Actor.worker(), later())
    unprotect(connection)
    Decision.objects.update(inputs=old)
    Case.objects.update(applicant="Siân Test-Person")
    found = " ".join(map(str, audit().findings))
    assert "what it was made from is still there" in found
    assert "something that was said in it is still there" in found


@pytest.mark.parametrize("changes", [{"answers": {"savings": "1.00"}}, {"reference": "CW7K3M9TR"}])
def test_altering_what_was_received_is_found(decided, changes):
    Case.objects.update(**changes)
    assert "altered after it was received" in " ".join(map(str, audit().findings))
