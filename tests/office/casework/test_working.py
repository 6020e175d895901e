"""Evidence, notes, assignment and closing."""

import pytest
from django.utils import timezone

from commonweal.office.letters.models import Letter
from commonweal.office.process.models import Timer
from commonweal.office.process.worker import round_of_work
from commonweal.office.records.models import Case, Event
from tests.office.applications import AWARDED, REFERRED, apply
from tests.office.casework.conftest import colleague, fresh

HOSTILE = '<script>alert("x")</script>'


def ask(case, step="send", **more):
    return {
        "revision": fresh(case).revision,
        "items": ["Last 2 monthly or 5 weekly payslips"],
        "other": "A letter from your landlord\n\n  Your passport ",
        "note": "Photos will do",
        "step": step,
    } | more


def test_asking_for_evidence_sends_a_letter_and_starts_the_clock(desk, referred, at):
    shown = desk.post(at(referred, "evidence/"), ask(referred, "preview")).content.decode()
    assert "Your passport" in shown
    assert Letter.objects.filter(notice="evidence-needed").count() == 0
    assert desk.post(at(referred, "evidence/"), ask(referred)).status_code == 302
    letter = Letter.objects.get(notice="evidence-needed")
    for said in (
        "Last 2 monthly or 5 weekly payslips",
        "A letter from your landlord",
        "Your passport",
        "Photos will do",
    ):
        assert said in letter.text
    assert fresh(referred).state == Case.State.WAITING
    assert Timer.objects.filter(fired_at=None).count() == 1
    page = desk.get(at(referred)).content.decode()
    assert "Waiting for evidence" in page
    assert "Evidence received" in page
    assert "Agree with the policy" not in page


def test_a_welsh_applicant_is_asked_in_welsh_for_things_in_welsh(desk, at):
    case = apply(REFERRED, language="cy")
    page = desk.get(at(case, "evidence/")).content.decode()
    assert "in Welsh: the letter goes in Welsh" in page
    desk.post(at(case, "evidence/"), ask(case))
    assert Letter.objects.get(notice="evidence-needed").language == "cy"


def test_the_case_comes_back_when_the_evidence_does(desk, referred, at):
    desk.post(at(referred, "evidence/"), ask(referred))
    desk.post(at(referred, "evidence-received/"), {"revision": fresh(referred).revision})
    page = desk.get(at(referred)).content.decode()
    assert "Agree with the policy" in page
    assert referred.evidence_requests.get().received_at
    assert fresh(referred).needs_person


def test_the_case_comes_back_when_time_is_up(desk, referred, at):
    desk.post(at(referred, "evidence/"), ask(referred))
    round_of_work(timezone.now() + timezone.timedelta(days=29))
    round_of_work(timezone.now() + timezone.timedelta(days=29 + 15))
    assert fresh(referred).needs_person
    assert "Time was up" in desk.get(at(referred)).content.decode()


def test_asking_twice_by_accident_asks_once(desk, referred, at):
    posted = ask(referred)
    assert desk.post(at(referred, "evidence/"), posted).status_code == 302
    assert desk.post(at(referred, "evidence/"), posted).status_code == 302
    assert referred.evidence_requests.count() == 1


def test_evidence_received_pressed_twice_is_told_and_harmless(desk, referred, at):
    desk.post(at(referred, "evidence/"), ask(referred))
    posted = {"revision": fresh(referred).revision}
    assert desk.post(at(referred, "evidence-received/"), posted).status_code == 302
    assert desk.post(at(referred, "evidence-received/"), posted).status_code == 409


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"items": [], "other": " \n "}, "Choose what the applicant should send"),
        ({"other": "\n".join(f"thing {n}" for n in range(40))}, "30 things or fewer"),
        ({"other": "x" * 301}, "300 characters or less"),
        ({"note": "x" * 4001}, "4,000 characters or less"),
    ],
)
def test_what_is_wrong_with_asking_is_said_and_nothing_typed_is_lost(desk, referred, at, change, message):
    response = desk.post(at(referred, "evidence/"), ask(referred, **change))
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert "<title>Error:" in page
    if "note" not in change:
        assert "Photos will do" in page


def test_a_stale_request_for_evidence_keeps_every_word(desk, referred, at):
    posted = ask(referred)
    colleague()[1].post(at(referred, "agree/"), {"revision": referred.revision})
    response = desk.post(at(referred, "evidence/"), posted)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Photos will do" in page
    assert "Your passport" in page


def test_a_note_is_kept_as_it_was_written_and_only_as_text(desk, referred, at):
    text = f"Rang at noon.\nSaid {HOSTILE} & more"
    assert desk.post(at(referred, "notes/"), {"note": text}).status_code == 302
    assert referred.notes.get().text == text
    page = desk.get(at(referred)).content.decode()
    assert "Rang at noon." in page
    assert HOSTILE not in page
    assert "noon" not in str(list(Event.objects.values_list("facts", "why")))


def test_a_note_posted_twice_is_kept_once_and_clashes_with_nobody(desk, referred, at):
    for _ in range(2):
        assert desk.post(at(referred, "notes/"), {"note": "Once"}).status_code == 302
    colleague()[1].post(at(referred, "notes/"), {"note": "Once"})
    assert referred.notes.count() == 2
    assert fresh(referred).revision == referred.revision


@pytest.mark.parametrize("note", ["", "  \n ", "x" * 10_001, "\0"])
def test_a_note_that_cannot_be_kept_is_said_and_not_lost(desk, referred, at, note):
    response = desk.post(at(referred, "notes/"), {"note": note})
    assert response.status_code == 422
    assert referred.notes.count() == 0
    if note.strip("\0 \n"):
        assert note in response.content.decode()


def test_a_case_is_taken_and_put_back(desk, morgan, referred, at):
    desk.post(at(referred, "assign/"), {"revision": referred.revision, "to": "me"})
    assert fresh(referred).assigned_to == morgan
    assert "Put back in the queue" in desk.get(at(referred)).content.decode()
    desk.post(at(referred, "assign/"), {"revision": fresh(referred).revision, "to": "nobody"})
    assert fresh(referred).assigned_to is None


def test_of_two_who_take_a_case_the_second_is_told(desk, referred, at):
    jo, theirs = colleague()
    posted = {"revision": referred.revision, "to": "me"}
    assert theirs.post(at(referred, "assign/"), posted).status_code == 302
    response = desk.post(at(referred, "assign/"), posted)
    assert response.status_code == 403
    assert "jo has this case" in response.content.decode()
    assert fresh(referred).assigned_to == jo


def test_only_a_team_leader_gives_a_case_to_somebody(desk, morgan, referred, at):
    jo, _ = colleague()
    posted = {"revision": referred.revision, "to": str(jo.pk)}
    assert desk.post(at(referred, "assign/"), posted).status_code == 403
    _, leader = colleague("team leader", "rhian")
    assert leader.post(at(referred, "assign/"), posted).status_code == 302
    assert fresh(referred).assigned_to == jo


def test_a_case_cannot_be_given_to_somebody_who_may_not_work_it(referred, at):
    lee, _ = colleague("auditor", "lee")
    _, leader = colleague("team leader", "rhian")
    for to in (str(lee.pk), "0", "99999999", "x", "", "-1"):
        assert (
            leader.post(at(referred, "assign/"), {"revision": referred.revision, "to": to}).status_code == 422
        )
    assert fresh(referred).assigned_to is None


def test_a_withdrawn_case_asks_nobody_for_anything(desk, referred, at):
    desk.post(at(referred, "evidence/"), ask(referred))
    posted = {"revision": fresh(referred).revision, "why": "withdrawn", "note": "Rang to say so"}
    assert desk.post(at(referred, "close/"), posted).status_code == 302
    case = fresh(referred)
    assert (case.state, case.needs_person) == (Case.State.CLOSED, False)
    assert Timer.objects.filter(fired_at=None).count() == 0
    round_of_work(timezone.now() + timezone.timedelta(days=60))
    assert not fresh(referred).needs_person
    assert fresh(referred).state == Case.State.CLOSED
    assert referred.notes.get().text == "Rang to say so"
    page = desk.get(at(referred)).content.decode()
    assert "Agree with the policy" not in page
    assert desk.get(at(referred, "agree/")).status_code == 409
    assert desk.post(at(referred, "agree/"), {"revision": fresh(referred).revision}).status_code == 409


def test_a_decided_case_is_closed_as_done_and_never_as_withdrawn(desk, at):
    case = apply(AWARDED)
    assert desk.post(at(case, "close/"), {"revision": case.revision, "why": "withdrawn"}).status_code == 422
    assert desk.post(at(case, "close/"), {"revision": case.revision, "why": "done"}).status_code == 302
    assert fresh(case).state == Case.State.CLOSED


@pytest.mark.parametrize("why", ["", "because", "done"])
def test_a_case_is_closed_only_for_a_reason_that_fits(desk, referred, at, why):
    posted = {"revision": referred.revision, "why": why, "note": "Kept words"}
    response = desk.post(at(referred, "close/"), posted)
    assert response.status_code == 422
    assert "Kept words" in response.content.decode()
    assert fresh(referred).state != Case.State.CLOSED
