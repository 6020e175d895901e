"""What the pages of one draft share: finding it, and saying clearly why something was not done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from commonweal.office.accounts.models import User
from commonweal.office.accounts.roles import DRAFT_POLICY, PUBLISH_POLICY, RUN_IMPACT
from commonweal.office.catalogue.service import FaultyService, UnknownService
from commonweal.office.drafting.models import Draft
from commonweal.office.impact.again import compare_again
from commonweal.office.records.actor import Actor
from commonweal.office.records.revision import Stale
from commonweal.policy import PolicyFault

CHANGED = (
    "Somebody changed this draft after you opened it. Nothing of yours was kept: look at what it says now, "
    "then make your change again"
)

FAULTY = "It is saved. The draft has errors, so what it would do cannot be worked out yet."


class Doing:
    """One person at work on one draft."""

    def __init__(self, request: HttpRequest, number: int) -> None:
        assert isinstance(request.user, User)
        self.request = request
        self.user: User = request.user
        self.actor = Actor.staff(self.user)
        self.draft: Draft = get_object_or_404(Draft, pk=number)

    @property
    def revision(self) -> int:
        """The revision that the page was made from; -1, which no draft has, for anything else."""
        typed = self.request.POST.get("revision", "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1

    def attempt(self, act: Callable[[], object]) -> tuple[str, int] | None:
        """Do an action; None when it was done, otherwise what stopped it and the HTTP status that says so."""
        try:
            act()
        except Stale:
            return CHANGED, 409
        except FaultyService as fault:
            return "The service would have faults: " + "; ".join(str(each) for each in fault.faults[:5]), 422
        except UnknownService as fault:
            return f"Nothing was published: {fault}", 422
        except PolicyFault as fault:
            return "; ".join(f"{each.message} {each.remedy}" for each in fault.diagnostics), 422
        except ValueError as fault:
            return str(fault), 422
        return None

    def show(self, template: str, status: int, context: Mapping[str, object]) -> HttpResponse:
        """A page about this draft."""
        shared: dict[str, object] = {
            "draft": self.draft,
            "messages": messages.get_messages(self.request),
            "errors": {},
            "stopped": "",
            "why": "",
            "typed": {},
            "revision": self.draft.revision,
            "may_see_effect": self.actor.may(RUN_IMPACT),
            "may_write": self.actor.may(DRAFT_POLICY) and self.draft.open,
            "may_decide": self.actor.may(PUBLISH_POLICY)
            and self.draft.state == Draft.State.SUBMITTED
            and not self.draft.writers.filter(pk=self.user.pk).exists(),
            "writer": self.draft.writers.filter(pk=self.user.pk).exists(),
        }
        return render(self.request, f"drafting/{template}", {**shared, **context}, status=status)

    def see_what_it_does(self, page: str, name: str) -> HttpResponse:
        """To a report of what the draft does: as the last was asked for, or else to the form of the first.

        A draft with errors does nothing that could be told: then back to `page`, which shows them.
        """
        if any(each.severity == "error" for each in self.draft.model.diagnostics):
            return self.done(FAULTY, page, name)
        report = compare_again(self.draft, self.actor)
        if report is not None:
            return redirect("impact:report", report.pk)
        return redirect(reverse("impact:new", args=[self.draft.service]) + f"?draft={self.draft.pk}")

    def done(self, message: str, to: str = "drafting:draft", *parts: object) -> HttpResponse:
        """Back to a page, saying what was done."""
        messages.success(self.request, message)
        return redirect(to, self.draft.pk, *parts)
