"""Signing in by OpenID Connect with a real provider on this machine: discovery, PKCE, nonce, JWKS."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from oidc_provider_mock import User as Claims
from oidc_provider_mock import run_server_in_thread

from commonweal.office.accounts.models import User
from commonweal.office.applying.models import Application
from commonweal.office.records.models import Event
from commonweal.office.returning.models import SavedPlace
from commonweal.office.signing_in import provider
from tests.office.applying.conftest import applicant, offered, person  # noqa: F401
from tests.office.applying.person import SERVICE, Person, text, words
from tests.office.returning.conftest import save_by_words

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
SIGN_IN = f"{SERVICE}sign-in"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    people = [
        Claims(sub="morgan", claims={"preferred_username": "morgan", "email": "morgan@example.gov.uk"}),
        Claims(sub="gone", claims={"preferred_username": "gone"}),
        Claims(sub="fake", claims={"email": "morgan", "email_verified": False}),
        Claims(sub="real", claims={"email": "morgan", "email_verified": True}),
    ]
    with run_server_in_thread(require_nonce=True, user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def configured(issuer: str, settings: Any) -> None:
    mine = {"issuer": issuer, "client_id": "commonweal", "client_secret": "a secret", "name": "Gov ID"}
    settings.OPENID_CONNECT = {who: before | mine for who, before in settings.OPENID_CONNECT.items()}
    provider._registered.cache_clear()


def at_provider(address: str, sub: str) -> str:
    """Say who one is at the provider; gives where it sends the browser back to."""
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10)
    assert answer.status_code in {302, 303}, answer.text
    return answer.headers["Location"]


def sign_in(who: Person, sub: str) -> Any:
    sent = who.get(SIGN_IN)
    assert sent.status_code == 302
    back = urlsplit(at_provider(sent.headers["Location"], sub))
    assert back.path == "/signed-in"
    return who.get(f"{back.path}?{back.query}")


def test_the_provider_is_asked_with_pkce_state_and_nonce_and_for_nothing_personal(offered: Any) -> None:  # noqa: F811
    asked = parse_qs(urlsplit(Person().get(SIGN_IN).headers["Location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["nonce"]
    assert asked["state"]
    assert asked["scope"] == ["openid"]
    assert asked["redirect_uri"] == ["http://localhost/signed-in"]


def test_what_was_begun_is_found_on_another_device(applicant: Person) -> None:  # noqa: F811
    applicant.answer("liable")
    sign_in(applicant, "sian")
    assert applicant.page.headers["Location"] == f"{SERVICE}your-applications"
    other = Person()
    sign_in(other, "sian")
    page = other.get("your-applications")
    reference = re.search(r'name="open" value="(\w+)"', text(page))
    assert reference
    assert "Gov ID" in words(page)
    other.post("your-applications", {"open": reference[1]})
    assert other.went_to == "apply/full-name"


def test_what_was_sent_leads_to_its_status(applicant: Person) -> None:  # noqa: F811
    sign_in(applicant, "sian")
    applicant.answer_until()
    applicant.send()
    other = Person()
    sign_in(other, "sian")
    reference = SavedPlace.objects.get().reference
    other.post("your-applications", {"open": reference})
    assert other.went_to == "status"


def test_somebody_else_sees_nothing_of_it(applicant: Person) -> None:  # noqa: F811
    sign_in(applicant, "sian")
    reference = SavedPlace.objects.get().reference
    other = Person()
    sign_in(other, "owain")
    assert reference not in text(other.get("your-applications"))
    assert other.post("your-applications", {"open": reference}).status_code == 404


def test_an_application_of_one_person_is_not_taken_over_by_the_next_to_sign_in(applicant: Person) -> None:  # noqa: F811
    sign_in(applicant, "sian")
    before = SavedPlace.objects.get().person_key
    sign_in(applicant, "owain")
    assert SavedPlace.objects.get().person_key == before


def test_no_account_is_made_and_nothing_of_the_person_is_kept(applicant: Person) -> None:  # noqa: F811
    sign_in(applicant, "sian@example.com")
    assert not User.objects.exists()
    kept = str(list(SavedPlace.objects.values())) + str(list(Event.objects.values()))
    assert "sian" not in kept
    assert "example.com" not in kept


def test_signing_out_takes_everything_from_the_browser(applicant: Person) -> None:  # noqa: F811
    sign_in(applicant, "sian")
    applicant.post("sign-out")
    assert applicant.get("your-applications").headers["Location"] == f"{SERVICE}return"
    assert applicant.get("apply/liable").status_code == 404
    assert Application.objects.exists()


def test_an_answer_of_the_provider_works_once_and_for_who_asked(offered: Any) -> None:  # noqa: F811
    victim, thief = Person(), Person()
    back = urlsplit(at_provider(victim.get(SIGN_IN).headers["Location"], "sian"))
    came = f"{back.path}?{back.query}"
    thief.get(SIGN_IN)
    assert thief.get(came).status_code == 502, "another browser's state"
    assert victim.get(came).status_code == 303
    assert victim.get(came).status_code in {400, 502}, "a second time"


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=access_denied&state=z"])
def test_coming_back_without_having_asked_is_refused_kindly(offered: Any, query: str) -> None:  # noqa: F811
    who = Person()
    assert who.get(f"/signed-in{query}").status_code == 400
    who.get(SIGN_IN)
    assert who.get(f"/signed-in{query}").status_code == 502
    assert "person" not in who.client.cookies


def test_saying_no_at_the_provider_leads_back_to_the_other_ways(offered: Any) -> None:  # noqa: F811
    who = Person()
    sent = who.get(SIGN_IN).headers["Location"]
    answer = requests.post(sent, data={"action": "deny"}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert who.get(f"{back.path}?{back.query}").status_code == 502
    assert f"{SERVICE}return" in text(who.page)


@pytest.mark.parametrize("wrong", ["nothing", "nonce", "signature", "audience", "issuer", "expired"])
def test_an_id_token_that_is_not_right_signs_nobody_in(
    offered: Any,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    wrong: str,
) -> None:
    client = provider._client("people")
    real = client.fetch_access_token

    def forged(**given: Any) -> Any:
        token = real(**given)
        head, body, signature = token["id_token"].split(".")
        claims = json.loads(base64.urlsafe_b64decode(body + "=="))
        if wrong == "signature":
            signature = signature[:-8] + ("A" * 8)
        else:
            claims |= {
                "nothing": {},
                "nonce": {"nonce": "another"},
                "audience": {"aud": "somebody else"},
                "issuer": {"iss": "https://elsewhere.example"},
                "expired": {"exp": 1},
            }[wrong]
        if wrong != "signature":
            from joserfc import jwt
            from joserfc.jwk import RSAKey

            key = RSAKey.generate_key(2048, parameters={"kid": "ours"})
            monkeypatch.setattr(client, "fetch_jwk_set", lambda *a, **k: {"keys": [key.as_dict()]})
            signed = jwt.encode({"alg": "RS256", "kid": "ours"}, claims, key)
            return token | {"id_token": signed}
        return token | {"id_token": f"{head}.{body}.{signature}"}

    monkeypatch.setattr(client, "fetch_access_token", forged)
    who = Person()
    right = wrong == "nothing"
    assert sign_in(who, "sian").status_code == (303 if right else 502)
    assert ("person" in who.client.cookies) == right


def test_a_provider_that_is_down_is_said_and_the_other_ways_stay(offered: Any, settings: Any) -> None:  # noqa: F811
    settings.OPENID_CONNECT = settings.OPENID_CONNECT | {
        "people": settings.OPENID_CONNECT["people"] | {"issuer": "http://127.0.0.1:9"}
    }
    assert Person().get(SIGN_IN).status_code == 502


def test_it_is_offered_only_where_a_provider_is_set(applicant: Person, settings: Any) -> None:  # noqa: F811
    assert "Sign in with Gov ID" in text(applicant.get("return"))
    assert "Sign in with Gov ID" in text(applicant.get("save"))
    settings.OPENID_CONNECT = settings.OPENID_CONNECT | {
        "people": settings.OPENID_CONNECT["people"] | {"issuer": ""}
    }
    assert "Sign in with" not in text(applicant.get("return"))
    assert "Sign in with" not in text(applicant.get("save"))
    assert applicant.get("sign-in").status_code == 404
    assert applicant.get("/signed-in").status_code == 404


def test_a_forged_cookie_is_nobody(applicant: Person) -> None:  # noqa: F811
    save_by_words(applicant)
    sign_in(applicant, "sian")
    key = SavedPlace.objects.get().person_key
    other = Person()
    other.client.cookies["person"] = f"{key}:1abcde:forged"
    assert other.get("your-applications").headers["Location"] == f"{SERVICE}return"


def staff_sign_in(sub: str) -> tuple[Client, Any]:
    client = Client(HTTP_HOST="localhost")
    back = urlsplit(at_provider(client.get("/staff/single-sign-on").headers["Location"], sub))
    return client, client.get(f"{back.path}?{back.query}")


def test_staff_start_work_with_the_council_s_sign_on(db: None) -> None:
    User.objects.create_user("morgan")
    client, answer = staff_sign_in("morgan")
    assert answer.status_code == 302
    assert client.session["_auth_user_id"]
    assert Event.objects.filter(action="sign in", facts__by="openid connect").exists()


@pytest.mark.parametrize("sub", ["gone", "nobody-here"])
def test_nobody_becomes_staff_by_signing_in(sub: str) -> None:
    User.objects.create_user("gone", is_active=False)
    client, answer = staff_sign_in(sub)
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("sub", "status"), [("fake", 403), ("real", 302)])
def test_an_email_address_counts_only_when_verified(settings: Any, sub: str, status: int) -> None:
    settings.OPENID_CONNECT = settings.OPENID_CONNECT | {
        "staff": settings.OPENID_CONNECT["staff"] | {"claim": "email"}
    }
    User.objects.create_user("morgan")
    assert staff_sign_in(sub)[1].status_code == status
