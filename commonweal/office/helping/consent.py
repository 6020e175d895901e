"""What a person is told before somebody helps, word for word, in their language."""

from __future__ import annotations

from commonweal.office.accounts.models import User
from commonweal.office.helping.models import Organisation
from commonweal.office.pages.words import say

READ_OUT = (
    "helping_consent_who",
    "helping_consent_types",
    "helping_consent_sees",
    "helping_consent_ends",
    "helping_consent_letters",
    "helping_consent_ask",
)
"""What an adviser reads out, in order, before an application is begun or gone on with."""
ON_PAGE = (
    "helping_consent_page_sees",
    "helping_consent_page_types",
    "helping_consent_page_ends",
    "helping_consent_page_stop",
)
"""What the person reads on their own page before they let an adviser join."""


def words_read_out(user: User, organisation: Organisation, language: str) -> list[str]:
    """The sentences to read out."""
    return _say(READ_OUT, user, organisation, language)


def words_on_page(user: User, organisation: Organisation, language: str) -> list[str]:
    """The sentences that the person reads."""
    return _say(ON_PAGE, user, organisation, language)


def _say(keys: tuple[str, ...], user: User, organisation: Organisation, language: str) -> list[str]:
    return [say(language, key, adviser=user, organisation=organisation.name) for key in keys]
