"""A policy officer finds out what a change would do; others read it; nobody else sees it."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.insight.impact.options import LARGEST
from commonweal.office.accounts.roles import ROLES, RUN_IMPACT, SEE_IMPACT
from commonweal.office.impact import making
from commonweal.office.impact.models import Report
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Event
from tests.insight.impact.by_hand import SERVICE, make_population
from tests.office.applications import staff
from tests.office.impact.conftest import finish, form

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "/staff/impact/new/central-bedfordshire/"


@pytest.fixture
def made(officer, service, population):
    """A report that is ready, with all its files."""
    officer.post(NEW, form())
    finish()
    return Report.objects.get()


def test_a_report_is_made_and_shows_its_numbers(officer, made):
    assert made.state == Report.State.DONE, made.problem
    page = officer.get(f"/staff/impact/{made.pk}/").content.decode()
    assert "At a glance" in page
    assert "Synthetic population" in page
    assert "Proposal for 1 April 2026" in page
    assert "<script>" not in page
    assert 'src="charts/bands.svg"' in page


def test_a_run_is_an_event_with_who_and_why_and_which_policies(officer, made):
    event = Event.objects.get(action="run impact")
    assert event.why == "Consultation on the 2026 scheme"
    assert event.actor.startswith("staff:")
    assert event.facts["report"] == made.pk
    assert len(event.facts["policies"]) == 2
    assert audit().sound


def test_a_picture_is_drawn_when_it_is_asked_for_and_no_other_name_is(officer, made):
    (made.folder / "report" / "charts" / "bands.svg").unlink()
    response = officer.get(f"/staff/impact/{made.pk}/charts/bands.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content
    assert officer.get(f"/staff/impact/{made.pk}/charts/no-such.svg").status_code == 404


def test_a_picture_has_no_style_and_no_script_and_its_policy_allows_none(officer, made):
    pictures = [path.name for path in (made.folder / "report" / "charts").glob("*.svg")]
    assert pictures
    for name in pictures:
        response = officer.get(f"/staff/impact/{made.pk}/charts/{name}")
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "sandbox" in policy
        assert "unsafe" not in policy
        assert not re.search(
            rb"<style|\sstyle=|<script|\son\w+=|javascript:|<foreignObject", response.content
        ), name


def test_the_print_view_lets_its_own_style_through_and_nothing_else(officer, made):
    response = officer.get(f"/staff/impact/{made.pk}/print/")
    assert response.status_code == 200
    assert "style-src 'sha256-" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_everything_can_be_downloaded_and_nothing_beside_it(officer, made):
    response = officer.get(f"/staff/impact/{made.pk}/files/report.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        names = archive.namelist()
    assert "report/index.html" in names
    assert "report/impact.json" in names
    assert officer.get(f"/staff/impact/{made.pk}/files/tables/headline.csv").status_code == 200
    for path in (
        "../pictures.json",
        "..%2Fpictures.json",
        "/etc/passwd",
        "tables/../../../secret-key",
        "charts",
    ):
        assert officer.get(f"/staff/impact/{made.pk}/files/{path}").status_code == 404, path


@pytest.mark.parametrize("role", ROLES)
def test_reports_are_read_and_made_only_by_those_with_the_duty(client, service, population, role):
    client.force_login(staff(role))
    reads, runs = SEE_IMPACT in ROLES[role], RUN_IMPACT in ROLES[role]
    assert client.get("/staff/impact/").status_code == (200 if reads else 403)
    assert client.get("/staff/impact/report.css").status_code == (200 if reads else 403)
    assert client.get(NEW).status_code == (200 if runs else 403)
    posted = client.post(NEW, form())
    assert posted.status_code == (302 if runs else 403)
    finish()
    assert Report.objects.count() == int(runs)


def test_somebody_not_signed_in_is_asked_to(client, service):
    for address in ("/staff/impact/", NEW, "/staff/impact/1/", "/staff/impact/1/files/report.zip"):
        assert client.get(address).status_code == 302


def test_a_form_filled_in_badly_says_what_to_do_and_begins_nothing(officer, service, population):
    response = officer.post(
        NEW, {"why": " ", "options": ["2025-04-01"], "today": "2025-04-01", "population": "x"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    for words in ("Choose at least one option", "Choose a population", "Say why you want to know"):
        assert words in page
    assert not Report.objects.exists()


def test_without_a_population_the_page_says_how_to_get_one(officer, service):
    page = officer.get(NEW).content.decode()
    assert "There is no population yet" in page
    assert "commonweal population make" in page


def test_without_reports_the_page_says_so(officer, db):
    page = officer.get("/staff/impact/").content.decode()
    assert "There are no reports yet" in page
    assert "No service with a policy is offered yet" in page


def test_a_population_that_cannot_be_read_is_told_with_its_file(officer, service, population):
    file = population / "population.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("kind: synthetic", "kind: nonsense"), encoding="utf-8"
    )
    page = officer.get(NEW).content.decode()
    assert "population.yaml" in page
    assert officer.post(NEW, form()).status_code == 422


def test_a_draft_can_be_added_and_is_compared(officer, service, population):
    content = (SERVICE / "policy" / "proposed" / "2026-04-01.dmn").read_bytes()
    content = content.replace(b"<text>75</text>", b"<text>80</text>")
    draft = SimpleUploadedFile("gentler.dmn", content)
    officer.post(NEW, form(options=[], draft=draft))
    finish()
    report = Report.objects.get()
    assert report.options == ["gentler"]
    assert report.state == Report.State.DONE, report.problem


HOSTILE = {
    "not xml": b"%PDF-1.7 nothing of the kind",
    "empty": b"",
    "entities": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "no model": b'<?xml version="1.0"?><definitions xmlns="urn:none"/>',
    "bomb": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY a%d "&a%s;&a%s;">' % (n, b"" if n == 1 else b"%d" % (n - 1), b"") for n in range(1, 30)
    )
    + b"]><x>&a29;</x>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_policy_is_refused_with_what_is_wrong(officer, service, population, kind):
    response = officer.post(NEW, form(draft=SimpleUploadedFile("draft.dmn", HOSTILE[kind])))
    page = response.content.decode()
    assert response.status_code == 422
    assert "What is wrong with the file" in page
    assert "root:" not in page
    assert not Report.objects.exists()


def test_a_draft_with_a_fault_is_told_with_line_and_remedy(officer, service, population):
    content = (SERVICE / "policy" / "2025-04-01.dmn").read_bytes()
    broken = content.replace(b"decimal(max(0, earnings - 32), 2)", b"decimal(max(0, earnings - ), 2)")
    response = officer.post(NEW, form(draft=SimpleUploadedFile("broken.dmn", broken)))
    page = response.content.decode()
    assert response.status_code == 422
    assert "broken.dmn:148" in page or "broken.dmn:1" in page
    assert "earned income" in page


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [("huge.dmn", LARGEST + 1, "smaller than 5 MB"), ("policy.exe", 10, "ends in .dmn")],
)
def test_a_file_too_large_or_of_another_kind_is_refused(officer, service, population, name, size, words):
    response = officer.post(NEW, form(draft=SimpleUploadedFile(name, b"x" * size)))
    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_file_name_cannot_write_into_the_page(officer, service, population):
    draft = SimpleUploadedFile("<img src=x onerror=alert(1)>.dmn", b"nothing")
    page = officer.post(NEW, form(draft=draft)).content.decode()
    assert "<img src=x" not in page


def test_a_report_that_goes_wrong_says_so_and_says_nothing_it_should_not(
    officer, service, population, monkeypatch
):
    def fail(*_arguments, **_named):
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr(making, "run_impact", fail)
    officer.post(NEW, form())
    finish()
    report = Report.objects.get()
    page = officer.get(f"/staff/impact/{report.pk}/").content.decode()
    assert report.state == Report.State.FAILED
    assert "could not be made" in page
    assert "secret" not in page


def test_a_report_being_made_is_looked_at_again_without_a_script(officer, service):
    from datetime import timedelta

    from django.utils import timezone

    now = timezone.now()
    report = Report.objects.create(
        service="central-bedfordshire", service_name="x", today="a", options=["b"],
        population="p", why="w",
        started_by=staff("policy officer", "other"), started_at=now, heard_at=now, stage="deciding",
        fraction=0.4,
    )  # fmt: skip
    response = officer.get(f"/staff/impact/{report.pk}/")
    assert response["Refresh"] == "2"
    assert "Deciding: 40% done" in response.content.decode()
    Report.objects.update(heard_at=now - timedelta(minutes=10))
    gone = officer.get(f"/staff/impact/{report.pk}/")
    assert "Refresh" not in gone
    assert "The server ended" in gone.content.decode()


def test_an_edit_saved_on_disk_is_in_the_next_report(officer, service, population, tmp_path, settings):
    import shutil

    folder = tmp_path / "central-bedfordshire"
    shutil.copytree(SERVICE, folder)
    settings.SERVICES = [folder]
    officer.post(NEW, form())
    finish()
    file = folder / "policy" / "proposed" / "2026-04-01.dmn"
    file.write_bytes(file.read_bytes().replace(b"<text>75</text>", b"<text>60</text>"))
    officer.post(NEW, form())
    finish()
    before, after = (each.summary[0] for each in Report.objects.order_by("pk"))
    assert before != after


def test_the_demonstration_has_a_synthetic_population_to_try_a_change_on(
    settings: Any, tmp_path: Path
) -> None:
    from commonweal.office.impact.demonstration import ensure_demo_populations
    from commonweal.office.impact.populations import offered

    settings.DATA = tmp_path
    settings.SERVICES = [Path(__file__).parents[3] / "services" / "central-bedfordshire"]
    assert ensure_demo_populations() == ["central-bedfordshire"]
    assert ensure_demo_populations() == [], "once is enough"
    (found,) = offered("central-bedfordshire")
    assert found.population is not None
    assert found.population.kind == "synthetic"


def test_a_report_of_next_year_is_held_against_doing_nothing_and_the_event_says_so(
    officer, service, population
):
    officer.post(NEW, form(year="given", bills="4.99", incomes="3%", crossings=["household type,disabled"]))
    finish()
    made = Report.objects.get()
    assert made.state == Report.State.DONE, made.problem
    page = officer.get(f"/staff/impact/{made.pk}/").content.decode()
    assert "Council Tax bills +4.99%, incomes +3%" in page
    assert "Do nothing: today’s policy, in next year" in page
    assert "Household type by somebody is disabled" in page
    event = Event.objects.get(action="run impact")
    assert event.facts["next year"] == "Council Tax bills +4.99%, incomes +3%"
    assert event.facts["crossings"] == ["household type by disabled"]


def test_what_the_service_states_is_in_the_report_and_its_next_year_only_where_it_is_chosen(
    officer, service, population
):
    officer.post(NEW, form())
    finish()
    page = officer.get(f"/staff/impact/{Report.objects.get().pk}/").content.decode()
    assert "Who bears the cost" in page
    assert "Doing nothing next year" not in page
    officer.post(NEW, form(year="stated"))
    finish()
    page = officer.get(f"/staff/impact/{Report.objects.latest('pk').pk}/").content.decode()
    assert "Doing nothing next year" in page
    assert "+5.0966%" in page


def test_the_form_offers_the_usual_crossings_and_says_what_is_not_stated(officer, service, population):
    page = officer.get(NEW).content.decode()
    assert "Council Tax band by household type" in page
    assert 'value="household type,disabled" checked' in page
    assert "who of those newly entitled claims" in page
    assert "2026/27: Council Tax bills +5.0966%" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"year": "given"}, "Enter by how much bills or incomes rise"),
        ({"year": "given", "bills": "lots"}, "The rise must be per cent up to 100"),
        ({"year": "given", "incomes": "499"}, "The rise must be per cent up to 100"),
        ({"bills": "4.99"}, "Choose next year with the rises below, or leave the rises empty"),
        ({"year": "some day"}, "Choose the year again"),
        ({"first": "sex"}, "Choose two characteristics, or neither"),
        ({"first": "sex", "second": "sex"}, "Choose two different characteristics"),
    ],
)
def test_what_is_wrong_with_next_year_or_a_crossing_is_told_and_nothing_begins(
    officer, service, population, changes, words
):
    response = officer.post(NEW, form(**changes))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Report.objects.exists()


def test_a_fault_in_what_the_service_states_is_told_with_its_line(
    officer, service, population, settings, tmp_path
):
    folder = tmp_path / "services" / "central-bedfordshire"
    shutil.copytree(SERVICE, folder)
    settings.SERVICES = [folder]
    (folder / "impact.yaml").write_text("collection:\n  source: a paper\n  collected of new bills: most\n")
    for response in (officer.get(NEW), officer.post(NEW, form())):
        assert "impact.yaml, line 3" in response.content.decode()
    assert not Report.objects.exists()


def test_two_reports_on_real_households_warn_of_each_other(officer, service, population):
    make_population(population, 300, kind="extract")
    for _ in range(2):
        officer.post(NEW, form())
        finish()
    first, second = Report.objects.order_by("pk")
    for each in (first, second):
        page = officer.get(f"/staff/impact/{each.pk}/").content.decode()
        assert "There is 1 other report on these households" in page


def test_reports_on_made_households_need_no_such_warning(officer, service, population):
    for _ in range(2):
        officer.post(NEW, form())
        finish()
    page = officer.get(f"/staff/impact/{Report.objects.latest('pk').pk}/").content.decode()
    assert "on these households" not in page


def test_comparing_again_begins_with_what_was_compared(officer, service, made):
    page = officer.get(f"/staff/impact/{made.pk}/").content.decode()
    assert f"{NEW}?like={made.pk}" in page
    form_page = officer.get(f"{NEW}?like={made.pk}").content.decode()
    assert 'value="proposed/2026-04-01" checked' in form_page
    assert 'value="0-by-hand" checked' in form_page
    assert 'value="Consultation on the 2026 scheme"' in form_page


@pytest.mark.parametrize("like", ["0", "999", "x", "9" * 40, "-1", "²"])
def test_a_form_like_no_report_is_the_usual_one(officer, service, population, like):
    assert officer.get(NEW, {"like": like}).status_code == 200


def test_of_several_populations_the_one_named_as_the_service_is_chosen_at_first(officer, service, population):
    make_population(population.with_name("central-bedfordshire"), 20)
    make_population(population.with_name("zz"), 20)
    page = officer.get(NEW).content.decode()
    chosen = re.findall(r'name="population"[^>]*value="([^"]*)" checked', page)
    assert chosen == ["1-central-bedfordshire"]


def test_compare_again_begins_with_the_year_the_rises_and_the_crossings_that_were_chosen(
    officer, service, population
):
    officer.post(
        NEW,
        form(year="given", bills="4.99", crossings=["household type,disabled"], first="sex", second="ward"),
    )
    finish()
    made = Report.objects.get()
    page = officer.get(f"{NEW}?like={made.pk}").content.decode()
    assert 'value="given" checked' in page
    assert 'value="4.99"' in page
    assert 'value="household type,disabled" checked' in page
    assert 'value="council tax band,household type" checked' not in page
    assert page.count(" selected") == 2
