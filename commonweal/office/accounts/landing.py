"""Where each person starts work."""

from __future__ import annotations

from typing import Final

from commonweal.office.accounts.models import User
from commonweal.office.accounts.roles import (
    KEY_APPLICATIONS,
    MANAGE_ACCOUNTS,
    RUN_IMPACT,
    SEE_CASES,
    permission,
)

QUEUE: Final = "/staff/"
IMPACT: Final = "/staff/impact/"
PEOPLE: Final = "/staff/people/"
HELPING: Final = "/staff/helping/"
HOME: Final = "/"


def first_page(user: User) -> str:
    """The queue for those who may see it; what a change would do for policy officers; the people who
    work here for administrators; the people who are helped for advisers; else the services.
    """
    if user.has_perm(permission(SEE_CASES)):
        return QUEUE
    if user.has_perm(permission(MANAGE_ACCOUNTS)):
        return PEOPLE
    if user.has_perm(permission(KEY_APPLICATIONS)):
        return HELPING
    return IMPACT if user.has_perm(permission(RUN_IMPACT)) else HOME
