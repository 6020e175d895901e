"""Addresses of the status page, in English and, after `cy/`, in Welsh."""

from django.urls import URLPattern, path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.visit import visiting
from commonweal.office.status.views import letter, status

app_name = "status"

_status = visiting(status, application=False, methods=("GET",))
_letter = visiting(letter, application=False, methods=("GET",))


def _places(prefix: str, language: str) -> list[URLPattern]:
    of = {"language": language} if language else {}
    suffix = "" if language else "-in"
    return [
        path(f"{prefix}status", _status, of, name=f"status{suffix}"),
        path(f"{prefix}status/letter/<int:number>", _letter, of, name=f"letter{suffix}"),
    ]


urlpatterns = [*_places("<slug:service>/", "en"), *_places("<slug:service>/<lang:language>/", "")]
