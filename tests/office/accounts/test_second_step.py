import datetime
import re

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.accounts import half_signed_in, second_step
from commonweal.office.accounts.models import Authenticator, RecoveryCode, User
from commonweal.office.accounts.one_time_codes import code_at, new_salt, shown_secret, step_of
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Event
from tests.office.applications import staff

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, SET_UP, YOU = (
    "/staff/sign-in/",
    "/staff/sign-in/code/",
    "/staff/sign-in/set-up/",
    "/staff/you/",
)
PASSWORD = "correct-horse-battery"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.STAFF_MFA = "required"


@pytest.fixture
def morgan():
    user = staff("caseworker", "morgan")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def app(morgan):
    """Morgan has set up an app; gives the code it shows, some half minutes from now."""
    salt = new_salt()
    now = timezone.now()
    Authenticator.objects.create(user=morgan, salt=salt, made_at=now)

    def shows(steps=0):
        return code_at(salt, timezone.now() + datetime.timedelta(seconds=30 * steps))

    return shows


def begin(client, **more):
    return client.post(SIGN_IN, {"username": "morgan", "password": PASSWORD, **more})


def give(client, code, address=CODE):
    return client.post(address, {"code": code})


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(monkeypatch, seconds, code):
    monkeypatch.setattr(
        "commonweal.office.accounts.one_time_codes.shown_secret",
        lambda salt: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    )
    at = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    assert code_at("", at) == code
    assert step_of("", code, at) == seconds // 30


def test_a_code_is_good_half_a_minute_either_way_and_no_longer():
    salt, now = new_salt(), datetime.datetime(2026, 4, 1, 12, 0, 15, tzinfo=datetime.UTC)
    found = {
        steps: step_of(salt, code_at(salt, now + datetime.timedelta(seconds=30 * steps)), now) is not None
        for steps in (-2, -1, 0, 1, 2)
    }
    assert found == {-2: False, -1: True, 0: True, 1: True, 2: False}


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "\0" * 6, "9" * 10_000])
def test_what_is_no_code_is_refused(morgan, app, client, typed):
    begin(client)
    assert give(client, typed).status_code == 422


def test_a_password_alone_opens_nothing(client, morgan, app):
    assert begin(client).url == CODE
    assert client.get("/staff/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_code_of_the_app_signs_in_and_goes_where_the_person_was_going(client, morgan, app):
    begin(client, next="/staff/outbox/")
    assert give(client, app()).url == "/staff/outbox/"
    assert client.get("/staff/").status_code == 200
    event = Event.objects.get(action="sign in")
    assert event.facts == {"second step": "app"}
    assert audit().sound


def test_a_code_typed_with_a_space_in_it_is_the_same(client, morgan, app):
    begin(client)
    code = app()
    assert give(client, f"{code[:3]} {code[3:]}").status_code == 302


def test_the_same_code_does_not_work_twice(client, morgan, app):
    begin(client)
    code = app()
    assert give(client, code).status_code == 302
    another = Client()
    begin(another)
    assert give(another, code).status_code == 422
    assert give(another, app(1)).status_code == 302


def test_a_code_older_than_the_last_one_is_refused(client, morgan, app):
    begin(client)
    assert give(client, app(1)).status_code == 302
    another = Client()
    begin(another)
    assert give(another, app()).status_code == 422


def test_after_five_tries_the_right_code_is_refused_too_from_anywhere(client, morgan, app):
    begin(client)
    for _ in range(second_step.MOST):
        assert give(client, "000000" if app() != "000000" else "111111").status_code == 422
    assert give(client, app()).status_code == 429
    another = Client(REMOTE_ADDR="192.0.2.7")
    begin(another)
    assert give(another, app()).status_code == 429


def test_a_session_planted_before_the_code_is_worth_nothing_after(client, morgan, app):
    client.get(SIGN_IN)
    begin(client)
    planted = client.session.session_key
    give(client, app())
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["staff"] = planted
    assert thief.get("/staff/").status_code == 302


def test_being_half_signed_in_lasts_ten_minutes(client, morgan, app, monkeypatch):
    begin(client)
    later = half_signed_in.time.time() + half_signed_in.LASTS + 1
    monkeypatch.setattr(half_signed_in.time, "time", lambda: later)
    assert give(client, app()).url == SIGN_IN


def test_a_changed_password_ends_being_half_signed_in(client, morgan, app):
    begin(client)
    morgan.set_password("another horse entirely")
    morgan.save()
    assert give(client, app()).url == SIGN_IN


@pytest.mark.parametrize("address", [CODE, SET_UP, "/staff/sign-in/new-password/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_begins_in_the_middle(client, morgan, address, method):
    assert getattr(client, method)(address).url == SIGN_IN


def test_somebody_with_an_app_cannot_set_up_another_with_a_password_alone(client, morgan, app):
    begin(client)
    assert client.get(SET_UP).url == SIGN_IN
    assert client.post(SET_UP, {"code": "123456"}).url == SIGN_IN
    assert Authenticator.objects.count() == 1


def set_up(client):
    """Read the key off the page, as somebody would, and give the code an app makes of it."""
    page = client.get(SET_UP).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    return client.post(SET_UP, {"code": pyotp.TOTP(secret).now()}), secret


def test_somebody_without_an_app_sets_one_up_before_anything_opens(client, morgan):
    assert begin(client).url == SET_UP
    assert client.get("/staff/").status_code == 302
    assert "<svg" in client.get(SET_UP).content.decode()
    response, _ = set_up(client)
    assert response.status_code == 200
    assert client.get("/staff/").status_code == 200
    actions = list(Event.objects.order_by("sequence").values_list("action", flat=True))
    assert actions == ["set up second step", "sign in"]


def test_a_wrong_code_sets_up_nothing_and_keeps_the_key(client, morgan):
    begin(client)
    first = client.get(SET_UP).content
    assert client.post(SET_UP, {"code": "1"}).status_code == 422
    assert not Authenticator.objects.exists()
    assert client.get(SET_UP).content.count(b"<code>") == first.count(b"<code>")
    assert set_up(client)[0].status_code == 200


def test_the_database_holds_no_key_and_no_recovery_code(client, morgan):
    begin(client)
    response, secret = set_up(client)
    codes = re.findall(r"<code>([a-z0-9-]+)</code>", response.content.decode())
    assert len(set(codes)) == 10
    kept = str([list(Authenticator.objects.values()), list(RecoveryCode.objects.values())])
    for each in (secret, secret.lower(), *codes, *(code.replace("-", "") for code in codes)):
        assert each not in kept


def test_another_site_makes_another_key_of_the_same_row(settings):
    salt = new_salt()
    here = shown_secret(salt)
    settings.SECRET_KEY = "another"
    assert shown_secret(salt) != here


def test_a_recovery_code_works_once(client, morgan):
    begin(client)
    response, _ = set_up(client)
    code = re.findall(r"<code>([a-z0-9-]+)</code>", response.content.decode())[0]
    for number, status in enumerate((302, 422)):
        another = Client()
        begin(another)
        assert give(another, code.upper() if number == 0 else code).status_code == status
    assert RecoveryCode.objects.count() == 9
    assert Event.objects.filter(action="sign in").last().facts == {"second step": "recovery code"}


def test_one_persons_recovery_code_is_nobody_elses(client, morgan, app):
    jo = staff("caseworker", "jo")
    code = second_step.set_up(jo, salt := new_salt(), code_at(salt, timezone.now()), timezone.now())[0]
    begin(client)
    assert give(client, code).status_code == 422
    assert RecoveryCode.objects.filter(user=jo).count() == 10


def test_a_session_without_a_second_proof_opens_nothing_where_one_is_required(client, morgan, settings):
    client.force_login(morgan)
    assert client.get("/staff/").status_code == 302
    settings.STAFF_MFA = "offered"
    assert client.get("/staff/").status_code == 200


def test_where_it_is_offered_the_page_says_so_and_only_those_who_have_an_app_are_asked(
    client, morgan, settings
):
    assert "offered and not required" not in client.get(SIGN_IN).content.decode()
    settings.STAFF_MFA = "offered"
    assert "offered and not required" in client.get(SIGN_IN).content.decode()
    assert begin(client).url == "/staff/"
    assert client.get(YOU).status_code == 200
    response, _ = set_up(client)
    assert response.status_code == 200
    assert client.get("/staff/").status_code == 200
    another = Client()
    assert begin(another).url == CODE


def test_setting_up_an_app_ends_every_other_session(client, morgan, settings):
    settings.STAFF_MFA = "offered"
    other = Client()
    other.force_login(User.objects.get(pk=morgan.pk))
    client.force_login(User.objects.get(pk=morgan.pk))
    set_up(client)
    assert client.get("/staff/").status_code == 200
    assert other.get("/staff/").status_code == 302


def test_another_app_and_new_recovery_codes_are_had_for_a_code(client, morgan, app):
    begin(client)
    give(client, app(-1))
    assert client.post(YOU, {"code": "", "do": "another"}).status_code == 422
    assert client.post(YOU, {"code": app(), "do": "codes"}).content.count(b"<code>") == 10
    assert client.post(YOU, {"code": app(1), "do": "another"}).url == SET_UP
    assert not Authenticator.objects.exists()


def test_the_pages_are_kept_by_no_cache(client, morgan):
    begin(client)
    assert "no-store" in client.get(SET_UP)["Cache-Control"]
    assert "no-store" in set_up(client)[0]["Cache-Control"]


def test_a_form_from_elsewhere_is_refused(morgan, app):
    strict = Client(enforce_csrf_checks=True)
    for address in (CODE, SET_UP, "/staff/sign-in/new-password/"):
        assert give(strict, app(), address).status_code == 403


def test_an_app_s_key_is_never_one_that_somebody_before_was_shown(client, morgan):
    """Two people at one browser, or a session that one plants for the other: each has a key of their own."""
    jo = staff("caseworker", "jo")
    jo.set_password(PASSWORD)
    jo.save()
    client.post(SIGN_IN, {"username": "jo", "password": PASSWORD})
    shown_to_jo = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(SET_UP).content.decode())[1]
    begin(client)
    shown_to_morgan = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(SET_UP).content.decode())[1]
    assert shown_to_morgan != shown_to_jo


def test_where_apps_are_offered_a_key_shown_before_signing_in_is_not_used_after(client, morgan, settings):
    settings.STAFF_MFA = "required"
    jo = staff("caseworker", "jo")
    jo.set_password(PASSWORD)
    jo.save()
    client.post(SIGN_IN, {"username": "jo", "password": PASSWORD})
    before = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(SET_UP).content.decode())[1]
    settings.STAFF_MFA = "offered"
    begin(client)
    after = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(SET_UP).content.decode())[1]
    assert after != before


def test_when_a_second_proof_becomes_required_open_sessions_lead_to_sign_in_and_not_round_in_a_ring(
    client, morgan, settings
):
    settings.STAFF_MFA = "offered"
    begin(client)
    settings.STAFF_MFA = "required"
    response = client.get("/staff/", follow=True)
    assert response.status_code == 200
    assert b"Username" in response.content
