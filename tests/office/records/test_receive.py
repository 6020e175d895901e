"""An application is received whole, once, or not at all."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from commonweal.office.letters.models import Letter
from commonweal.office.process.models import ProcessInstance, Timer
from commonweal.office.records.actions.receive import NotComplete
from commonweal.office.records.audit import audit
from commonweal.office.records.feel_json import decode
from commonweal.office.records.models import Case, Decision, Event
from commonweal.office.records.reference import parse_reference
from tests.office.applications import AWARDED, REFERRED, apply, council_tax_support, staff

pytestmark = pytest.mark.django_db


class Injected(Exception):
    """Stands for whatever may go wrong at a step."""


def counts():
    return {
        model.__name__: model.objects.count()
        for model in (Case, Decision, Event, Letter, ProcessInstance, Timer)
    }


STEPS = [
    "commonweal.office.records.actions.receive.new_reference",
    "commonweal.office.records.actions.receive.verdict",
    "commonweal.office.records.actions.receive.keep_verdict",
    "commonweal.office.records.actions.receive.process.start",
    "commonweal.office.records.actions.receive.fingerprint",
    "commonweal.office.records.policy_decision.decide",
    "commonweal.office.records.policy_decision.seal",
    "commonweal.office.records.policy_decision.trace_to_json",
    "commonweal.office.process.service.specification",
    "commonweal.office.process.service._move",
    "commonweal.office.process.state.Running.save",
    "commonweal.office.process.effects.case_values",
    "commonweal.office.letters.service.queue",
    "commonweal.office.records.recording.append",
    "commonweal.office.records.recording._happening",
    "commonweal.office.records.chain.digest_of",
    "commonweal.office.records.chain._move_head",
]


@pytest.mark.parametrize("step", STEPS)
def test_whatever_step_fails_nothing_at_all_is_kept(step):
    council_tax_support()
    before = counts()
    with patch(step, side_effect=Injected) as failing, pytest.raises(Injected):
        apply(REFERRED)
    assert failing.called
    assert counts() == before
    assert audit().sound


def test_after_a_failure_the_same_application_can_be_received():
    council_tax_support()
    with ExitStack() as stack:
        stack.enter_context(patch("commonweal.office.letters.service.queue", side_effect=Injected))
        stack.enter_context(pytest.raises(Injected))
        apply(REFERRED, application="draft 1")
    case = apply(REFERRED, application="draft 1")
    assert case.events.count() == 3
    assert audit().sound


def test_submitting_twice_gives_the_same_case():
    first = apply(AWARDED, application="draft 1")
    before = counts()
    assert apply(AWARDED, application="draft 1") == first
    assert counts() == before


def test_two_applications_are_two_cases():
    assert apply(AWARDED, application="draft 1") != apply(AWARDED, application="draft 2")


def test_the_case_is_what_the_applicant_said():
    case = Case.objects.get(pk=apply(AWARDED, language="cy", channel="paper").pk)
    # The income alone earns full support, so a disability benefit is not asked about, nor kept.
    assert case.answers == {key: value for key, value in AWARDED.items() if key != "disability_benefits"}
    assert case.applicant == "Siân Test-Person"
    assert (case.language, case.channel, case.service) == ("cy", "paper", "council-tax-support")
    assert parse_reference(case.shown_reference) == case.reference
    assert case.due_on == case.received_on + timedelta(days=14)


def test_answers_to_questions_that_are_not_asked_are_not_kept():
    case = apply(AWARDED | {"partner_name": "left over from before", "unknown": "x"})
    assert "partner_name" not in case.answers
    assert "unknown" not in case.answers


@pytest.mark.parametrize(
    "answers",
    [{}, AWARDED | {"liable": False}, {**AWARDED, "savings": "lots"}],
)
def test_what_is_not_a_whole_application_is_not_received(answers):
    council_tax_support()
    before = counts()
    with pytest.raises(NotComplete):
        apply(answers)
    assert counts() == before


def test_the_decision_keeps_its_inputs_values_and_reasons_and_can_be_made_again():
    decision = apply(AWARDED).latest_decision
    assert decode(decision.inputs)["council tax band"] == "c"
    assert str(decode(decision.values)["award"]) == "25.71"
    assert decision.trace["explanation"]["en"]
    assert decision.trace["explanation"]["cy"]
    assert any(table["matched"] for step in decision.trace["steps"] for table in step["tables"])
    assert audit().sound


def test_paper_keeps_the_date_on_which_it_came():
    came = timezone.now() - timedelta(days=3)
    case = apply(AWARDED, channel="paper", received_at=came, keyed_by=staff("adviser"))
    assert case.received_at == came
    assert case.relevant_on == timezone.localdate(came)


def test_an_application_from_before_the_first_version_goes_to_a_person_and_is_not_lost():
    case = apply(AWARDED, channel="paper", received_at=datetime(2024, 6, 1, tzinfo=UTC))
    assert case.needs_person
    assert "in force on that day" in case.reasons[0]["en"]
    assert not case.latest_decision.final


def test_a_case_keeps_the_version_it_began_with_when_the_service_changes(tmp_path):
    import shutil

    from commonweal.office.catalogue import service as catalogue
    from tests.office.applications import COUNCIL_TAX_SUPPORT

    case = apply(AWARDED)
    changed = tmp_path / "council-tax-support"
    shutil.copytree(COUNCIL_TAX_SUPPORT, changed)
    (changed / "journey.yaml").write_text(
        (changed / "journey.yaml").read_text().replace("What is your full name?", "What are you called?")
    )
    newer = catalogue.add(changed)
    assert catalogue.current("council-tax-support").version == newer
    assert case.version != newer
    asked = catalogue.version(case.version.content_hash).any_journey.by_key["full_name"].ask
    assert asked == "What is your full name?"
    catalogue.forget()
    assert catalogue.version(case.version.content_hash).any_journey.by_key["full_name"].ask == asked


def test_a_process_that_cannot_take_the_case_on_does_not_stop_it_from_being_received():
    with patch("commonweal.office.process.state.FeelEngine.evaluate", side_effect=_fault()):
        case = apply(REFERRED)
    instance = ProcessInstance.objects.get(case=case)
    assert instance.failures == 1
    assert "secret" not in instance.failed_with
    assert Case.objects.get(pk=case.pk).needs_person
    assert list(case.events.values_list("action", flat=True)) == [
        "receive application",
        "decide by policy",
        "set process aside",
    ]
    assert audit().sound


def test_the_worker_starts_a_process_again_that_was_set_aside():
    from commonweal.office.process.worker import round_of_work

    with patch("commonweal.office.process.state.FeelEngine.evaluate", side_effect=_fault()):
        case = apply(REFERRED)
    round_of_work(timezone.now())
    assert not ProcessInstance.objects.get(case=case).state
    round_of_work(timezone.now() + timedelta(hours=1))
    assert ProcessInstance.objects.get(case=case).state
    assert ProcessInstance.objects.get(case=case).failures == 0
    assert list(case.letters.values_list("notice", flat=True)) == ["received"]


def _fault():
    from commonweal.office.process.feel_engine import NotATime

    return NotATime("secret words of an answer")


def test_a_decision_that_was_altered_is_found_by_its_seal():
    from django.db import connection

    from commonweal.office.records.protection import unprotect

    decision = apply(AWARDED).latest_decision
    unprotect(connection)
    Decision.objects.filter(pk=decision.pk).update(values=decision.values | {"award": {"feel:number": "99"}})
    found = " ".join(map(str, audit().findings))
    assert "altered after it was made" in found
    assert "award" in found
    assert decision.case.shown_reference in found


def test_a_decision_that_was_deleted_is_found():
    from django.db import connection

    from commonweal.office.records.protection import unprotect

    decision = apply(AWARDED).latest_decision
    number = decision.pk
    unprotect(connection)
    decision.delete()
    assert [finding.decision for finding in audit().findings] == [number]


def test_a_decision_that_no_event_tells_of_is_found():
    decision = apply(AWARDED).latest_decision
    decision.pk = None
    decision.save(force_insert=True)
    assert "no event tells of it" in str(audit().findings[0])


def test_the_database_refuses_to_change_or_delete_a_decision():
    from django.db import IntegrityError, transaction

    decision = apply(AWARDED).latest_decision
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(reason="other")
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        decision.delete()
