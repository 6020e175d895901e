"""Who may not decide a case, whatever their role: the one who keyed it, and the one it is about."""

from __future__ import annotations

import unicodedata

from commonweal.office.accounts.models import User
from commonweal.office.records.models import Case

KEYED = "You keyed this application, so somebody else must decide it."
OWN = "This application is in your name, so somebody else must decide it. Tell your team leader."


def why_not_decide(case: Case, user: User) -> str:
    """Why this person may not decide this case, in words to them; "" when they may.

    Staff have no applicant's account here, so "their own" is an application in the very name they work
    under. A namesake is stopped too, and a colleague decides: the safe way to be wrong.
    """
    if case.keyed_by_id == user.pk or _helped(case, user):
        return KEYED
    name = user.get_full_name()
    return OWN if name and _plain(name) == _plain(case.applicant) else ""


def _helped(case: Case, user: User) -> bool:
    from commonweal.office.helping.who_keyed import has_keyed

    return has_keyed(case, user)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).casefold().split())
