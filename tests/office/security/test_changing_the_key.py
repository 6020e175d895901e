"""The signing key is changed and nobody is locked out; and the key before is worth nothing once forgotten."""

from __future__ import annotations

import datetime
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from commonweal.office.accounts.actions.reseal import reseal_apps
from commonweal.office.accounts.models import Authenticator
from commonweal.office.accounts.one_time_codes import code_at, new_salt
from commonweal.office.records.audit import audit
from commonweal.office.records.keyed_digests import seal, unseal
from commonweal.office.records.models import Event
from commonweal.office.returning.actions.find_by_new_key import find_by_new_key
from commonweal.office.returning.models import SavedPlace
from tests.office.applications import staff
from tests.office.applying.conftest import applicant, offered, person  # noqa: F401
from tests.office.applying.person import Person
from tests.office.returning.conftest import Post, post, save_by_email  # noqa: F401

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-battery"
NEW, NEWER = "the key after", "the key after that"


@pytest.fixture
def morgan(settings):
    settings.STAFF_MFA = "required"
    user = staff("caseworker", "morgan")
    user.set_password(PASSWORD)
    user.save()
    return user


def change(settings, key):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    settings.SECRET_KEY = key


def set_up(client):
    client.post("/staff/sign-in/", {"username": "morgan", "password": PASSWORD})
    page = client.get("/staff/sign-in/set-up/").content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    made = client.post("/staff/sign-in/set-up/", {"code": pyotp.TOTP(secret).now()}).content.decode()
    return secret, re.findall(r"<code>([a-z0-9-]+)</code>", made)


def enter(code):
    client = Client()
    client.post("/staff/sign-in/", {"username": "morgan", "password": PASSWORD})
    return client.post("/staff/sign-in/code/", {"code": code}).status_code


def later(secret, steps):
    return pyotp.TOTP(secret).at(timezone.now() + datetime.timedelta(seconds=30 * steps))


def test_an_app_works_after_the_key_is_changed_and_after_the_one_before_is_forgotten(morgan, settings):
    secret, codes = set_up(Client())
    change(settings, NEW)
    assert enter(later(secret, 1)) == 302
    assert enter(codes[0]) == 302, "a recovery code too, while the key before is believed"
    assert reseal_apps() == (1, 0)
    settings.SECRET_KEY_FALLBACKS = []
    Authenticator.objects.update(last_step=0)
    assert enter(later(secret, 1)) == 302
    assert enter(codes[1]) == 422
    assert audit().sound


def test_an_app_set_up_before_keys_were_sealed_goes_on_working(morgan, settings):
    salt = new_salt()
    Authenticator.objects.create(user=morgan, salt=salt, made_at=timezone.now())
    code = code_at(salt, timezone.now())
    change(settings, NEW)
    change(settings, NEWER)
    assert reseal_apps() == (1, 0)
    settings.SECRET_KEY_FALLBACKS = []
    assert enter(code) == 302


def test_an_app_of_a_key_that_is_gone_opens_nothing_and_its_person_sets_up_another(morgan, settings):
    secret, _ = set_up(Client())
    settings.SECRET_KEY = NEW
    assert enter(later(secret, 1)) == 422
    assert reseal_apps() == (0, 1)
    another, _ = set_up(Client())
    assert another != secret
    assert Event.objects.filter(action="reset second step", actor="worker").count() == 1


def test_what_is_sealed_is_read_by_its_key_alone_and_not_when_it_was_altered(settings):
    sealed = seal("a secret")
    assert unseal(sealed) == "a secret"
    assert "a secret" not in sealed
    assert unseal(sealed[:-4] + "AAA=") is None
    assert unseal("") is None
    settings.SECRET_KEY = NEW
    assert unseal(sealed) is None


def test_who_was_signed_in_stays_signed_in_while_the_key_before_is_believed(morgan, settings):
    client = Client()
    set_up(client)
    assert client.get("/staff/").status_code == 200
    change(settings, NEW)
    assert client.get("/staff/").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get("/staff/").status_code == 200, "its session was bound to the new key meanwhile"
    settings.SECRET_KEY = NEWER
    assert client.get("/staff/").status_code == 302


def test_people_are_found_by_their_address_before_and_after_the_digests_are_made_anew(
    applicant: Person,  # noqa: F811
    post: Post,  # noqa: F811
    settings,
) -> None:
    save_by_email(applicant)
    first = post.link()
    for again in (False, True):
        change(settings, NEWER if again else NEW)
        if again:
            assert find_by_new_key() == 1
            settings.SECRET_KEY_FALLBACKS = []
        stranger = Person()
        stranger.post("return", {"do": "send", "known": "sian@example.com"})
        newest = post.link()
        assert newest != first
        first = newest
    assert SavedPlace.objects.count() == 1
    assert not [event for event in Event.objects.all() if "sian" in str(event.facts)]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # Without the tests' own settings, as somebody who looks after a site.
    ours = {"SECRET_KEY", "SECRET_KEY_FALLBACKS", "DATABASE_URL", "COMMONWEAL_DATA", "DJANGO_SETTINGS_MODULE"}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [sys.executable, "-c", "from commonweal.cli import main; main()", *words, "--data", str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=clean | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )


def test_the_command_changes_the_key_keeps_the_one_before_and_forgets_it(tmp_path):
    folder = tmp_path / "data"
    service = Path(__file__).parents[3] / "services/council-tax-support"
    assert run(folder, "set-up", str(service)).returncode == 0
    first = (folder / "secret-key").read_text()
    done = run(folder, "rekey")
    assert done.returncode == 0, done.stderr
    assert "The key was changed" in done.stdout
    assert first not in done.stdout
    second = (folder / "secret-key").read_text()
    assert second != first
    assert (folder / "secret-keys-before").read_text().split() == [first]
    for name in ("secret-key", "secret-keys-before"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert run(folder, "rekey").returncode == 0
    assert (folder / "secret-keys-before").read_text().split() == [second, first]
    assert run(folder, "audit").returncode == 0
    assert run(folder, "rekey", "--forget").returncode == 0
    assert not (folder / "secret-keys-before").exists()


def test_there_is_no_key_to_change_where_nothing_was_set_up(tmp_path):
    done = run(tmp_path / "nothing", "rekey")
    assert done.returncode != 0
    assert "no key to change" in done.stderr + done.stdout
