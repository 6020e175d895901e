"""Addresses of the applicant's side: the same places in English and, after `cy/` or another, in that."""

from django.urls import URLPattern, path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.views.add_to_list import remove
from commonweal.office.applying.views.check import check_answers
from commonweal.office.applying.views.confirmation import confirmation, pdf
from commonweal.office.applying.views.leave import leave
from commonweal.office.applying.views.question import page
from commonweal.office.applying.views.start import begin, start_page
from commonweal.office.applying.visit import visiting

app_name = "applying"

_question = visiting(page)
_check = visiting(check_answers)
_begin = visiting(begin, application=False, methods=("POST",))
_start_page = visiting(start_page, application=False, methods=("GET",))
_remove = visiting(remove)
_leave = visiting(leave)
_confirmation = visiting(confirmation, application=False, methods=("GET",))
_pdf = visiting(pdf, application=False, methods=("GET",))


def _places(prefix: str, language: str) -> list[URLPattern]:
    of = {"language": language} if language else {}
    suffix = "" if language else "-in"
    return [
        path(f"{prefix}apply/", _question, of, name=f"apply{suffix}"),
        path(f"{prefix}apply/<path:address>", _question, of, name=f"question{suffix}"),
        path(f"{prefix}check-answers", _check, of, name=f"check{suffix}"),
        path(f"{prefix}start", _begin, of, name=f"begin{suffix}"),
        path(prefix, _start_page, of, name=f"start{suffix}"),
        path(f"{prefix}remove/<slug:name>/<int:number>", _remove, of, name=f"remove{suffix}"),
        path(f"{prefix}leave", _leave, of, name=f"leave{suffix}"),
        path(f"{prefix}confirmation/<str:reference>", _confirmation, of, name=f"confirmation{suffix}"),
        path(f"{prefix}confirmation/<str:reference>/application.pdf", _pdf, of, name=f"pdf{suffix}"),
    ]


urlpatterns = [*_places("<slug:service>/", "en"), *_places("<slug:service>/<lang:language>/", "")]
