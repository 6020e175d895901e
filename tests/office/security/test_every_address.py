"""Every address with every role, signed in or not, read and posted to: none in the resolver is missed."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal.office.accounts.models import User
from commonweal.office.helping.models import Membership, Organisation
from commonweal.office.records.models import Case, Event
from tests.office.applications import staff
from tests.office.security.addresses import SECRET, World, addresses, make_world
from tests.office.security.expected import EVERY, EXPECTED, KEYERS, PUBLIC

pytestmark = pytest.mark.django_db
ANONYMOUS = "anonymous"
PEOPLE = [ANONYMOUS, *sorted(EVERY)]
# What everybody else's page never says.
REFUSED = {302, 403, 404, 405}


@pytest.fixture
def world() -> World:
    return make_world()


def browser_of(role: str, *, csrf: bool = False) -> Client:
    client = Client(enforce_csrf_checks=csrf, raise_request_exception=False)
    if role != ANONYMOUS:
        user = staff(role, f"the {role}")
        if role in KEYERS:
            library, _ = Organisation.objects.get_or_create(name="The library")
            Membership.objects.create(user=user, organisation=library)
        client.force_login(user)
    return client


def test_every_address_has_a_row_that_says_who_may_open_it():
    missing = sorted(set(addresses()) - set(EXPECTED))
    assert not missing, (
        "New addresses without a row. Say who may open each in tests/office/security/expected.py "
        "(under the set of roles that its gate lets in, or PUBLIC): " + ", ".join(missing)
    )


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_role_opens_what_is_its_own_and_nothing_else(world, role, method):
    client = browser_of(role)
    wrong = []
    for pattern in dict.fromkeys(addresses()):
        who = EXPECTED.get(pattern, frozenset())
        if method == "post" and pattern in {"staff/sign-out/", "staff/you/password/"}:
            continue
        address = world.address(pattern)
        if method == "post" and role != ANONYMOUS:
            # Some of what was pressed ends a session, as it should.
            client.force_login(User.objects.get(username=f"the {role}"))
        response = getattr(client, method)(address)
        status = response.status_code
        body = b"" if response.streaming else response.content
        told = SECRET.encode() in body
        may = who is PUBLIC or role in who
        to_sign_in = status == 302 and response["Location"].startswith("/staff/sign-in/")
        if status >= 500 and status != 503 and not _unconfigured(pattern, status):
            wrong.append(f"{address}: answered {status}")
        elif not may and status not in REFUSED:
            wrong.append(f"{address}: a {role} got {status}; it is for {', '.join(sorted(who))}")
        elif not may and role == ANONYMOUS and status == 302 and not to_sign_in:
            wrong.append(f"{address}: leads somebody not signed in to {response['Location']}")
        elif may and who is not PUBLIC and (to_sign_in or (status == 403 and method == "get")):
            wrong.append(f"{address}: a {role} is refused with {status}")
        elif told and (not may or who is PUBLIC):
            wrong.append(f"{address}: shows a {role} somebody's name")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", PEOPLE)
def test_a_post_without_a_token_is_refused_everywhere_and_does_nothing(world, role):
    client = browser_of(role, csrf=True)
    before = Event.objects.count(), list(Case.objects.values_list("revision", "state"))
    accepted = []
    for pattern in dict.fromkeys(addresses()):
        address = world.address(pattern)
        for method in ("post", "put", "patch", "delete"):
            status = getattr(client, method)(address).status_code
            if status < 400 and pattern != "health":
                accepted.append(f"{method} {address}: {status}")
    # A form whose session ended gets its page again, and nothing is done.
    gone_on = [each for each in accepted if not each.endswith(": 302")]
    assert not gone_on, "\n".join(gone_on)
    assert (Event.objects.count(), list(Case.objects.values_list("revision", "state"))) == before


HIGH = [0, 999_999, 2**31, 2**63, 2**64, 10**40]


@pytest.mark.parametrize("role", PEOPLE)
def test_a_number_that_is_nothings_is_not_found_and_never_an_error(world, role):
    client = browser_of(role)
    wrong = []
    for pattern in dict.fromkeys(addresses()):
        if "<int:" not in pattern:
            continue
        for number in HIGH:
            address = world.address(
                pattern.replace("<int:number>", str(number)).replace("<int:part>", str(number))
            )
            for method in ("get", "post"):
                status = getattr(client, method)(address).status_code
                if status >= 500 or (status == 200 and "remove" not in pattern):
                    wrong.append(f"{method} {address}: {status}")
    assert not wrong, "\n".join(wrong)


NASTY = ["%00", "..%2f..%2fetc%2fpasswd", "%0d%0aSet-Cookie:x=1", "' OR 1=1--", "%F0%9F%92%A9", "x" * 3000]


@pytest.mark.parametrize("nasty", NASTY)
def test_what_nobody_would_type_into_an_address_breaks_nothing(world, nasty):
    wrong = []
    for role in (ANONYMOUS, "team leader", "policy officer", "administrator"):
        client = browser_of(role)
        for pattern in dict.fromkeys(addresses()):
            filled = pattern
            for kind in (
                "path:address",
                "path:name",
                "path:path",
                "str:reference",
                "str:secret",
                "str:file",
                "str:key",
                "str:language",
            ):
                filled = filled.replace(f"<{kind}>", nasty)
            if filled == pattern:
                continue
            for method in ("get", "post"):
                response = getattr(client, method)(world.address(filled))
                if response.status_code >= 500 or "Set-Cookie:x" in str(response.headers):
                    wrong.append(f"{role} {method} {pattern}: {response.status_code}")
                if not response.streaming and b"root:" in response.content:
                    wrong.append(f"{role} {method} {pattern}: shows a file")
    assert not wrong, "\n".join(wrong)


def _unconfigured(pattern: str, status: int) -> bool:
    return status == 502 and "sign" in pattern
