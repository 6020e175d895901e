"""Addresses of forms and scripts."""

from django.urls import URLPattern, path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.visit import visiting
from commonweal.office.paper import views

app_name = "paper"

_choose = visiting(views.choose, application=False, methods=("GET",))
_blank = visiting(views.blank, application=False, methods=("GET",))
_own = visiting(views.own_form, application=False, methods=("GET",))


def _places(prefix: str, language: str) -> list[URLPattern]:
    of = {"language": language} if language else {}
    return [
        path(f"{prefix}paper", _choose, of),
        path(f"{prefix}paper/<str:file>", _blank, of),
        path(f"{prefix}confirmation/<str:reference>/form.pdf", _own, of),
    ]


urlpatterns = [
    path("staff/cases/<str:reference>/form.pdf", views.case_form, name="case-form"),
    path("staff/phone-script/<slug:service>/", views.script, name="script"),
    path("staff/phone-script/<slug:service>/<str:language>/", views.script, name="script-in"),
    *_places("<slug:service>/", "en"),
    *_places("<slug:service>/<lang:language>/", ""),
]
