from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.accounts import throttle
from commonweal.office.accounts.models import FailedSignIns, User
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Event
from tests.office.applications import staff

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/sign-in/"
PASSWORD = "correct-horse-battery"


@pytest.fixture
def morgan():
    user = staff("caseworker", "morgan")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, username="morgan", password=PASSWORD, headers=None, **more):
    return client.post(ADDRESS, {"username": username, "password": password, **more}, headers=headers)


def test_it_works(client, morgan):
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, "/staff/")
    assert client.get("/staff/").status_code == 200


@pytest.mark.parametrize(
    ("role", "first"), [("caseworker", "/staff/"), ("auditor", "/staff/"), ("adviser", "/staff/helping/")]
)
def test_each_starts_where_their_work_is(client, role, first):
    user = staff(role, "somebody")
    user.set_password(PASSWORD)
    user.save()
    assert sign_in(client, "somebody").url == first


def test_signing_in_and_out_are_events_that_name_nobody(client, morgan):
    sign_in(client)
    client.post("/staff/sign-out/")
    events = list(Event.objects.order_by("sequence").values_list("action", "actor", "subject"))
    assert events == [
        ("sign in", f"staff:{morgan.pk}", f"staff:{morgan.pk}"),
        ("sign out", f"staff:{morgan.pk}", f"staff:{morgan.pk}"),
    ]
    assert audit().sound


def test_a_session_planted_before_signing_in_is_worth_nothing_after(client, morgan):
    client.get(ADDRESS)
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    sign_in(client)
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["staff"] = planted
    assert thief.get("/staff/").status_code == 302


def test_signing_out_ends_the_session_everywhere_it_was_copied(client, morgan):
    sign_in(client)
    copied = client.session.session_key
    client.post("/staff/sign-out/")
    thief = Client()
    thief.cookies["staff"] = copied
    assert thief.get("/staff/").status_code == 302


def test_a_link_cannot_sign_anybody_out(client, morgan):
    sign_in(client)
    assert "Do you want to sign out?" in client.get("/staff/sign-out/").content.decode()
    assert client.get("/staff/").status_code == 200


def test_signing_out_twice_is_no_fault(client, morgan):
    sign_in(client)
    client.post("/staff/sign-out/")
    assert client.post("/staff/sign-out/").status_code == 302


@pytest.mark.parametrize(
    ("username", "password", "message"),
    [
        ("", PASSWORD, "Enter your username"),
        ("morgan", "", "Enter your password"),
        ("morgan", "wrong", "The username or password is not right"),
        ("nobody", PASSWORD, "The username or password is not right"),
        ("x" * 5000, PASSWORD, "The username or password is not right"),
        ("mor\0gan", PASSWORD, "The username or password is not right"),
        ("<script>alert(1)</script>", PASSWORD, "The username or password is not right"),
    ],
)
def test_what_is_wrong_is_said_and_no_account_is_given_away(client, morgan, username, password, message):
    response = sign_in(client, username, password)
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert "<title>Error:" in page
    assert "<script>alert" not in page
    assert PASSWORD not in page


def test_somebody_who_left_cannot_sign_in(client, morgan):
    User.objects.filter(pk=morgan.pk).update(is_active=False)
    assert sign_in(client).status_code == 422


def test_after_five_failures_the_right_password_is_refused_too(client, morgan):
    for _ in range(throttle.PER_ACCOUNT):
        assert sign_in(client, password="wrong").status_code == 422
    response = sign_in(client)
    assert response.status_code == 429
    assert "Wait 15 minutes" in response.content.decode()


def test_another_account_and_another_address_are_not_kept_out(client, morgan):
    for _ in range(throttle.PER_ACCOUNT + 1):
        sign_in(client, password="wrong")
    assert sign_in(client, "somebody else").status_code == 422
    assert (
        Client(REMOTE_ADDR="192.0.2.7")
        .post(ADDRESS, {"username": "morgan", "password": PASSWORD})
        .status_code
        == 302
    )


def test_the_waiting_ends_after_fifteen_minutes(client, morgan):
    for _ in range(throttle.PER_ACCOUNT + 1):
        sign_in(client, password="wrong")
    FailedSignIns.objects.update(since=timezone.now() - throttle.WINDOW - timedelta(seconds=1))
    assert sign_in(client).status_code == 302


def test_signing_in_forgets_the_failures_before_it(client, morgan):
    for _ in range(throttle.PER_ACCOUNT - 1):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 302
    client.post("/staff/sign-out/")
    assert sign_in(client, password="wrong").status_code == 422


def test_one_address_cannot_go_through_many_accounts(client, db):
    for number in range(throttle.PER_ADDRESS):
        assert sign_in(client, f"person{number}").status_code == 422
    assert sign_in(client, "one more").status_code == 429


def test_what_is_kept_of_failures_names_nobody(client, morgan):
    sign_in(client, password="wrong")
    kept = str(list(FailedSignIns.objects.values()))
    assert "morgan" not in kept
    assert "127.0.0.1" not in kept


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/staff/outbox/?state=sent", "/staff/outbox/?state=sent"),
        ("https://evil.example/", "/staff/"),
        ("//evil.example/staff/", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
        ("/council-tax-support/", "/staff/"),
        ("/staff/\r\nX: y", "/staff/"),
    ],
)
def test_after_signing_in_people_go_where_they_were_going_and_nowhere_else(client, morgan, wanted, goes):
    assert sign_in(client, next=wanted).url == goes


def test_somebody_signed_in_is_not_asked_again(client, morgan):
    sign_in(client)
    assert client.get(ADDRESS).url == "/staff/"


def test_a_form_from_elsewhere_is_refused(morgan):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, {"username": "morgan", "password": PASSWORD}).status_code == 403


def test_the_page_is_kept_by_no_cache(client):
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]


def test_behind_our_proxy_only_the_address_that_it_added_counts(client, morgan, settings):
    settings.BEHIND_PROXY = True
    for number in range(throttle.PER_ACCOUNT):
        claimed = {"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.9"}
        client.post(ADDRESS, {"username": "morgan", "password": "wrong"}, headers=claimed)
    right = {"username": "morgan", "password": PASSWORD}
    assert client.post(ADDRESS, right, headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.9"}).status_code == 429
    assert client.post(ADDRESS, right, headers={"X-Forwarded-For": "203.0.113.10"}).status_code == 302


def test_without_a_proxy_nobody_can_claim_another_address(client, morgan):
    for number in range(throttle.PER_ACCOUNT):
        claimed = {"X-Forwarded-For": f"10.0.0.{number}"}
        client.post(ADDRESS, {"username": "morgan", "password": "wrong"}, headers=claimed)
    right = {"username": "morgan", "password": PASSWORD}
    assert client.post(ADDRESS, right, headers={"X-Forwarded-For": "10.9.9.9"}).status_code == 429


def test_many_people_signing_in_from_one_office_are_not_kept_out(client, morgan):
    for _ in range(throttle.PER_ADDRESS + 5):
        assert sign_in(Client()).status_code == 302


def test_one_account_cannot_be_guessed_from_many_addresses_without_end(client, morgan):
    for number in range(throttle.PER_NAME):
        sign_in(Client(REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}"), password="wrong")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.200")).status_code == 429
    later = timezone.now() + throttle.HOUR + timedelta(minutes=1)
    assert throttle.allow("morgan", "192.0.2.200", later)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:aaaa:bbbb:cccc:dddd"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
    ],
)
def test_addresses_that_one_household_or_machine_has_count_as_one(client, morgan, one, other):
    for _ in range(5):
        sign_in(Client(REMOTE_ADDR=one), password="wrong")
    assert sign_in(Client(REMOTE_ADDR=other)).status_code == 429


@pytest.mark.parametrize("claimed", ["192.0.2.9:{}", "[2001:db8::1]:{}", "2001:db8::1%{}"])
def test_a_port_or_zone_that_a_proxy_adds_to_an_address_makes_it_no_other(client, morgan, settings, claimed):
    settings.BEHIND_PROXY = True
    for number in range(5):
        sign_in(client, password="wrong", headers={"x-forwarded-for": claimed.format(1000 + number)})
    last = sign_in(client, headers={"x-forwarded-for": claimed.format(2000)})
    assert last.status_code == 429
