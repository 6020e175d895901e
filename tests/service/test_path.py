"""The path is a pure function of journey and answers."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.service.answering import answer, none_of, without_item
from commonweal.service.journey import Journey
from tests.service.journeys import FAMILY, journey_of

WHOLE: dict[str, Any] = {
    "liable": True,
    "tenure": "council",
    "partner": False,
    "children": [],
    "savings": "10.00",
    "interest": None,
}


@pytest.fixture(scope="module")
def journey() -> Journey:
    return journey_of(FAMILY)


def addresses(journey: Journey, answers: dict[str, Any]) -> list[str]:
    return [page.address for page in journey.path(answers).pages]


def test_someone_new_meets_every_question_that_is_not_conditional(journey: Journey) -> None:
    assert addresses(journey, {}) == ["liable", "tenure", "partner", "children", "savings", "interest"]
    first = journey.path({}).next()
    assert first is not None
    assert first.address == "liable"


def test_whole_answers_are_complete(journey: Journey) -> None:
    path = journey.path(WHOLE)
    assert path.complete
    assert path.next() is None
    assert path.outstanding == ()
    assert path.answers == WHOLE


def test_a_condition_brings_a_question_in_and_its_answer_goes_with_it(journey: Journey) -> None:
    asked = {**WHOLE, "partner": True, "partner_name": "Siân"}
    assert "partner-name" in addresses(journey, asked)
    assert journey.path(asked).answers["partner_name"] == "Siân"
    hidden = {**asked, "partner": False}
    assert "partner-name" not in addresses(journey, hidden)
    assert "partner_name" not in journey.path(hidden).answers


def test_a_stop_ends_the_path_and_is_never_an_error(journey: Journey) -> None:
    path = journey.path({**WHOLE, "liable": False})
    assert path.stop is not None
    assert (path.stop.address, path.stop.notice) == ("stop/not-liable", "not-liable")
    assert [page.address for page in path.pages] == ["liable"]
    assert not path.complete
    assert path.next("liable") is None


def test_each_item_has_its_pages_before_the_list(journey: Journey) -> None:
    answers = {**WHOLE, "children": [{"name": "Ann"}, {"name": "Bob"}]}
    assert addresses(journey, answers)[3:7] == ["children/1/name", "children/2/name", "children", "nursery"]


def test_a_condition_in_an_item_sees_the_item_and_the_answers_above(journey: Journey) -> None:
    answers = {**WHOLE, "tenure": "owner", "children": [{"name": "Ann", "student": True}, {"name": "Bob"}]}
    assert addresses(journey, answers)[3:9] == [
        "children/1/name",
        "children/1/student",
        "children/1/college",
        "children/2/name",
        "children/2/student",
        "children",
    ]
    assert [page.address for page in journey.path(answers).outstanding] == [
        "children/1/college",
        "children/2/student",
        "nursery",
    ]


def test_items_do_not_see_each_other(journey: Journey) -> None:
    answers = {
        **WHOLE,
        "tenure": "owner",
        "children": [{"name": "Ann", "student": True}, {"name": "Bob", "student": False}],
    }
    assert "children/2/college" not in addresses(journey, answers)


def test_the_next_item_can_be_reached_and_no_other(journey: Journey) -> None:
    path = journey.path({**WHOLE, "children": [{"name": "Ann"}]})
    new = path.new_item("children")
    assert new is not None
    assert (new.address, new.item, new.answered) == ("children/2/name", 2, False)
    assert path.page("children/2/name") == new
    assert path.page("children/3/name") is None
    assert path.page("children/0/name") is None
    assert path.page("children/x/name") is None
    assert path.page("children/2/nothing") is None


def test_a_full_list_takes_no_more(journey: Journey) -> None:
    path = journey.path({**WHOLE, "children": [{"name": name} for name in ("Ann", "Bob", "Cid")]})
    assert path.new_item("children") is None
    assert path.page("children/4/name") is None


def test_the_end_of_an_item_leads_to_its_list(journey: Journey) -> None:
    answers = {**WHOLE, "children": [{"name": "Ann"}]}
    page = journey.path(answers).next("children/1/name")
    assert page is not None
    assert (page.address, page.kind) == ("children", "list")
    assert journey.path(answers).next("children") is None


def test_the_back_link_of_a_new_item_is_its_list(journey: Journey) -> None:
    path = journey.path({**WHOLE, "children": [{"name": "Ann"}]})
    before = path.before("children/2/name")
    assert before is not None
    assert before.address == "children"


def test_back_and_following_are_neighbours(journey: Journey) -> None:
    path = journey.path(WHOLE)
    assert path.before("liable") is None
    for one, other in zip(path.pages, path.pages[1:], strict=False):
        assert path.following(one.address) == other
        assert path.before(other.address) == one


def test_an_answer_that_a_must_refuses_is_outstanding(journey: Journey) -> None:
    path = journey.path({**WHOLE, "savings": "-1.00"})
    assert [page.address for page in path.outstanding] == ["savings"]
    assert "savings" not in path.answers


def test_a_must_is_looked_at_again_when_the_answer_it_compares_with_changes(journey: Journey) -> None:
    answers = {**WHOLE, "interest": "5.00"}
    assert journey.path(answers).complete
    assert [p.address for p in journey.path({**answers, "savings": "4.99"}).outstanding] == ["interest"]


def test_a_form_is_read_and_its_must_told(journey: Journey) -> None:
    refused = answer(journey, WHOLE, "interest", {"interest": "£10.01"})
    assert refused is not None
    assert [(e.field, e.message) for e in refused.errors] == [
        ("interest", "Interest must not be more than your savings")
    ]
    assert refused.answers == WHOLE
    taken = answer(journey, WHOLE, "interest", {"interest": "£10"})
    assert taken is not None
    assert taken.ok
    assert taken.answers["interest"] == "10.00"


def test_a_form_for_a_page_that_is_not_on_the_path_is_not_read(journey: Journey) -> None:
    assert answer(journey, WHOLE, "partner-name", {"partner-name": "X"}) is None
    assert answer(journey, WHOLE, "children", {"children": "yes"}) is None
    assert answer(journey, WHOLE, "../../etc/passwd", {}) is None


def test_answering_a_new_items_page_adds_the_item(journey: Journey) -> None:
    done = answer(journey, WHOLE, "children/1/name", {"name": "Ann"})
    assert done is not None
    assert done.answers["children"] == [{"name": "Ann"}]
    assert WHOLE["children"] == []


def test_removing_the_last_item_puts_the_question_again() -> None:
    assert without_item({"children": [{"name": "A"}, {"name": "B"}]}, "children", 1) == {
        "children": [{"name": "B"}]
    }
    assert without_item({"children": [{"name": "A"}]}, "children", 1) == {}
    assert without_item({"children": [{"name": "A"}]}, "children", 9) == {"children": [{"name": "A"}]}
    assert none_of({}, "children") == {"children": []}


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from(
    ["liable", "tenure", "partner", "partner_name", "children", "nursery", "savings", "interest", "name", "x"]
)
likely = st.sampled_from(
    [True, False, "owner", "10.00", "Ann", [], [{"name": "Ann", "student": True}], [{}], None]
)
any_answers = st.dictionaries(keys, junk | likely, max_size=9)


@settings(max_examples=300, deadline=None)
@given(any_answers)
def test_any_answers_have_a_path_that_is_the_same_each_time(answers: dict[str, Any]) -> None:
    journey = SHARED
    before = copy.deepcopy(answers)
    path = journey.path(answers)
    again = journey.path(answers)
    assert repr(path.pages) == repr(again.pages)
    assert repr(answers) == repr(before)
    assert all(path.page(page.address) is not None for page in path.pages)
    assert len({page.address for page in path.pages}) == len(path.pages)
    json.dumps(path.answers)
    if path.complete:
        assert path.next() is None


@settings(max_examples=200, deadline=None)
@given(any_answers)
def test_answers_that_do_not_count_change_nothing(answers: dict[str, Any]) -> None:
    path = SHARED.path(answers)
    counted = SHARED.path(path.answers)
    assert [page.address for page in counted.pages] == [page.address for page in path.pages]
    assert counted.answers == path.answers
    assert [p.answered for p in counted.pages] == [p.answered for p in path.pages]


@pytest.mark.parametrize("answers", [None, [], "x", 3])
def test_what_is_no_map_of_answers_is_no_answers(answers: Any, journey: Journey) -> None:
    assert addresses(journey, answers) == addresses(journey, {})


SHARED = journey_of(FAMILY)
