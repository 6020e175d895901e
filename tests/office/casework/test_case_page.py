import re

import pytest

from commonweal.office.casework.plain_values import cell_text
from commonweal.office.records.models import Case
from tests.office.applications import AWARDED, REFERRED, apply
from tests.office.casework.conftest import colleague

CHILD = {"name": "Ela Owen", "born": "2016-05-13"}
HOSTILE = '<script>alert("x")</script><img src=x onerror=y>'


def page(desk, case, at):
    response = desk.get(at(case))
    assert response.status_code == 200
    return response.content.decode()


def test_everything_about_a_case_is_on_one_page(desk, referred, at):
    shown = page(desk, referred, at)
    for part in (
        "Siân Test-Person",
        referred.shown_reference,
        "Consider the application",
        "The policy says",
        "Award: £",
        "self-employed",
        "How the policy decided",
        "Trafford 2025/26",
        "Answers",
        "Take-home pay",
        "Evidence you may ask for",
        "Accounts, or a record of business income",
        "Letters",
        "We have received your application",
        "Application received",
        "Decided by the policy",
        "What the rules assume",
        "This is a demonstration",
    ):
        assert part in shown, part


def test_each_table_is_drawn_with_the_row_that_matched_and_those_that_nearly_did(desk, refused, at):
    shown = page(desk, refused, at)
    grid = shown[shown.index("Discount percentage</span>") :]
    matched = re.search(r'<tr class="govuk-table__row cw-matched">(.*?)</tr>', grid, re.S).group(1)
    assert "✓ Matched" in matched
    assert "over £147" in matched
    assert "0%" in matched
    assert "Trafford 2025/26 grid, band 5" in matched
    assert "Near miss" in grid
    assert "✗ does not fit" in grid
    # The earnings alone are above the grid, so no other income was asked about.
    assert "here: <strong>Not needed: it could not change the result</strong>" in grid


def test_a_match_is_told_in_words_and_not_by_colour_alone(desk, refused, at):
    shown = page(desk, refused, at)
    assert shown.count("cw-matched") == shown.count("✓ Matched")
    assert shown.count("cw-failed") == shown.count("✗ does not fit")


def test_a_welsh_application_is_shown_in_english_and_says_so(desk, at):
    case = apply(REFERRED | {"children": [CHILD]}, language="cy")
    shown = page(desk, case, at)
    assert "Applied in Welsh" in shown
    assert "The applicant answered in Welsh" in shown
    assert "Take-home pay" in shown
    assert "Child 1" in shown
    assert '<a class="govuk-link" href="/staff/outbox/' in shown
    assert 'lang="cy">Rydym wedi derbyn eich cais' in shown


def test_the_same_case_is_drawn_from_the_version_it_began_with(desk, refused, at):
    Case.objects.filter(pk=refused.pk).update(policy_hash="0" * 64)
    assert "Discount percentage</span>" in page(desk, refused, at)
    Case.objects.filter(pk=refused.pk).update(policy_hash=refused.policy_hash)


def test_hostile_answers_are_only_text(desk, at):
    case = apply(
        REFERRED
        | {"full_name": HOSTILE, "children": [CHILD | {"name": HOSTILE}], "council_tax_account": "<b>x</b>"}
    )
    for address in (at(case), "/staff/", at(case, "agree/"), at(case, "change/"), at(case, "evidence/")):
        shown = desk.get(address).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "<b>x</b>" not in shown


def test_a_decided_case_says_who_decided_and_offers_no_decision(desk, at):
    shown = page(desk, apply(AWARDED), at)
    assert "Decided: Award: £25.71" in shown
    assert "the policy, as nobody was needed" in shown
    assert "Agree with the policy" not in shown


def test_an_auditor_reads_and_is_offered_nothing_to_do(client, referred, at):
    _, auditor = colleague("auditor", "lee")
    shown = auditor.get(at(referred)).content.decode()
    assert "How the policy decided" in shown
    for offer in (
        "Agree with the policy",
        "Change the result",
        "Ask for evidence",
        "Take this case",
        "Keep the note",
        "Close this case",
    ):
        assert offer not in shown


def test_a_case_that_somebody_else_has_says_who(desk, referred, at):
    other, _ = colleague()
    Case.objects.filter(pk=referred.pk).update(assigned_to=other)
    shown = page(desk, referred, at)
    assert "jo has this case. Ask them or your team leader" in shown
    assert "Agree with the policy" not in shown


def test_only_a_team_leader_is_offered_to_give_a_case_away(desk, referred, at):
    assert "Give it to somebody" not in page(desk, referred, at)
    _, leader = colleague("team leader", "rhian")
    assert "Give it to somebody" in leader.get(at(referred)).content.decode()


def test_what_was_answered_with_nothing_needs_no_evidence(desk, at):
    shown = page(desk, apply(REFERRED), at)
    assert "Statements for every account" not in shown
    shown = page(desk, apply(REFERRED | {"savings": "6000.00"}), at)
    assert "Statements for every account" in shown


@pytest.mark.parametrize(
    ("cell", "kind", "words"),
    [
        ("-", None, "any"),
        ("", None, "any"),
        ("[0..93]", "money", "£0 to £93"),
        ("(93..111]", "money", "over £93, up to £111"),
        ("[1..2)", None, "1 or more, under 2"),
        ("]1..2[", None, "over 1, under 2"),
        ("> 16000", "money", "over £16,000"),
        (">= 18", None, "18 or more"),
        ("< 0.5", "money", "under £0.50"),
        ("75", "percentage", "75%"),
        ("true", None, "yes"),
        ('"single"', None, "single"),
        ('"single", "couple"', None, "single or couple"),
        ("not(1, 2)", None, "not(1, 2)"),
        ('date("2025-04-01")', None, 'date("2025-04-01")'),
    ],
)
def test_a_cell_reads_as_words_where_it_is_a_plain_one(cell, kind, words):
    assert cell_text(cell, kind) == words


def test_what_was_just_done_is_said_once(desk, referred, at):
    desk.post(at(referred, "assign/"), {"revision": referred.revision, "to": "me"})
    assert "You have this case." in page(desk, referred, at)
    assert "You have this case." not in page(desk, referred, at)
