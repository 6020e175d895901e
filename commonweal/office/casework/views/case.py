"""A case on one screen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from commonweal.office.accounts.models import User
from commonweal.office.accounts.permission import staff_only
from commonweal.office.accounts.roles import SEE_CASES, SEE_LETTERS, WORK_CASES, permission
from commonweal.office.accounts.unsent import made_for, unsent
from commonweal.office.casework.answers import answer_groups, evidence_to_ask_for
from commonweal.office.casework.case_rows import case_rows
from commonweal.office.casework.finding import case_or_404
from commonweal.office.casework.plain_values import value_text
from commonweal.office.casework.policy_made_by import policy_model
from commonweal.office.casework.standing import standing
from commonweal.office.casework.timeline import timeline
from commonweal.office.casework.working import drawn_working
from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.evidence.models import ComingAnotherWay
from commonweal.office.helping.who_keyed import who_keyed
from commonweal.office.letters.writing import explanation
from commonweal.office.records.feel_json import decode
from commonweal.office.records.models import Case, Decision
from commonweal.office.telling.service import choice_of

STAFF_LANGUAGE = "en"


@require_GET
@staff_only(SEE_CASES)
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about a case, and what can be done to it."""
    case = case_or_404(reference)
    if reference != case.reference:
        return redirect("casework:case", reference=case.reference)
    user = request.user
    assert isinstance(user, User)
    typed = unsent(request)
    context = {
        **case_context(case, user),
        "messages": get_messages(request),
        "note": typed.get("note", "") if typed else "",
        "given_back": typed is not None,
    }
    return render(request, "casework/case.html", context)


def case_context(case: Case, user: User) -> dict[str, Any]:
    """What the case's page is made of."""
    prepared = catalogue.version(case.version.content_hash)
    journey = prepared.folder.journey(STAFF_LANGUAGE)
    by_policy = case.decisions.filter(made_by=None).order_by("-pk").first()
    latest = case.latest_decision
    stands = standing(case, user)
    asked = case.evidence_requests.order_by("-pk").first()
    return {
        **heading(case, user, prepared),
        "stands": stands,
        "reasons": [each.get(STAFF_LANGUAGE) or next(iter(each.values()), "") for each in case.reasons],
        "policy_result": result_text(prepared, by_policy) if by_policy else "",
        "policy_refused": by_policy is not None and by_policy.result == Decision.Result.REFUSAL,
        "decided": _decided(prepared, latest) if latest and latest.final else None,
        "sentences": explanation(by_policy, STAFF_LANGUAGE) if by_policy else [],
        "diagnostics": by_policy.trace.get("diagnostics", []) if by_policy else [],
        "working": drawn_working(prepared, by_policy) if by_policy else [],
        "groups": answer_groups(journey, case.answers, who_keyed(case)),
        "evidence": evidence_to_ask_for(journey, case.answers),
        "asked": asked,
        "asked_items": asked.items if asked else [],
        "moments": timeline(case),
        "sent": case.evidence.order_by("pk"),
        "contact": choice_of(case),
        "coming": ComingAnotherWay.objects.filter(case=case).first(),
        "letters": case.letters.order_by("-pk"),
        "may_see_letters": user.has_perm(permission(SEE_LETTERS)),
        "assumptions": _assumptions(prepared, case),
        "people": _people() if stands.may_assign else [],
        "given_back": False,
    }


def heading(case: Case, user: User, prepared: PreparedService | None = None) -> dict[str, Any]:
    """What every page about a case says at its top."""
    prepared = prepared or catalogue.version(case.version.content_hash)
    said = prepared.folder.service.words(STAFF_LANGUAGE)
    return {
        "case": case,
        "typed_by": made_for(user),
        "row": case_rows([case], timezone.localdate(), user)[0],
        "service_name": said.name,
        "demonstration": said.demonstration,
    }


def result_text(prepared: PreparedService, decision: Decision) -> str:
    """A decision in a few words: "Award: £14.20"."""
    name = prepared.folder.service.decision
    value = decode(decision.values).get(name)
    label = decision.get_result_display()
    if decision.result == Decision.Result.REFUSAL or value is None:
        return str(label)
    model = policy_model(prepared, decision.policy_hash)
    kinds = {each.name: each.type_name for each in model.decisions} if model else {}
    kind = kinds.get(name) or ("money" if isinstance(value, Decimal) else None)
    return f"{label}: {value_text(value, kind)}"


def _decided(prepared: PreparedService, decision: Decision) -> dict[str, Any]:
    return {
        "result": result_text(prepared, decision),
        "by": str(decision.made_by) if decision.made_by else "the policy, as nobody was needed",
        "at": decision.made_at,
        "agrees": decision.agrees_with_policy,
        "reason": decision.reason,
    }


def _assumptions(prepared: PreparedService, case: Case) -> list[tuple[str, str]]:
    """What the rules assume, each with its source, once."""
    found = dict(prepared.folder.service.words(STAFF_LANGUAGE).assumed)
    model = policy_model(prepared, case.policy_hash)
    for each in model.assumptions if model else ():
        if each.language == STAFF_LANGUAGE:
            found.setdefault(each.text.strip(), each.source or "")
    return list(found.items())


def _people() -> list[User]:
    """Everybody who may work cases, by name."""
    everybody = User.objects.filter(is_active=True).order_by("first_name", "last_name", "username")
    return [user for user in everybody.prefetch_related("groups") if user.has_perm(permission(WORK_CASES))]
