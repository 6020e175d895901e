import json
import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate

from commonweal.office.accounts.demo import PEOPLE, ensure_demo_users
from commonweal.office.accounts.models import User
from commonweal.office.accounts.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATA = tmp_path / "data"
    return settings.DATA


def test_there_is_somebody_of_every_role_who_can_sign_in():
    people = ensure_demo_users()
    assert {role for *_, role in people} == set(ROLES)
    for username, password, role in people:
        user = authenticate(username=username, password=password)
        assert user is not None
        assert [group.name for group in user.groups.all()] == [role]


def test_running_again_changes_and_loses_nothing():
    first = ensure_demo_users()
    hashes = dict(User.objects.values_list("username", "password"))
    assert ensure_demo_users() == first
    assert dict(User.objects.values_list("username", "password")) == hashes


def test_another_installation_has_other_passwords(settings, tmp_path):
    first = {password for _, password, _ in ensure_demo_users()}
    settings.DATA = tmp_path / "another"
    second = {password for _, password, _ in ensure_demo_users()}
    assert not first & second
    assert len(first) == len(PEOPLE)


def test_only_the_owner_can_read_the_file(folder):
    ensure_demo_users()
    assert stat.S_IMODE((folder / "demo-sign-in.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"adviser": 3}'])
def test_a_broken_file_is_made_anew(folder, broken):
    folder.mkdir()
    (folder / "demo-sign-in.json").write_text(broken)
    people = ensure_demo_users()
    kept = json.loads((folder / "demo-sign-in.json").read_text())
    assert {username: password for username, password, _ in people} == kept


def test_no_password_is_written_in_the_code():
    source = Path("commonweal/office/accounts/demo.py").read_text()
    for _, password, _ in ensure_demo_users():
        assert password not in source
