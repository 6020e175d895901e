"""Who does something, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from commonweal.office.accounts.roles import permission

if TYPE_CHECKING:
    from commonweal.office.accounts.models import User


@dataclass(frozen=True)
class Actor:
    """Who acts: an applicant, a member of staff, the policy or the worker; and on whose behalf."""

    name: str
    user: User | None = None
    on_behalf_of: str = ""

    @classmethod
    def applicant(cls) -> Actor:
        """The person applying, by themselves."""
        return cls("applicant")

    @classmethod
    def staff(cls, user: User, on_behalf_of: str = "") -> Actor:
        """A signed-in member of staff or adviser; `on_behalf_of="applicant"` when keying for somebody."""
        return cls(f"staff:{user.pk}", user, on_behalf_of)

    @classmethod
    def policy(cls) -> Actor:
        """The rules themselves, applied without a person."""
        return cls("policy")

    @classmethod
    def worker(cls) -> Actor:
        """The background worker: timers and letters."""
        return cls("worker")

    def must_have(self, duty: str) -> User:
        """Give the member of staff who acts; raise PermissionDenied unless their role carries the duty."""
        if self.user is None or not self.may(duty):
            raise PermissionDenied(f"{self.name} may not do this: it needs the duty {duty}")
        return self.user

    def may(self, duty: str) -> bool:
        """Whether this is an active member of staff whose role carries the duty."""
        return self.user is not None and self.user.is_active and self.user.has_perm(permission(duty))
