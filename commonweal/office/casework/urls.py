"""Addresses of casework. A case is named by its reference, which nobody can guess."""

from django.urls import path

from commonweal.office.casework.views import agree as agreeing
from commonweal.office.casework.views import (
    assignment,
    case,
    change,
    close,
    evidence,
    nearest,
    notes,
    queue,
    search,
)

app_name = "casework"
urlpatterns = [
    path("staff/", queue.queue, name="queue"),
    path("staff/next/", queue.take_next, name="next"),
    path("staff/search/", search.search, name="search"),
    path("staff/cases/<str:reference>/", case.case_page, name="case"),
    path("staff/cases/<str:reference>/assign/", assignment.assign_case, name="assign"),
    path("staff/cases/<str:reference>/agree/", agreeing.agree_page, name="agree"),
    path("staff/cases/<str:reference>/change/", change.change_page, name="change"),
    path("staff/cases/<str:reference>/evidence/", evidence.ask_page, name="ask"),
    path("staff/cases/<str:reference>/evidence-received/", evidence.received, name="evidence-received"),
    path("staff/cases/<str:reference>/nearest/", nearest.nearest_page, name="nearest"),
    path("staff/cases/<str:reference>/notes/", notes.write_note, name="note"),
    path("staff/cases/<str:reference>/close/", close.close_page, name="close"),
]
