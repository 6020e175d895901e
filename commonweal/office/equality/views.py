"""The equality questions: one page after sending, which may be skipped at once.

They stand on one page so that nothing is kept on the way: what somebody has chosen is in their own browser
until they press the button, and then only in the totals.
"""

from __future__ import annotations

from django.http import HttpResponse

from commonweal.office.applying.visit import Visit
from commonweal.office.equality.counting import count_answers
from commonweal.service.equality_questions import EQUALITY_QUESTIONS


def equality(visit: Visit) -> HttpResponse:
    """Ask, once, somebody who has sent an application."""
    case = visit.held.case
    if case is None:
        return visit.go("check-answers")
    onward = f"confirmation/{case.shown_reference}"
    asked = visit.prepared.folder.service.equality_questions
    if visit.held.asked_fairly or not asked:
        return visit.go(onward)
    if visit.request.method == "POST":
        given = {}
        if "skip" not in visit.request.POST:
            for place, name in enumerate(asked):
                chosen = visit.request.POST.get(f"q{place}", "")
                if chosen in dict(EQUALITY_QUESTIONS[name].choices("en")):
                    given[name] = chosen
        count_answers(visit.held, given)
        return visit.go(onward)
    return visit.show(
        "equality/questions.html",
        title=visit.say("equality_title"),
        questions=[
            {
                "ask": EQUALITY_QUESTIONS[name].asked(visit.language),
                "items": [
                    {"value": value, "text": text}
                    for value, text in EQUALITY_QUESTIONS[name].choices(visit.language)
                ],
            }
            for name in asked
        ],
    )
