"""After sending: the reference, what happens next, and, where the answers decide it, the result and why.

Only the browser that sent the application is shown it; for any other, and for a reference that is
not one, the answer is the same.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.template import engines

from commonweal.office.applying.answers_shown import sections_shown
from commonweal.office.applying.visit import Visit
from commonweal.office.catalogue import service as catalogue
from commonweal.office.letters.pdf import html_to_pdf
from commonweal.office.letters.writing import explained
from commonweal.office.pages.showing import day, instant
from commonweal.office.pages.site_languages import site_address
from commonweal.office.records.case_values import case_values
from commonweal.office.records.feel_json import decode
from commonweal.office.records.models import Case, Decision
from commonweal.office.records.reference import NotAReference, parse_reference
from commonweal.office.telling.service import chosen_now
from commonweal.policy import feel
from commonweal.service.journey import Journey


def confirmation(visit: Visit, reference: str) -> HttpResponse:
    """The confirmation of the application that this browser sent."""
    case = own_case(visit, reference)
    if case is None:
        return _not_yours(visit)
    decision = case.latest_decision
    return visit.show(
        "applying/confirmation.html",
        title=visit.say("confirmation_title"),
        case=case,
        result=result_shown(case, decision, visit.language),
        reasons=[reason.get(visit.language) or reason.get("en", "") for reason in case.reasons],
        decided=_told(case),
        due=day(case.due_on, visit.language),
        evidence=evidence_named(visit.journey, case),
        assumed=[
            words
            for words, _ in catalogue.version(case.version.content_hash)
            .folder.service.words(visit.language)
            .assumed
        ],
        pdf=visit.address(f"confirmation/{case.shown_reference}/application.pdf"),
        form=visit.address(f"confirmation/{case.shown_reference}/form.pdf"),
        feedback=site_address(f"feedback?service={visit.prepared.slug}&step=sent", visit.language),
        contact=visit.address("how-we-write"),
        follow=visit.address("status"),
        send="" if case.state == Case.State.CLOSED else visit.address("evidence"),
    )


def pdf(visit: Visit, reference: str) -> HttpResponse:
    """The sent application as a tagged PDF."""
    case = own_case(visit, reference)
    if case is None:
        return _not_yours(visit)
    words = visit.prepared.folder.service.words(visit.language)
    title = visit.say("pdf_title", service=words.name)
    html = (
        engines["jinja2"]
        .get_template("applying/application_pdf.html")
        .render(
            {
                "language": visit.language,
                "title": title,
                "service": words,
                "case": case,
                "received": instant(case.received_at, visit.language),
                "sections": sections_shown(
                    visit.journey.path({**case.answers, **chosen_now(case)}), visit.journey
                ),
                "result": result_shown(case, case.latest_decision, visit.language),
            }
        )
    )
    response = HttpResponse(
        html_to_pdf(html, title=title, language=visit.language), content_type="application/pdf"
    )
    response.headers["Content-Disposition"] = f'inline; filename="{case.shown_reference}.pdf"'
    return response


def result_shown(case: Case, decision: Decision | None, language: str) -> dict[str, Any] | None:
    """The award and how it was worked out; None until the decision is final, and for a refusal."""
    if decision is None or not decision.final or decision.result != Decision.Result.AWARD:
        return None
    # How the policy came to its amount explains nothing where a person gave another.
    kept = decision.trace.get("explanation", {}) if decision.agrees_with_policy else {}
    return {
        "amount": weekly_amount(case, decision),
        "sentences": explained(kept, language),
    }


def weekly_amount(case: Case, decision: Decision) -> Decimal | None:
    """The pounds a week that a decision gives; None where its result is not an amount."""
    service = catalogue.version(case.version.content_hash).folder.service
    if service.amount is not None:
        value = feel.from_feel(feel.evaluate(service.amount.text, case_values(case, decision)).value)
    else:
        value = decode(decision.values).get(service.decision)
    return value if isinstance(value, Decimal) else None


def _told(case: Case) -> bool:
    """Whether the case is decided and its letter is written, so that nothing is waited for."""
    return case.decided_at is not None and case.letters.exists()


def own_case(visit: Visit, reference: str) -> Case | None:
    """The case that this browser sent, if the reference is its own."""
    try:
        wanted = parse_reference(reference)
    except NotAReference:
        return None
    if visit.application is None or visit.application.case_id is None:
        return None
    case = visit.application.case
    return case if case is not None and case.reference == wanted else None


def _not_yours(visit: Visit) -> HttpResponse:
    return visit.tell("not_yours", status=404, action="start_page")


def evidence_named(journey: Journey, case: Case) -> list[str]:
    """The papers that these answers may be asked for."""
    path = journey.path(case.answers)
    asked = [
        page.asked.evidence
        for page in path.pages
        if page.answered and page.asked.evidence and page.value not in (None, False, [], "", 0, "0.00")
    ]
    return list(dict.fromkeys(asked))
