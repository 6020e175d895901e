"""Changing the policy in the pages: a draft, its checks, a second person, and the day it starts."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.catalogue import service as catalogue
from commonweal.office.drafting.models import Draft
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Event
from tests.office.applications import AWARDED, COUNCIL_TAX_SUPPORT, apply, council_tax_support, staff

pytestmark = pytest.mark.django_db
TABLE = "discount percentage"
NEXT = timezone.localdate() + datetime.timedelta(days=120)
STARTS = {"starts-day": str(NEXT.day), "starts-month": str(NEXT.month), "starts-year": str(NEXT.year)}


@pytest.fixture
def sam() -> User:
    return staff("policy officer", "sam")


@pytest.fixture
def ines() -> User:
    return staff("policy officer", "ines")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def begin(client: Client, **more: Any) -> Draft:
    council_tax_support()
    assert client.get("/staff/policy/council-tax-support/new/").status_code == 200
    posted = {"title": "Figures for next year", "version": "policy/2025-04-01.dmn"} | more
    response = client.post("/staff/policy/council-tax-support/new/", posted)
    assert response.status_code == 302, response.content.decode()
    return Draft.objects.get()


def address(draft: Draft, part: str = "") -> str:
    return f"/staff/policy/drafts/{draft.pk}/{part}"


def change(client: Client, draft: Draft, **cells: str) -> Any:
    draft.refresh_from_db()
    posted = {key.replace("_", "-"): value for key, value in cells.items()}
    return client.post(address(draft, f"tables/{TABLE}/"), {"revision": draft.revision, **posted})


def ask(client: Client, draft: Draft, **more: str) -> Any:
    draft.refresh_from_db()
    posted = {"revision": draft.revision, "why": "Prices rose", **STARTS, **more}
    return client.post(address(draft, "ask/"), posted)


def decide(client: Client, draft: Draft, part: str = "publish/", **more: str) -> Any:
    draft.refresh_from_db()
    return client.post(address(draft, part), {"revision": draft.revision, **more})


def test_a_change_goes_from_a_cell_to_a_decision_through_two_people(sam: User, ines: User) -> None:
    writer, other = signed_in(sam), signed_in(ines)
    draft = begin(writer)
    assert change(writer, draft, c_1_3="95").status_code == 302
    page = writer.get(address(draft)).content.decode()
    assert "95%" in page
    assert "was 100%" in page
    assert ask(writer, draft).status_code == 302
    assert decide(other, draft).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "published"
    offered = catalogue.current("council-tax-support")
    assert offered.policies.on(NEXT).model.decide({}, TABLE) is not None
    assert offered.policies.on(NEXT).model.content_hash == draft.model.content_hash
    assert offered.policies.on(timezone.localdate()).starts == datetime.date(2025, 4, 1)
    actions = list(Event.objects.order_by("pk").values_list("action", flat=True))
    wanted = ["start draft", "change draft", "submit draft", "approve draft", "offer service version"]
    assert [each for each in actions if "draft" in each or "offer" in each][-5:] == wanted
    assert audit().sound


def test_a_published_policy_stays_when_the_folder_is_read_again(sam: User, ines: User) -> None:
    draft = begin(signed_in(sam))
    change(signed_in(sam), draft, c_1_3="95")
    ask(signed_in(sam), draft)
    decide(signed_in(ines), draft)
    published = catalogue.current("council-tax-support").content_hash
    assert catalogue.add(COUNCIL_TAX_SUPPORT).content_hash == published


def test_cases_keep_the_policy_they_began_with(sam: User, ines: User) -> None:
    before = apply(AWARDED)
    draft = begin(signed_in(sam))
    change(signed_in(sam), draft, c_1_3="95")
    ask(signed_in(sam), draft)
    decide(signed_in(ines), draft)
    after = apply(AWARDED)
    assert after.policy_hash == before.policy_hash
    assert after.version_id != before.version_id


def test_nobody_publishes_what_they_wrote_any_of(sam: User, ines: User) -> None:
    draft = begin(signed_in(sam))
    change(signed_in(ines), draft, c_1_3="95")
    ask(signed_in(sam), draft)
    for user in (sam, ines):
        assert decide(signed_in(user), draft).status_code == 403
        assert "publish/" not in signed_in(user).get(address(draft)).content.decode()
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_a_draft_sent_back_says_what_has_to_change(sam: User, ines: User) -> None:
    draft = begin(signed_in(sam))
    ask(signed_in(sam), draft)
    assert decide(signed_in(ines), draft, "send-back/").status_code == 422
    assert decide(signed_in(ines), draft, "send-back/", answer="Round it").status_code == 302
    page = signed_in(sam).get(address(draft)).content.decode()
    assert "sent it back: Round it" in page
    assert change(signed_in(sam), draft, c_1_3="90").status_code == 302


def test_two_people_changing_a_draft_at_once_lose_nothing_silently(sam: User, ines: User) -> None:
    draft = begin(signed_in(sam))
    revision = draft.revision
    change(signed_in(sam), draft, c_1_3="95")
    response = signed_in(ines).post(address(draft, f"tables/{TABLE}/"), {"revision": revision, "c-2-3": "70"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Somebody changed this draft" in page
    assert 'value="70"' in page


def test_a_mistyped_cell_is_kept_shown_and_never_published(sam: User) -> None:
    client = signed_in(sam)
    draft = begin(client)
    assert change(client, draft, c_1_2="<= (").status_code == 302
    page = client.get(address(draft, f"tables/{TABLE}/")).content.decode()
    assert 'value="&lt;= ("' in page
    assert "cw-fault" in page
    assert "The draft has errors" in client.get(address(draft)).content.decode()
    response = ask(client, draft)
    assert response.status_code == 422
    assert "Put them right first" in response.content.decode()


def test_a_gap_made_by_a_change_is_found_with_a_household(sam: User) -> None:
    client = signed_in(sam)
    draft = begin(client)
    change(client, draft, drop="2")
    page = client.get(address(draft)).content.decode()
    assert "For example" in page
    assert "no rule" in page.lower()


def test_rules_that_leave_somebody_undecided_are_never_published(sam: User) -> None:
    client = signed_in(sam)
    draft = begin(client)
    change(client, draft, c_1_2="<= 97")
    page = client.get(address(draft, f"tables/{TABLE}/")).content.decode()
    assert "Rules 1 and 2 both match" in page
    assert "cw-fault" in page
    response = ask(client, draft)
    assert response.status_code == 422
    assert "Put them right first" in response.content.decode()


def test_a_rule_is_copied_with_what_was_typed_kept(sam: User) -> None:
    client = signed_in(sam)
    draft = begin(client)
    count = len(draft.model.node(TABLE).element.logic.rules)
    change(client, draft, c_1_3="95", copy="1")
    draft = Draft.objects.get()
    rules = draft.model.node(TABLE).element.logic.rules
    assert len(rules) == count + 1
    assert [each.outputs[0].text for each in rules[:2]] == ["95", "95"]


def test_examples_that_come_out_otherwise_are_named(sam: User) -> None:
    client = signed_in(sam)
    draft = begin(client)
    assert "come out as they did" in client.get(address(draft)).content.decode()
    change(client, draft, c_1_3="95")
    assert "worked examples come out otherwise" in client.get(address(draft)).content.decode()


def test_an_expression_can_be_changed(sam: User) -> None:
    client = signed_in(sam)
    draft = begin(client)
    text = 'count(children[born > relevant date - duration("P19Y")])'
    response = client.post(
        address(draft, "expressions/children counted/"), {"revision": draft.revision, "text": text}
    )
    assert response.status_code == 302
    assert "P19Y" in client.get(address(draft)).content.decode()


@pytest.mark.parametrize("day", [timezone.localdate(), datetime.date(2020, 4, 1)])
def test_no_policy_starts_in_the_past_or_today(sam: User, day: datetime.date) -> None:
    client = signed_in(sam)
    draft = begin(client)
    starts = {"starts-day": str(day.day), "starts-month": str(day.month), "starts-year": str(day.year)}
    response = ask(client, draft, **starts)
    assert response.status_code == 422
    assert "Choose a day after today" in response.content.decode()


def test_a_file_that_is_no_policy_is_refused_with_its_line(sam: User) -> None:
    council_tax_support()
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = signed_in(sam)
    for content in (b"<not", b"<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>", b"PK\x03\x04", b""):
        upload = SimpleUploadedFile("draft.dmn", content)
        posted = {"title": "T", "version": "policy/2025-04-01.dmn", "file": upload}
        response = client.post("/staff/policy/council-tax-support/new/", posted)
        assert response.status_code == 422
        assert "Line" in response.content.decode()
    assert not Draft.objects.exists()


def test_an_uploaded_draft_is_compared_with_the_version_it_follows(sam: User) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    source = (COUNCIL_TAX_SUPPORT / "policy" / "2025-04-01.dmn").read_bytes()
    changed = source.replace(b"<text>25</text>", b"<text>24</text>", 1)
    assert changed != source
    draft = begin(signed_in(sam), file=SimpleUploadedFile("draft.dmn", changed))
    assert draft.model.content_hash != draft.based_on


@pytest.mark.parametrize("role", ["adviser", "caseworker", "team leader", "administrator"])
def test_others_see_no_drafts(sam: User, role: str) -> None:
    draft = begin(signed_in(sam))
    client = signed_in(staff(role, "other"))
    for part in ("", "draft.dmn", f"tables/{TABLE}/", "expressions/children counted/"):
        assert client.get(address(draft, part)).status_code == 403
    for part in ("ask/", "withdraw/", "publish/", "send-back/"):
        assert client.post(address(draft, part), {"revision": draft.revision}).status_code == 403


def test_an_auditor_reads_and_changes_nothing(sam: User) -> None:
    draft = begin(signed_in(sam))
    client = signed_in(staff("auditor", "lee"))
    page = client.get(address(draft, f"tables/{TABLE}/"))
    assert page.status_code == 200
    assert "Save the table" not in page.content.decode()
    assert change(client, draft, c_1_3="1").status_code == 403


def test_a_withdrawn_draft_is_kept_and_closed(sam: User) -> None:
    client = signed_in(sam)
    draft = begin(client)
    assert decide(client, draft, "withdraw/").status_code == 302
    assert change(client, draft, c_1_3="95").status_code == 422
    assert client.get(address(draft)).status_code == 200


def test_the_downloaded_file_is_the_draft(sam: User, tmp_path: Path) -> None:
    client = signed_in(sam)
    draft = begin(client)
    response = client.get(address(draft, "draft.dmn"))
    assert response.content == bytes(draft.document)
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize("asked", ["99999", "0", "-1", "x", "1" * 40])
def test_a_rule_that_is_not_there_is_refused(sam: User, asked: str) -> None:
    client = signed_in(sam)
    draft = begin(client)
    assert change(client, draft, drop=asked).status_code == 422


def test_a_draft_can_be_tried_on_a_population_without_leaving_the_pages(sam: User) -> None:
    client = signed_in(sam)
    draft = begin(client)
    assert "See what it would do" not in client.get(address(draft)).content.decode()
    change(client, draft, c_1_3="95")
    page = client.get(address(draft)).content.decode()
    form = f"/staff/impact/new/council-tax-support/?draft={draft.pk}"
    assert form in page
    shown = client.get(form).content.decode()
    assert "Draft: Figures for next year" in shown
    assert f'value="draft:{draft.pk}" checked' in shown


def test_a_draft_with_errors_is_not_offered_for_a_report(sam: User) -> None:
    client = signed_in(sam)
    draft = begin(client)
    change(client, draft, c_1_2="<= (")
    shown = client.get(f"/staff/impact/new/council-tax-support/?draft={draft.pk}").content.decode()
    assert "Draft:" not in shown


def test_a_draft_that_changes_while_it_is_checked_is_not_asked_for_as_it_was(
    sam: User, ines: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who knows the next revision's number could have what was sound then taken for what is broken now."""
    from commonweal.office.drafting.actions import submit as submitting

    client = signed_in(sam)
    draft = begin(client)
    looked = submitting.findings

    def meanwhile(same: Draft) -> Any:
        found = looked(same)
        change(signed_in(ines), Draft.objects.get(), c_1_2="<= 97")
        return found

    monkeypatch.setattr(submitting, "findings", meanwhile)
    draft.refresh_from_db()
    posted = {"revision": draft.revision + 1, "why": "Prices rose", **STARTS}
    assert client.post(address(draft, "ask/"), posted).status_code == 422
    draft.refresh_from_db()
    assert draft.state == Draft.State.DRAFT
