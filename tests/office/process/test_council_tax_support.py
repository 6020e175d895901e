"""Every path through the shipped casework.bpmn, from application to letter."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commonweal.office.process import service as process
from commonweal.office.process.models import Timer
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.actions import agree, ask_for_evidence, assign, change, receive_evidence
from commonweal.office.records.actor import Actor
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Case, Event
from commonweal.office.records.revision import Stale
from tests.office.applications import AWARDED, REFERRED, REFUSED, apply, staff

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def letters(case):
    return list(case.letters.order_by("pk").values_list("notice", flat=True))


def fresh(case):
    return Case.objects.get(pk=case.pk)


def events(case):
    return list(case.events.values_list("action", flat=True))


def days_later(days):
    round_of_work(timezone.now() + days * DAY)


@pytest.fixture
def worker():
    return Actor.staff(staff())


@pytest.fixture(autouse=True)
def _everything_is_in_order_at_the_end(db):
    yield
    report = audit()
    assert report.sound, [report.broken, *report.findings]


def test_an_award_that_needs_no_person_is_decided_and_told_at_once():
    case = apply(AWARDED)
    assert fresh(case).state == Case.State.DECIDED
    assert not fresh(case).needs_person
    assert case.latest_decision.final
    assert case.latest_decision.made_by is None
    assert letters(case) == ["award"]
    assert process.open_tasks(case) == []
    assert events(case) == ["receive application", "decide by policy", "start process"]


def test_a_refusal_by_the_policy_is_not_told_and_waits_for_a_person():
    case = apply(REFUSED)
    assert fresh(case).state == Case.State.RECEIVED
    assert fresh(case).needs_person
    assert fresh(case).reasons
    assert not case.latest_decision.final
    assert case.latest_decision.result == "refusal"
    assert letters(case) == ["received"]
    assert [task.key for task in process.open_tasks(case)] == ["consider"]


def test_a_person_agrees_with_a_refusal_and_only_then_is_it_told(worker):
    case = apply(REFUSED)
    agree(case, worker, case.revision)
    assert fresh(case).state == Case.State.DECIDED
    assert letters(case) == ["received", "refusal"]
    assert case.latest_decision.made_by == worker.user
    assert case.latest_decision.final
    assert case.latest_decision.agrees_with_policy


def test_a_referred_award_is_agreed_by_a_person_and_told(worker):
    case = apply(REFERRED)
    assert fresh(case).needs_person
    assert "self-employed" in fresh(case).reasons[0]["en"]
    assert fresh(case).reasons[0]["cy"] != fresh(case).reasons[0]["en"]
    agree(case, worker, case.revision)
    assert letters(case) == ["received", "award"]


def test_a_person_changes_a_refusal_to_an_award_and_says_why(worker):
    case = apply(REFUSED)
    change(case, worker, case.revision, "award", {"award": Decimal("12.34")}, "Earnings stopped last week")
    decision = case.latest_decision
    assert letters(case) == ["received", "award"]
    assert decision.values["award"] == {"feel:number": "12.34"}
    assert not decision.agrees_with_policy
    assert decision.reason == "Earnings stopped last week"
    assert fresh(case).state == Case.State.DECIDED


def test_a_person_changes_an_award_to_a_refusal_and_it_is_told_as_theirs(worker):
    case = apply(REFERRED)
    change(case, worker, case.revision, "refusal", {"award": Decimal(0)}, "Not resident")
    assert letters(case) == ["received", "refusal"]


def test_why_a_decision_was_changed_is_in_no_event(worker):
    case = apply(REFERRED)
    change(case, worker, case.revision, "refusal", {"award": Decimal(0)}, "Siân moved to Leeds")
    told = [str((e.why, e.facts, e.subject, e.actor)) for e in Event.objects.all()]
    assert not any("Leeds" in each or "Test" in each or "QQ12" in each or "M33" in each for each in told)


def test_evidence_is_asked_for_waited_for_and_considered_when_it_comes(worker):
    case = apply(REFERRED)
    ask_for_evidence(case, worker, case.revision, ["Last 2 payslips"], "Please send copies")
    assert fresh(case).state == Case.State.WAITING
    assert not fresh(case).needs_person
    assert letters(case) == ["received", "evidence-needed"]
    assert process.open_tasks(case) == []
    case = fresh(case)
    receive_evidence(case, worker, case.revision)
    assert fresh(case).needs_person
    assert [task.key for task in process.open_tasks(case)] == ["consider"]
    assert case.evidence_requests.get().received_at is not None
    assert not Timer.objects.filter(fired_at=None).exists()
    agree(case, worker, case.revision)
    assert letters(case) == ["received", "evidence-needed", "award"]


def test_evidence_that_does_not_come_is_asked_for_once_more_and_then_a_person_decides(worker):
    case = apply(REFERRED)
    ask_for_evidence(case, worker, case.revision, ["Last 2 payslips"])
    days_later(27)
    assert letters(case) == ["received", "evidence-needed"]
    days_later(29)
    assert letters(case) == ["received", "evidence-needed", "evidence-reminder"]
    assert fresh(case).state == Case.State.WAITING
    days_later(45)
    assert letters(case) == ["received", "evidence-needed", "evidence-reminder"]
    assert [task.key for task in process.open_tasks(case)] == ["consider"]
    case = fresh(case)
    agree(case, worker, case.revision)
    assert letters(case)[-1] == "award"


def test_evidence_that_comes_after_the_reminder_is_considered(worker):
    case = apply(REFERRED)
    ask_for_evidence(case, worker, case.revision, ["Last 2 payslips"])
    days_later(29)
    case = fresh(case)
    receive_evidence(case, worker, case.revision)
    assert [task.key for task in process.open_tasks(case)] == ["consider"]
    assert not Timer.objects.filter(fired_at=None).exists()


def test_evidence_can_be_asked_for_again_and_again(worker):
    case = apply(REFERRED)
    for _ in range(4):
        ask_for_evidence(case, worker, case.revision, ["Something more"])
        case = fresh(case)
        receive_evidence(case, worker, case.revision)
        case = fresh(case)
    agree(case, worker, case.revision)
    assert letters(case) == ["received", *["evidence-needed"] * 4, "award"]


def test_a_timer_that_went_off_does_not_go_off_again(worker):
    case = apply(REFERRED)
    ask_for_evidence(case, worker, case.revision, ["Last 2 payslips"])
    days_later(29)
    days_later(29)
    assert letters(case).count("evidence-reminder") == 1


def test_the_second_of_two_people_to_decide_is_told_that_the_case_has_changed(worker):
    case = apply(REFERRED)
    opened = fresh(case)
    agree(case, worker, case.revision)
    with pytest.raises(Stale):
        agree(opened, worker, opened.revision)
    assert letters(case) == ["received", "award"]


def test_a_case_that_waits_for_nobody_cannot_be_decided(worker):
    case = apply(AWARDED)
    before = case.revision
    with pytest.raises(process.NotOpen):
        agree(case, worker, before)
    assert case.decisions.count() == 1
    assert fresh(case).revision == before


def test_evidence_nobody_waits_for_is_not_received(worker):
    case = apply(REFERRED)
    with pytest.raises(process.NotOpen):
        receive_evidence(case, worker, case.revision)


def test_an_applicant_or_an_auditor_cannot_decide():
    case = apply(REFERRED)
    for actor in (Actor.applicant(), Actor.worker(), Actor.staff(staff("auditor"))):
        with pytest.raises(PermissionDenied):
            agree(case, actor, case.revision)
    assert letters(case) == ["received"]


def test_a_case_that_is_somebody_elses_is_decided_by_them_or_by_who_may_assign(worker):
    case = apply(REFERRED)
    assign(case, worker, case.revision, worker.user)
    assert fresh(case).state == Case.State.WORKING
    other = Actor.staff(staff(username="other"))
    with pytest.raises(PermissionDenied):
        agree(case, other, case.revision)
    agree(case, Actor.staff(staff("team leader")), case.revision)
    assert letters(case) == ["received", "award"]


def test_whoever_keyed_an_application_does_not_decide_it(worker):
    case = apply(REFERRED, channel="phone", keyed_by=worker.user, actor=worker)
    with pytest.raises(PermissionDenied):
        agree(case, worker, case.revision)


def test_a_case_keeps_its_language(worker):
    case = apply(REFUSED, language="cy")
    agree(case, worker, case.revision)
    assert set(case.letters.values_list("language", flat=True)) == {"cy"}


def test_the_state_of_a_case_is_kept_without_the_specification_or_any_answer():
    case = apply(REFERRED)
    kept = str(case.process.state)
    assert "spec" not in case.process.state or case.process.state["spec"] is None
    assert "self_employed" not in kept
    assert "Test-Person" not in kept


def test_two_cases_share_one_specification():
    one, two = apply(REFERRED), apply(AWARDED)
    assert one.process.spec_id == two.process.spec_id
