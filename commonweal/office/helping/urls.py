"""Addresses of helping: the advisers' under /staff/helping/, the person's beside their application's."""

from django.urls import URLPattern, path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.visit import visiting
from commonweal.office.helping.gate import at_desk, with_person
from commonweal.office.helping.together import for_adviser, for_person
from commonweal.office.helping.views import handing_over, person, the_person, workspace
from commonweal.office.helping.views.organisations import organisations
from commonweal.office.helping.views.sent import sent_page

app_name = "helping"

_help_me = visiting(the_person.help_me)
_answer = visiting(the_person.answer, methods=("POST",))
_now = visiting(for_person, methods=("GET",))
_stop = visiting(the_person.stop, methods=("POST",))


def _places(prefix: str, language: str) -> list[URLPattern]:
    of = {"language": language} if language else {}
    suffix = "" if language else "-in"
    return [
        path(f"{prefix}help-me", _help_me, of, name=f"help-me{suffix}"),
        path(f"{prefix}help-me/answer", _answer, of, name=f"answer{suffix}"),
        path(f"{prefix}help-me/now", _now, of, name=f"person-now{suffix}"),
        path(f"{prefix}help-me/stop", _stop, of, name=f"stop-help{suffix}"),
    ]


urlpatterns = [
    path("staff/helping/", at_desk(workspace.home, "GET", "HEAD"), name="home"),
    path("staff/helping/new/", at_desk(workspace.new), name="new"),
    path("staff/helping/consent/", at_desk(workspace.consent), name="consent"),
    path("staff/helping/continue/", at_desk(workspace.go_on), name="continue"),
    path("staff/helping/join/", at_desk(workspace.join_page), name="join"),
    path("staff/helping/new-person/", at_desk(workspace.new_person, "POST"), name="new-person"),
    path("staff/helping/organisations/", organisations, name="organisations"),
    path("staff/helping/<str:key>/", with_person(person.overview, "GET", "HEAD"), name="overview"),
    path("staff/helping/<str:key>/now/", at_desk(for_adviser, "GET", "HEAD"), name="now"),
    path("staff/helping/<str:key>/part/<int:part>/", with_person(person.part_page), name="part"),
    path("staff/helping/<str:key>/check/", with_person(person.check_page), name="check"),
    path("staff/helping/<str:key>/hand-over/", with_person(handing_over.hand_over), name="hand-over"),
    path("staff/helping/<str:key>/sent/", at_desk(sent_page, "GET", "HEAD"), name="sent"),
    path("staff/helping/<str:key>/open/", at_desk(person.open_here, "POST"), name="open"),
    path("staff/helping/<str:key>/stop/", at_desk(person.stop, "POST"), name="stop"),
    *_places("<slug:service>/", "en"),
    *_places("<slug:service>/<lang:language>/", ""),
]
