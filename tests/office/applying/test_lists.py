"""Lists that people add to: add, change, remove, and the list's own page."""

import re

from commonweal.office.applying.models import Application
from tests.office.applying.person import Person, errors, text, title, words

CHILD = {
    "name": {"name": "Mared"},
    "birthday": {"birthday-day": "13", "birthday-month": "5", "birthday-year": "2019"},
}


def add_child(person: Person, number: int, name: str = "Mared") -> None:
    """Say yes on the list's page and answer both questions."""
    person.answer("children", {"children": "yes"})
    assert person.went_to == f"apply/children/{number}/name"
    person.answer(f"children/{number}/name", {"name": name})
    assert person.went_to == f"apply/children/{number}/birthday"
    person.answer(f"children/{number}/birthday", CHILD["birthday"])
    assert person.went_to == "apply/children"


def test_saying_no_goes_on_to_the_next_question(applicant: Person) -> None:
    applicant.answer_until("children")
    applicant.answer("children")
    assert applicant.went_to == "apply/tenure"
    assert Application.objects.get().answers["children"] == []


def test_each_child_is_added_and_listed(applicant: Person) -> None:
    applicant.answer_until("children")
    add_child(applicant, 1)
    add_child(applicant, 2, "Owain")
    page = applicant.get("apply/children")
    assert "Do you need to add another child?" in words(page)
    assert "Child 1" in words(page)
    assert "Owain" in words(page)
    applicant.answer("children", {"children": "no"})
    assert applicant.went_to == "apply/tenure"
    assert len(Application.objects.get().answers["children"]) == 2


def test_choosing_neither_is_an_error_in_words(applicant: Person) -> None:
    applicant.answer_until("children")
    page = applicant.answer("children", {})
    assert page.status_code == 200
    assert title(page).startswith("Error: ")
    assert errors(page) == ["Select yes or no"]
    add_child(applicant, 1)
    assert errors(applicant.answer("children", {})) == ["Select yes if you need to add another child"]


def test_a_child_is_changed_from_the_list_and_back_to_it(applicant: Person) -> None:
    applicant.answer_until("children")
    add_child(applicant, 1)
    assert "/apply/children/1/name?change=list" in text(applicant.get("apply/children"))
    applicant.answer("children/1/name", {"name": "Mared Haf"}, query="?change=list")
    assert applicant.went_to == "apply/children?change=yes"
    assert "Mared Haf" in words(applicant.get("apply/children"))


def test_removing_asks_first(applicant: Person) -> None:
    applicant.answer_until("children")
    add_child(applicant, 1)
    add_child(applicant, 2, "Owain")
    page = applicant.get("remove/children/1")
    assert title(page).startswith("Are you sure you want to remove Child 1?")
    assert "Mared" in words(page)
    seen = re.search(r'name="seen" value="(\w+)"', text(page))
    assert seen
    assert applicant.post("remove/children/1", {"seen": seen[1]}).status_code == 200
    applicant.post("remove/children/1", {"remove": "no", "seen": seen[1]})
    assert len(Application.objects.get().answers["children"]) == 2
    applicant.post("remove/children/1", {"remove": "yes", "seen": seen[1]})
    assert [child["name"] for child in Application.objects.get().answers["children"]] == ["Owain"]


def test_removing_twice_removes_one(applicant: Person) -> None:
    applicant.answer_until("children")
    add_child(applicant, 1)
    add_child(applicant, 2, "Owain")
    seen = re.search(r'name="seen" value="(\w+)"', text(applicant.get("remove/children/1")))
    assert seen
    for _ in range(2):
        applicant.post("remove/children/1", {"remove": "yes", "seen": seen[1]})
    assert [child["name"] for child in Application.objects.get().answers["children"]] == ["Owain"]


def test_removing_what_is_not_there_says_so(applicant: Person) -> None:
    applicant.answer_until("children")
    for place in ("remove/children/1", "remove/children/99", "remove/nothing/1", "remove/tenure/1"):
        assert applicant.get(place).status_code == 404


def test_a_full_list_says_what_to_do(applicant: Person) -> None:
    applicant.answer_until("children")
    for number in (1, 2, 3):
        add_child(applicant, number)
    page = applicant.get("apply/children")
    assert "You can add up to 3" in words(page)
    assert "/apply/tenure" in text(page)
    assert applicant.get("apply/children/4/name").status_code == 404


def test_a_child_half_added_is_asked_for_again(applicant: Person) -> None:
    applicant.answer_until("children")
    applicant.answer("children", {"children": "yes"})
    applicant.answer("children/1/name", {"name": "Mared"})
    applicant.get("apply/")
    assert applicant.went_to == "apply/children/1/birthday"


def test_no_cannot_wipe_out_what_was_added(applicant: Person) -> None:
    applicant.answer_until("children")
    add_child(applicant, 1)
    applicant.post("apply/children", {"children": "no"})
    assert len(Application.objects.get().answers["children"]) == 1
