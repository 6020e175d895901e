"""Ten codes for the day the app is lost. Each works once; only keyed digests of them are kept."""

from __future__ import annotations

import secrets
from typing import Final

from commonweal.office.accounts.models import Authenticator, RecoveryCode, User
from commonweal.office.accounts.one_time_codes import plain
from commonweal.office.records.keyed_digests import digests

HOW_MANY: Final = 10
# Nothing that is misread aloud or on a screen: 20 of these 28 are 96 bits.
_LETTERS: Final = "abcdefghjkmnpqrstwxyz2346789"
_LENGTH: Final = 20


def make_codes(user: User, salt: str) -> list[str]:
    """Ten new codes, in place of any there were: `abcde-fghjk-mnpqr-stwxy`. They cannot be read again."""
    RecoveryCode.objects.filter(user=user).delete()
    made = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(HOW_MANY)]
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(user=user, digest=digests(_said(code, salt))[0]) for code in made]
    )
    return ["-".join(code[place : place + 5] for place in range(0, _LENGTH, 5)) for code in made]


def use_code(device: Authenticator, typed: str) -> bool:
    """Whether this is one of the person's codes; it is used up by asking, even by two at once."""
    wanted = digests(_said(plain(typed).casefold(), device.salt))
    return RecoveryCode.objects.filter(user_id=device.user_id, digest__in=wanted).delete()[0] == 1


def _said(code: str, salt: str) -> str:
    return f"commonweal.accounts.recovery\n{salt}\n{code}"
