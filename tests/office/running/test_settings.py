"""Secure unless told otherwise."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.office.outside import ROOT


def settings_with(tmp_path, **environment):
    names = [
        "DEBUG",
        "ALLOWED_HOSTS",
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_NAME",
        "X_FRAME_OPTIONS",
        "PASSWORD_HASHERS",
    ]
    code = (
        "import json; from commonweal.office import settings as s; "
        f"print(json.dumps({{n: getattr(s, n) for n in {names}}} | {{'db': s.DATABASES['default']['ENGINE'], "
        "'key': s.SECRET_KEY}))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": "/usr/bin:/bin", "COMMONWEAL_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
        | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(said.stdout)


def test_nothing_is_open_by_default(tmp_path):
    said = settings_with(tmp_path)
    assert said["DEBUG"] is False
    assert "*" not in said["ALLOWED_HOSTS"]
    assert said["SESSION_COOKIE_HTTPONLY"] is True
    assert said["X_FRAME_OPTIONS"] == "DENY"
    assert "Scrypt" in said["PASSWORD_HASHERS"][0]
    assert said["db"] == "django.db.backends.sqlite3"


def test_with_https_cookies_are_secure_and_http_is_redirected(tmp_path):
    said = settings_with(tmp_path, COMMONWEAL_HTTPS="on")
    assert said["SESSION_COOKIE_SECURE"] is True
    assert said["CSRF_COOKIE_SECURE"] is True
    assert said["SECURE_SSL_REDIRECT"] is True
    assert said["SECURE_HSTS_SECONDS"] >= 31536000
    assert said["SESSION_COOKIE_NAME"].startswith("__Host-")


def test_postgresql_is_one_setting(tmp_path):
    said = settings_with(tmp_path, DATABASE_URL="postgresql://u:p@db.example/commonweal")
    assert said["db"] == "django.db.backends.postgresql"


def test_every_installation_has_a_key_of_its_own(tmp_path):
    one, other = (settings_with(tmp_path / name)["key"] for name in ("one", "other"))
    assert one != other
    assert settings_with(tmp_path / "one")["key"] == one


@pytest.mark.django_db
def test_sqlite_waits_for_others_and_keeps_what_it_said_it_kept():
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    with connection.cursor() as cursor:
        told = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 4000}


@pytest.mark.django_db
def test_health_says_only_that_all_is_well(client):
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_says_when_the_records_cannot_be_reached(client):
    from unittest.mock import patch

    from django.db import OperationalError

    with patch("commonweal.office.health.connection.cursor", side_effect=OperationalError("password=secret")):
        answer = client.get("/health")
    assert answer.status_code == 503
    assert b"secret" not in answer.content


def test_no_migration_is_missing(db):
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_django_finds_nothing_to_warn_of_when_deployed(settings, monkeypatch):
    from django.core.checks import run_checks

    # The browser tests of the same run need it; no deployment does.
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    quiet = {"security.W005", "security.W021", "security.W009"}
    assert [str(found) for found in run_checks(include_deployment_checks=True) if found.id not in quiet] == []
