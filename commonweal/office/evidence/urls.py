"""Addresses of evidence: the sender's in English and, after `cy/`, in Welsh; and the staff's."""

from django.urls import URLPattern, path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.visit import visiting
from commonweal.office.evidence.views.looking import file, verdict
from commonweal.office.evidence.views.sending import done, evidence, otherwise, uploading

app_name = "evidence"

_send = uploading(evidence)
_done = visiting(done, application=False, methods=("POST",))
_otherwise = visiting(otherwise, application=False, methods=("POST",))


def _places(prefix: str, language: str) -> list[URLPattern]:
    of = {"language": language} if language else {}
    suffix = "" if language else "-in"
    return [
        path(f"{prefix}evidence", _send, of, name=f"send{suffix}"),
        path(f"{prefix}evidence/done", _done, of, name=f"done{suffix}"),
        path(f"{prefix}evidence/otherwise", _otherwise, of, name=f"otherwise{suffix}"),
        path(f"{prefix}evidence/<str:secret>", _send, of, name=f"link{suffix}"),
        path(f"{prefix}evidence/<str:secret>/done", _done, of, name=f"link-done{suffix}"),
        path(f"{prefix}evidence/<str:secret>/otherwise", _otherwise, of, name=f"link-otherwise{suffix}"),
    ]


urlpatterns = [
    path("staff/cases/<str:reference>/sent/<int:number>/file", file, name="file"),
    path("staff/cases/<str:reference>/sent/<int:number>/verdict/", verdict, name="verdict"),
    *_places("<slug:service>/", "en"),
    *_places("<slug:service>/<lang:language>/", ""),
]
