"""People to try the site as: one of each role, with passwords made for this installation alone."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from commonweal.office.accounts.models import User

PEOPLE: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("adviser", "Asha", "Patel", "adviser"),
    ("caseworker", "Morgan", "Ellis", "caseworker"),
    ("caseworker2", "Jo", "Brennan", "caseworker"),
    ("leader", "Rhian", "Powell", "team leader"),
    ("policy", "Sam", "Okafor", "policy officer"),
    ("policy2", "Ines", "Duarte", "policy officer"),
    ("auditor", "Lee", "Hughes", "auditor"),
    ("admin", "Chris", "Ward", "administrator"),
)
# Nothing that is misread aloud or on a screen.
_LETTERS: Final = "abcdefghjkmnpqrstwxyz23456789"


def ensure_demo_users() -> list[tuple[str, str, str]]:
    """Make the demonstration's people if they are not there; give (username, password, role) of each.

    The passwords are random, and kept in the data folder in a file only its owner can read, so that
    running again neither changes nor loses them.
    """
    path = Path(settings.DATA) / "demo-sign-in.json"
    passwords = _read(path)
    for username, *_ in PEOPLE:
        passwords.setdefault(username, _password())
    _write(path, passwords)
    with transaction.atomic():
        for username, first, last, role in PEOPLE:
            user, _ = User.objects.get_or_create(
                username=username, defaults={"first_name": first, "last_name": last}
            )
            user.groups.add(Group.objects.get(name=role))
            if not user.check_password(passwords[username]):
                user.set_password(passwords[username])
                user.save(update_fields=["password"])
        _put_in_organisation()
    return [(username, passwords[username], role) for username, _, _, role in PEOPLE]


def _put_in_organisation() -> None:
    from commonweal.office.helping.demo import ensure_demo_organisation

    ensure_demo_organisation()


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _read(path: Path) -> dict[str, str]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return {str(name): str(word) for name, word in kept.items()} if isinstance(kept, dict) else {}


def _write(path: Path, passwords: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(f".{os.getpid()}")
    waiting.touch(mode=0o600)
    waiting.write_text(json.dumps(passwords, indent=1), encoding="utf-8")
    waiting.replace(path)
