"""A person asks for help with their page, an adviser joins by the code, and the person stays in charge."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.helping.help_code import LENGTH, code_of, new_seed, read_code, show_code
from commonweal.office.helping.models import HelpCode, Helping, KeyedAnswers
from commonweal.office.records.models import Event
from tests.office.applying.person import Person, errors, text, words
from tests.office.helping.conftest import SERVICE, Adviser, answer_alone

pytestmark = pytest.mark.django_db

PLACE = f"/{SERVICE}/help-me"


@pytest.fixture
def sian(asha: Adviser) -> Person:
    """Somebody at a question on their own device."""
    person = Person()
    person.post(f"/{SERVICE}/start")
    answer_alone(person, "liable", {"liable": "yes"})
    return person


def code_for(person: Person, page: str = "pension-age") -> str:
    person.post(PLACE, {"page": page})
    found = re.search(r'summary-list__value">([2-9A-Z]{4}-[2-9A-Z]{4})<', text(person.get(PLACE)))
    assert found, words(person.page)
    return found[1]


def join(adviser: Adviser, code: str) -> str:
    response = adviser.post("/staff/helping/join/", {"code": code})
    assert response.status_code == 302, words(response)
    return str(response.headers["Location"])


def allow(person: Person) -> None:
    shown = re.search(r'name="helping" value="([^"]+)"', text(person.get(PLACE)))
    assert shown
    person.post(f"{PLACE}/answer", {"helping": shown[1], "do": "allow"})


def test_every_question_page_offers_help_with_that_page(sian: Person) -> None:
    page = text(sian.get(f"/{SERVICE}/apply/pension-age"))
    assert f'href="{PLACE}?page=pension-age"' in page
    assert "I need help with this page" in page
    assert "Mae angen help arnaf gyda’r dudalen hon" in text(sian.get(f"/{SERVICE}/cy/apply/pension-age"))


def test_until_the_person_allows_it_the_adviser_sees_nothing(asha: Adviser, sian: Person) -> None:
    place = join(asha, code_for(sian).lower().replace("-", " "))
    for page in (place, f"{place}part/1/", f"{place}check/", f"{place}hand-over/"):
        response = asha.get(page)
        assert "Waiting for the person" in words(response)
        assert "1. " not in words(response)
    assert asha.post(f"{place}part/1/", {"on-page": "liable", "liable": "no"}).status_code == 409
    assert Application.objects.get().answers == {"liable": True}
    asks = words(sian.get(PLACE))
    assert "Asha Patel of Sale Library asks to help you" in asks
    assert "Asha Patel of Sale Library asks to help you" in text(sian.get(f"/{SERVICE}/apply/pension-age"))


def test_both_see_the_same_page_and_who_answered_is_kept(asha: Adviser, sian: Person) -> None:
    place = join(asha, code_for(sian))
    allow(sian)
    assert "Asha Patel of Sale Library is helping you" in text(sian.get(f"/{SERVICE}/apply/pension-age"))
    seen = text(asha.get(place))
    assert "The person is on" in seen
    assert f"{place}part/1/#pension-age" in seen
    sian.get(f"/{SERVICE}/apply/liable")
    assert f"{place}part/1/#liable" in text(asha.get(place))
    asha.key(f"{place}part/1/", {"liable": "yes", "pension-age": "no"})
    assert Application.objects.get().answers["pension_age"] is False
    assert KeyedAnswers.objects.get().by_answer["pension_age"] == asha.user.pk
    assert "liable" not in KeyedAnswers.objects.get().by_answer
    # The person answers it again: it is theirs.
    answer_alone(sian, "pension-age", {"pension-age": "yes"})
    assert "pension_age" not in KeyedAnswers.objects.get().by_answer
    helping = Helping.objects.get()
    assert "will see the page you are on and your answers" in helping.consent_words


def test_the_person_stops_it_at_once(asha: Adviser, sian: Person) -> None:
    place = join(asha, code_for(sian))
    allow(sian)
    form = {"on-page": ["liable", "pension-age"], "liable": "yes", "pension-age": "no"}
    assert "The help has stopped" in words(sian.post(f"{PLACE}/stop"))
    assert asha.post(f"{place}part/1/", form).status_code == 410
    assert "The person stopped it" in words(asha.page)
    assert "Nothing was saved" in words(asha.page)
    assert Application.objects.get().answers == {"liable": True}
    assert "is helping you" not in text(sian.get(f"/{SERVICE}/apply/pension-age"))
    assert asha.get(place).status_code == 410


def test_a_person_who_does_not_allow_it_is_left_alone(asha: Adviser, sian: Person) -> None:
    place = join(asha, code_for(sian))
    shown = re.search(r'name="helping" value="([^"]+)"', text(sian.get(PLACE)))
    assert shown
    sian.post(f"{PLACE}/answer", {"helping": shown[1], "do": "refuse"})
    assert asha.get(place).status_code == 410
    assert Helping.objects.get().consent_at is None


def test_leave_given_to_one_is_not_leave_for_another(asha: Adviser, bryn: Adviser, sian: Person) -> None:
    join(asha, code_for(sian))
    shown = re.search(r'name="helping" value="([^"]+)"', text(sian.get(PLACE)))
    assert shown
    place = join(bryn, code_for_again(sian))
    sian.post(f"{PLACE}/answer", {"helping": shown[1], "do": "allow"})
    assert "Waiting for the person" in words(bryn.get(place))
    assert not Helping.objects.exclude(consent_at=None).exists()


def code_for_again(person: Person) -> str:
    person.post(PLACE, {"page": "liable"})
    return show_code(code_of(HelpCode.objects.get().seed))


def test_a_code_works_once_and_not_for_long(asha: Adviser, bryn: Adviser, sian: Person) -> None:
    code = code_for(sian)
    join(asha, code)
    assert "was used already" in errors(bryn.post("/staff/helping/join/", {"code": code}))[0]
    sian.post(f"{PLACE}/stop")
    fresh = code_for(sian)
    assert fresh != code
    HelpCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    wrong = errors(bryn.post("/staff/helping/join/", {"code": fresh}))
    # Wrong, used and too old are told apart by nobody.
    assert wrong == errors(bryn.post("/staff/helping/join/", {"code": "2222-2222"}))
    assert Event.objects.filter(action="refuse code").count() == 3


def test_an_older_code_goes_when_there_is_a_newer(asha: Adviser, sian: Person) -> None:
    old = code_for(sian)
    code_for(sian)
    assert asha.post("/staff/helping/join/", {"code": old}).status_code == 200


def test_codes_cannot_be_tried_for_long(asha: Adviser, sian: Person) -> None:
    code = code_for(sian)
    for _ in range(10):
        asha.post("/staff/helping/join/", {"code": "2222-2222"})
    assert asha.post("/staff/helping/join/", {"code": code}).status_code == 429
    assert not Helping.objects.exists()


def test_codes_cannot_be_asked_for_without_end(sian: Person) -> None:
    for _ in range(6):
        assert sian.post(PLACE).status_code == 303
    assert sian.post(PLACE).status_code == 429


def test_a_code_is_not_in_the_database() -> None:
    seed = new_seed()
    code = code_of(seed)
    assert len(code) == LENGTH
    assert code not in seed
    assert read_code(f" {show_code(code).lower()} ") == code
    assert read_code("") == read_code("short") == read_code("AAAAAAAA") == ""
    assert len({code_of(new_seed()) for _ in range(200)}) == 200


def test_when_the_person_sends_it_the_help_ends(asha: Adviser, sian: Person) -> None:
    place = join(asha, code_for(sian))
    allow(sian)
    Application.objects.update(helped=True)
    application = Application.objects.get()
    from commonweal.office.applying.actions.submit import submit
    from tests.office.applications import AWARDED

    application.answers = AWARDED
    application.save()
    case = submit(application, "en")
    assert case.keyed_by is None
    assert asha.get(place).status_code == 410
    assert not HelpCode.objects.exists()
    assert Event.objects.get(action="end helping").actor == "applicant"


def test_an_adviser_who_joined_does_not_send_it(asha: Adviser, sian: Person) -> None:
    from tests.office.applications import AWARDED

    place = join(asha, code_for(sian))
    allow(sian)
    Application.objects.update(answers=AWARDED)
    page = words(asha.get(f"{place}check/"))
    assert "The person reads and sends the application on their own device" in page
    revision = str(Application.objects.get().revision)
    asha.post(f"{place}check/", {"revision": revision})
    assert Application.objects.get().case is None


def test_every_step_is_an_event_with_nothing_of_the_person(asha: Adviser, sian: Person) -> None:
    code = code_for(sian)
    join(asha, code)
    allow(sian)
    sian.post(f"{PLACE}/stop")
    actions = list(Event.objects.values_list("action", flat=True))
    for action in ("ask for help", "ask to join", "record consent", "join", "stop helping"):
        assert action in actions, action
    said = str(list(Event.objects.values_list("facts", "why", "subject")))
    assert code not in said
    assert code.replace("-", "") not in said
    assert "Asha" not in said
