import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from commonweal.office.letters.models import Letter
from commonweal.office.process import service as process
from commonweal.office.process.effects import Effects
from commonweal.office.records.actions import agree
from commonweal.office.records.actor import Actor
from commonweal.office.records.feel_json import decode
from commonweal.office.records.models import Case, Decision, Event
from commonweal.office.records.reference import parse_reference
from tests.office.applications import AWARDED, REFERRED, REFUSED, apply
from tests.office.casework.conftest import colleague, fresh

HOSTILE = '<script>alert("x")</script> {award} **b**'


def told(case):
    return list(case.letters.order_by("pk").values_list("notice", flat=True))


def changed(case, step="send", **more):
    form = {
        "revision": fresh(case).revision,
        "result": "award",
        "amount-award": "10.00",
        "amount-yearly-award": "520.00",
        "reason": "Payslips show less",
        "step": step,
    }
    return form | more


def errors(response):
    return re.findall(r'<li><a href="#[^"]+">([^<]+)</a></li>', response.content.decode())


def test_a_refusal_is_told_only_after_a_person_agrees_with_it(desk, morgan, refused, at):
    assert told(refused) == ["received"]
    assert not refused.latest_decision.final
    response = desk.post(at(refused, "agree/"), {"revision": refused.revision})
    assert response.url == at(refused)
    assert told(refused) == ["received", "refusal"]
    decision = refused.latest_decision
    assert (decision.result, decision.made_by, decision.final) == ("refusal", morgan, True)
    assert fresh(refused).state == Case.State.DECIDED


def test_a_machine_cannot_send_a_refusal_whatever_asks_it_to(refused):
    with pytest.raises(process.MachineRefusal):
        Effects(refused).send_notice("refusal")
    assert told(refused) == ["received"]


def test_the_letter_shown_before_agreeing_is_the_letter_that_goes(desk, refused, at):
    shown = desk.get(at(refused, "agree/")).content.decode()
    assert told(refused) == ["received"]
    assert Event.objects.filter(action="agree decision").count() == 0
    desk.post(at(refused, "agree/"), {"revision": refused.revision})
    letter = Letter.objects.get(notice="refusal")
    inside = letter.html.partition("<main>")[2].rpartition("</main>")[0]
    first = re.search(r"<p>(We are sorry[^<]*)</p>", inside).group(1)
    assert first in shown
    assert letter.title in shown


def test_looking_at_a_preview_any_number_of_times_changes_nothing(desk, refused, at):
    before = (
        fresh(refused).revision,
        Event.objects.count(),
        Letter.objects.count(),
        Decision.objects.count(),
    )
    for _ in range(3):
        desk.get(at(refused, "agree/"))
        desk.post(at(refused, "change/"), changed(refused, step="preview"))
    assert before == (
        fresh(refused).revision,
        Event.objects.count(),
        Letter.objects.count(),
        Decision.objects.count(),
    )


def test_a_welsh_case_is_previewed_in_welsh_with_english_for_staff(desk, at):
    case = apply(REFUSED, language="cy")
    shown = desk.get(at(case, "agree/")).content.decode()
    assert '<div lang="cy" dir="ltr">' in shown
    assert "Annwyl" in shown
    assert "Read this letter in English" in shown
    assert "Dear Siân Test-Person" in shown
    desk.post(at(case, "agree/"), {"revision": case.revision})
    assert Letter.objects.get(notice="refusal").language == "cy"


def test_pressing_agree_twice_decides_once_and_says_it_is_done(desk, refused, at):
    posted = {"revision": refused.revision}
    assert desk.post(at(refused, "agree/"), posted).status_code == 302
    assert desk.post(at(refused, "agree/"), posted).status_code == 302
    assert refused.decisions.filter(final=True).count() == 1
    assert told(refused) == ["received", "refusal"]


def test_a_changed_award_reaches_the_letter_with_everything_that_follows_from_it(desk, morgan, refused, at):
    check = desk.post(at(refused, "change/"), changed(refused, step="preview"))
    shown = check.content.decode()
    assert "Decide and send the letter" in shown
    assert "£10.00" in shown
    assert "£820.55" in shown
    assert told(refused) == ["received"]
    assert desk.post(at(refused, "change/"), changed(refused)).status_code == 302
    decision = refused.latest_decision
    values = decode(decision.values)
    assert (values["award"], values["yearly award"], values["left to pay"]) == (
        Decimal("10.00"),
        Decimal("520.00"),
        Decimal("820.55"),
    )
    assert (decision.result, decision.agrees_with_policy, decision.made_by) == ("award", False, morgan)
    letter = Letter.objects.get(notice="award")
    assert "£10.00 a week" in letter.text
    assert "£820.55" in letter.text
    assert "Payslips show less" in letter.text
    assert "A person changed the result" in letter.html


def test_an_award_changed_to_a_refusal_gives_nothing_of_anything(desk, referred, at):
    posted = changed(referred, result="refusal", **{"amount-award": "", "amount-yearly-award": "nonsense"})
    assert desk.post(at(referred, "change/"), posted).status_code == 302
    values = decode(referred.latest_decision.values)
    assert (values["award"], values["yearly award"]) == (0, 0)
    assert values["left to pay"] == Decimal("1340.55")
    assert told(referred) == ["received", "refusal"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reason": "  "}, "Say why you are changing the result"),
        ({"reason": "x" * 4001}, "4,000 characters or less"),
        ({"result": ""}, "Choose whether it is an award or a refusal"),
        ({"result": "everything"}, "Choose whether it is an award or a refusal"),
        ({"amount-award": ""}, "Award must be an amount of money"),
        ({"amount-award": "ten"}, "Award must be an amount of money"),
        ({"amount-award": "NaN"}, "Award must be an amount of money"),
        ({"amount-award": "Infinity"}, "Award must be an amount of money"),
        ({"amount-award": "1e3"}, "Award must be an amount of money"),
        ({"amount-award": "-1"}, "Award must be £0 or more"),
        ({"amount-award": "0"}, "choose a refusal if nothing is given"),
        ({"amount-award": "10.001"}, "whole pence"),
        ({"amount-award": "9999999999"}, "or less"),
        ({"amount-yearly-award": "5000"}, "would make “left to pay” less than £0"),
    ],
)
def test_what_is_wrong_with_a_change_is_said_and_nothing_typed_is_lost(desk, referred, at, change, message):
    posted = changed(referred, **change)
    response = desk.post(at(referred, "change/"), posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert any(message in each for each in errors(response)), errors(response)
    assert "<title>Error:" in page
    assert fresh(referred).revision == referred.revision
    if posted["reason"].strip():
        assert posted["reason"][:100] in page


def test_changing_nothing_is_not_a_change(desk, referred, at):
    values = decode(referred.latest_decision.values)
    posted = changed(
        referred, **{"amount-award": str(values["award"]), "amount-yearly-award": str(values["yearly award"])}
    )
    assert errors(desk.post(at(referred, "change/"), posted)) == [
        "This is what the policy decided. Change it, or go back and agree with it"
    ]


def test_an_amount_left_as_it_was_beside_a_changed_one_is_asked_about(desk, referred, at):
    values = decode(referred.latest_decision.values)
    posted = changed(referred, **{"amount-yearly-award": str(values["yearly award"])})
    assert "Change it too" in errors(desk.post(at(referred, "change/"), posted))[0]


def test_a_hostile_reason_is_only_text_everywhere_it_is_read(desk, refused, at):
    for step in ("preview", "edit", "send"):
        page = desk.post(at(refused, "change/"), changed(refused, step=step, reason=HOSTILE)).content.decode()
        assert "<script>alert" not in page
    assert "<script>alert" not in desk.get(at(refused)).content.decode()
    letter = Letter.objects.get(notice="award")
    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "{award}" in letter.text
    assert HOSTILE not in str(list(Event.objects.values_list("facts", "why")))


def test_going_back_from_the_preview_keeps_what_was_typed(desk, referred, at):
    page = desk.post(at(referred, "change/"), changed(referred, step="edit")).content.decode()
    assert "Payslips show less" in page
    assert 'value="10.00"' in page


def test_the_second_of_two_caseworkers_is_told_and_loses_no_word(desk, refused, at):
    mine = changed(refused)
    jo, theirs = colleague()
    theirs.post(at(refused, "agree/"), {"revision": refused.revision})
    response = desk.post(at(refused, "change/"), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody changed this case after you opened it" in page
    assert "Payslips show less" in page
    assert 'value="10.00"' in page
    assert "Agreed with the policy’s result" in page
    assert refused.latest_decision.made_by == jo
    assert told(refused) == ["received", "refusal"]


def test_a_stale_page_is_told_before_the_preview_too(desk, refused, at):
    mine = changed(refused, step="preview")
    colleague("team leader", "rhian")[1].post(
        at(refused, "assign/"), {"revision": refused.revision, "to": "me"}
    )
    Case.objects.filter(pk=refused.pk).update(assigned_to=None)
    assert desk.post(at(refused, "change/"), mine).status_code == 409


def test_a_stale_agreement_is_told_and_not_made(desk, refused, at):
    _, theirs = colleague()
    stale = {"revision": refused.revision}
    theirs.post(at(refused, "change/"), changed(refused))
    response = desk.post(at(refused, "agree/"), stale)
    assert response.status_code == 409
    assert "Changed the policy’s result" in response.content.decode()
    assert told(refused) == ["received", "award"]


@pytest.mark.parametrize("revision", ["", "x", "-1", "0", "99999999999999999999", "1e9", "٣"])
def test_a_revision_made_up_by_hand_does_nothing(desk, refused, at, revision):
    assert desk.post(at(refused, "agree/"), {"revision": revision}).status_code == 409
    assert told(refused) == ["received"]


@pytest.mark.parametrize("page", ["agree/", "change/", "close/"])
def test_nobody_decides_what_they_keyed(desk, morgan, at, page):
    case = apply(REFUSED, keyed_by=morgan, channel="phone")
    for response in (desk.get(at(case, page)), desk.post(at(case, page), changed(case, why="withdrawn"))):
        assert response.status_code == 403
        assert "You keyed this application" in response.content.decode()
    with pytest.raises(PermissionDenied):
        agree(case, Actor.staff(morgan), case.revision)
    assert told(case) == ["received"]


@pytest.mark.parametrize("name", ["Morgan Ellis", "morgan ELLIS", "Mórgan Ellis"])
def test_nobody_decides_a_case_in_their_own_name(desk, morgan, at, name):
    case = apply(REFUSED | {"full_name": name})
    response = desk.post(at(case, "agree/"), {"revision": case.revision})
    assert response.status_code == 403
    assert "in your name" in response.content.decode()
    with pytest.raises(PermissionDenied):
        agree(case, Actor.staff(morgan), case.revision)


def test_a_case_that_somebody_has_is_decided_by_nobody_else_but_a_team_leader(desk, refused, at):
    _, theirs = colleague()
    theirs.post(at(refused, "assign/"), {"revision": refused.revision, "to": "me"})
    response = desk.post(at(refused, "agree/"), {"revision": fresh(refused).revision})
    assert response.status_code == 403
    assert "jo has this case" in response.content.decode()
    _, leader = colleague("team leader", "rhian")
    assert leader.post(at(refused, "agree/"), {"revision": fresh(refused).revision}).status_code == 302


def test_a_decided_case_waits_for_no_other_decision(desk, at):
    case = apply(AWARDED)
    assert desk.get(at(case, "agree/")).status_code == 409
    assert desk.get(at(case, "change/")).status_code == 409
    assert desk.post(at(case, "agree/"), {"revision": case.revision}).status_code == 409
    assert told(case) == ["award"]


def test_a_persons_decision_is_in_the_events_without_a_word_about_the_applicant(desk, refused, at):
    desk.post(at(refused, "change/"), changed(refused))
    told_of = str(list(Event.objects.values_list("action", "actor", "why", "facts")))
    assert "change decision" in told_of
    for private in ("Test-Person", "Payslips", "M33", "QQ123456C"):
        assert private not in told_of


def test_the_reference_in_the_page_is_the_cases(desk, refused, at):
    shown = re.search(r'class="cw-reference">([^<]+)<', desk.get(at(refused)).content.decode()).group(1)
    assert parse_reference(shown) == refused.reference


def test_a_case_with_other_amounts_is_not_confused_by_another(desk, refused, at):
    other = apply(REFERRED)
    desk.post(at(refused, "change/"), changed(refused))
    assert other.latest_decision.made_by is None
    assert told(other) == ["received"]
