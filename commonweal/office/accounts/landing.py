"""Where each person starts work."""

from __future__ import annotations

from typing import Final

from commonweal.office.accounts.models import User
from commonweal.office.accounts.roles import SEE_CASES, permission

QUEUE: Final = "/staff/"
HOME: Final = "/"


def first_page(user: User) -> str:
    """The queue for those who may see it; otherwise the list of services."""
    return QUEUE if user.has_perm(permission(SEE_CASES)) else HOME
