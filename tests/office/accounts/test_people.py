import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from commonweal.office.accounts.actions import people
from commonweal.office.accounts.models import Authenticator, User
from commonweal.office.accounts.roles import ROLES
from commonweal.office.records.actor import Actor
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Event
from tests.office.applications import staff

pytestmark = pytest.mark.django_db
PEOPLE = "/staff/people/"
PASSWORD = "three words of my own"


@pytest.fixture
def chris():
    return staff("administrator", "chris")


@pytest.fixture
def desk(client, chris):
    client.force_login(chris)
    return client


@pytest.fixture
def morgan():
    user = staff("caseworker", "morgan")
    user.set_password(PASSWORD)
    user.save()
    return user


def at(user, part=""):
    return f"{PEOPLE}{user.pk}/{part}"


def shown_password(response):
    return re.search(r"<code>([a-z0-9-]{23})</code>", response.content.decode())[1]


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk))
    assert browser.get("/staff/").status_code == 200
    return browser


def add(desk, **changes):
    form = {"first": "Nia", "last": "Rees", "username": "nia", "role": "caseworker"}
    return desk.post(f"{PEOPLE}add/", form | changes)


def test_a_person_is_added_chooses_a_password_and_starts_work(desk):
    response = add(desk)
    password = shown_password(response)
    assert response["Cache-Control"] == "no-store"
    browser = Client()
    assert (
        browser.post("/staff/sign-in/", {"username": "nia", "password": password}).url
        == "/staff/sign-in/new-password/"
    )
    assert browser.get("/staff/").status_code == 302
    form = {"password": PASSWORD, "again": PASSWORD}
    assert browser.post("/staff/sign-in/new-password/", form).url == "/staff/"
    assert browser.get("/staff/").status_code == 200
    again = Client()
    assert again.post("/staff/sign-in/", {"username": "nia", "password": password}).status_code == 422
    actions = list(
        Event.objects.exclude(action="refuse sign in").order_by("sequence").values_list("action", flat=True)
    )
    assert actions == ["add person", "change password", "sign in"]
    assert "Nia" not in str(list(Event.objects.values()))
    assert audit().sound


def test_a_password_for_one_sign_in_is_good_for_seven_days(desk):
    password = shown_password(add(desk))
    User.objects.filter(username="nia").update(one_time_until=timezone.now() - datetime.timedelta(seconds=1))
    response = Client().post("/staff/sign-in/", {"username": "nia", "password": password})
    assert response.status_code == 422
    assert "its time is over" in response.content.decode()


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("short", "short"),
        ("password1234", "password1234"),
        (PASSWORD, "another"),
        ("", ""),
        ("x\0" * 9, "x\0" * 9),
    ],
)
def test_a_weak_or_mistyped_new_password_is_refused(desk, password, again):
    browser = Client()
    browser.post("/staff/sign-in/", {"username": "nia", "password": shown_password(add(desk))})
    form = {"password": password, "again": again}
    assert browser.post("/staff/sign-in/new-password/", form).status_code == 422
    assert browser.get("/staff/").status_code == 302


def test_the_password_that_was_given_is_not_chosen_again(desk):
    given = shown_password(add(desk))
    browser = Client()
    browser.post("/staff/sign-in/", {"username": "nia", "password": given})
    form = {"password": given, "again": given}
    assert browser.post("/staff/sign-in/new-password/", form).status_code == 422


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"first": ""}, "Enter their first name"),
        ({"last": "x" * 151}, "150 letters or less"),
        ({"last": "a\0b"}, "150 letters or less"),
        ({"username": ""}, "Enter a username"),
        ({"username": "two words"}, "letters, figures"),
        ({"username": "n" * 151}, "letters, figures"),
        ({"username": "CHRIS"}, "has that username already"),
        ({"role": "king"}, "Choose a role"),
        ({"role": "\0"}, "Choose a role"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_added(desk, changes, message):
    response = add(desk, **changes)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert User.objects.count() == 1


def test_a_role_is_changed_and_holds_at_once(desk, morgan):
    browser = signed_in(morgan)
    assert desk.post(at(morgan, "role/"), {"role": "adviser"}).status_code == 302
    assert browser.get("/staff/").status_code == 403
    assert Event.objects.get(action="change role").facts == {"from": ["caseworker"], "to": "adviser"}


def test_somebody_who_leaves_is_out_at_once_and_nothing_they_had_opens_again(desk, morgan):
    browser = signed_in(morgan)
    desk.post(at(morgan, "deactivate/"))
    assert browser.get("/staff/").status_code == 302
    form = {"username": "morgan", "password": PASSWORD}
    assert Client().post("/staff/sign-in/", form).status_code == 422
    shown_password(desk.post(at(morgan, "reactivate/")))
    assert browser.get("/staff/").status_code == 302
    assert Client().post("/staff/sign-in/", form).status_code == 422


def test_a_lost_password_is_replaced_and_open_sessions_end(desk, morgan):
    browser = signed_in(morgan)
    assert shown_password(desk.post(at(morgan, "password/")))
    assert browser.get("/staff/").status_code == 302


def test_a_lost_app_is_reset_with_an_event_and_open_sessions_end(desk, morgan):
    Authenticator.objects.create(user=morgan, salt="s", made_at=timezone.now())
    browser = signed_in(morgan)
    desk.post(at(morgan, "second-step/"))
    assert not Authenticator.objects.exists()
    assert browser.get("/staff/").status_code == 302
    event = Event.objects.get(action="reset second step")
    assert (event.actor, event.subject) == (
        f"staff:{User.objects.get(username='chris').pk}",
        f"staff:{morgan.pk}",
    )


@pytest.mark.parametrize("part", ["role/", "deactivate/", "password/", "second-step/"])
def test_nobody_changes_their_own_account(desk, chris, part):
    staff("administrator", "second")
    before = User.objects.filter(pk=chris.pk).values().get()
    response = desk.post(at(chris, part), {"role": "caseworker"})
    assert response.status_code == 422
    assert "another administrator has to do it" in response.content.decode()
    after = User.objects.filter(pk=chris.pk).values().get()
    assert after == before
    assert [group.name for group in chris.groups.all()] == ["administrator"]


@pytest.mark.parametrize("way", ["role", "deactivate"])
def test_the_last_administrator_stays(chris, way):
    """Somebody whose own role carries the duty only through themselves cannot take it from the last group."""
    other = staff("administrator", "other")
    User.objects.filter(pk=other.pk).update(is_active=False)
    superuser = User.objects.create(username="root", is_superuser=True)
    actor = Actor.staff(superuser)
    from django.contrib.auth.models import Group

    with pytest.raises(people.NotAllowed, match="last administrator"):
        if way == "role":
            people.change_role(actor, chris, Group.objects.get(name="adviser"))
        else:
            people.deactivate(actor, chris)
    kept = User.objects.get(pk=chris.pk)
    assert kept.is_active
    assert [group.name for group in kept.groups.all()] == ["administrator"]
    assert not Event.objects.exists()


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"administrator"}))
def test_nobody_else_sees_or_changes_people(client, role, morgan):
    user = staff(role, "somebody")
    client.force_login(user)
    for address in (PEOPLE, f"{PEOPLE}add/", at(morgan)):
        assert client.get(address).status_code == 403
    for part in ("role/", "deactivate/", "reactivate/", "password/", "second-step/"):
        assert client.post(at(morgan, part), {"role": "administrator"}).status_code == 403
    with pytest.raises(PermissionDenied):
        people.deactivate(Actor.staff(user), morgan)
    assert set(Event.objects.values_list("action", flat=True)) == {"refuse access"}


def test_a_password_is_changed_by_who_knows_the_present_one(client, morgan):
    client.post("/staff/sign-in/", {"username": "morgan", "password": PASSWORD})
    other = signed_in(morgan)
    new = {"password": "three other words now", "again": "three other words now"}
    assert client.post("/staff/you/password/", new | {"present": "wrong"}).status_code == 422
    assert client.post("/staff/you/password/", new | {"present": PASSWORD}).url == "/staff/you/"
    assert client.get("/staff/").status_code == 200
    assert other.get("/staff/").status_code == 302


def test_the_pages_show_who_has_what(desk, morgan):
    page = desk.get(PEOPLE).content.decode()
    assert "morgan" in page
    assert "not set up" in page
    assert desk.get(at(morgan)).status_code == 200
    assert desk.get(f"{PEOPLE}999999/").status_code == 404
    assert desk.get(f"{PEOPLE}{10**30}/").status_code == 404


def test_whoever_runs_the_machine_adds_the_first_administrator_and_no_second():
    user, password = people.add_first_administrator(username="rhian", first="Rhian", last="Powell")
    assert user.check_password(password)
    assert [group.name for group in user.groups.all()] == ["administrator"]
    assert Event.objects.filter(action="add first administrator", subject=f"staff:{user.pk}").exists()
    with pytest.raises(people.NotAllowed, match="already"):
        people.add_first_administrator(username="other", first="", last="")
    assert not User.objects.filter(username="other").exists()
    assert audit().sound


def test_an_administrator_who_left_does_not_stop_a_first_one():
    gone = staff("administrator", "gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    user, _ = people.add_first_administrator(username="rhian", first="Rhian", last="Powell")
    assert user.is_active
    with pytest.raises(people.NotAllowed):
        people.add_first_administrator(username="GONE", first="", last="")
