"""Where each person starts work."""

from __future__ import annotations

from typing import Final

from commonweal.office.accounts.models import User
from commonweal.office.accounts.roles import RUN_IMPACT, SEE_CASES, permission

QUEUE: Final = "/staff/"
IMPACT: Final = "/staff/impact/"
HOME: Final = "/"


def first_page(user: User) -> str:
    """The queue for those who may see it; what a change would do for policy officers; else the services."""
    if user.has_perm(permission(SEE_CASES)):
        return QUEUE
    return IMPACT if user.has_perm(permission(RUN_IMPACT)) else HOME
