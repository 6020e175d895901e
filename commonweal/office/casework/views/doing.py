"""What the pages of actions share: finding the case, and refusing clearly what may not be done."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from commonweal.office.accounts.models import User
from commonweal.office.accounts.refusals import note_refusal
from commonweal.office.accounts.unsent import unsent
from commonweal.office.casework.finding import case_or_404
from commonweal.office.casework.standing import Standing, standing
from commonweal.office.casework.timeline import timeline
from commonweal.office.casework.views.case import heading
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case

TYPED: Final = ("reason", "other", "note")


class Doing:
    """One person at work on one case."""

    def __init__(self, request: HttpRequest, reference: str) -> None:
        assert isinstance(request.user, User)
        self.request = request
        self.user: User = request.user
        self.actor = Actor.staff(self.user)
        self.case: Case = case_or_404(reference)
        typed = unsent(request)
        self.given_back = typed is not None
        self.posted: QueryDict = request.POST if typed is None else typed

    @property
    def stands(self) -> Standing:
        """How the case stands now."""
        return standing(self.case, self.user)

    @property
    def revision(self) -> int:
        """The revision that the page was made from; -1, which no case has, for anything else."""
        typed = self.posted.get("revision", "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1

    def show(self, template: str, *, status: int = 200, **context: object) -> HttpResponse:
        """A page about this case."""
        return render(
            self.request,
            f"casework/{template}",
            {**heading(self.case, self.user), "given_back": self.given_back, **context},
            status=status,
        )

    def not_allowed(self, why: str) -> HttpResponse:
        """A page that says why this person may not do this, and what they can do."""
        note_refusal(self.request, self.case)
        return self.show("not-allowed.html", status=403, why=why, typed=self._typed())

    def stopped(self, message: str, status: int) -> HttpResponse:
        """A page that says what stopped an action that nothing was typed for."""
        self.case = case_or_404(self.case.reference)
        moments = timeline(self.case)[:4]
        return self.show("stopped.html", status=status, why=message, moments=moments, typed=self._typed())

    def _typed(self) -> str:
        """What was typed and cannot be done, to be copied before the page is left."""
        return "\n\n".join(filter(None, (self.posted.get(name, "").strip() for name in TYPED)))

    def done(self, message: str) -> HttpResponse:
        """Back to the case, with what was done."""
        messages.success(self.request, message)
        return redirect("casework:case", reference=self.case.reference)
