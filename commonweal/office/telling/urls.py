"""Addresses of how people are told: theirs in English and, after `cy/`, in Welsh; and the staff's."""

from django.urls import URLPattern, path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.visit import visiting
from commonweal.office.telling.views.choosing import contact, large, listen
from commonweal.office.telling.views.for_staff import contact as staff_contact
from commonweal.office.telling.views.for_staff import read_aloud

app_name = "telling"

_contact = visiting(contact, application=False)
_listen = visiting(listen, application=False, methods=("GET",))
_large = visiting(large, application=False, methods=("GET",))


def _places(prefix: str, language: str) -> list[URLPattern]:
    of = {"language": language} if language else {}
    suffix = "" if language else "-in"
    return [
        path(f"{prefix}how-we-write", _contact, of, name=f"contact{suffix}"),
        path(f"{prefix}status/letter/<int:number>/listen", _listen, of, name=f"listen{suffix}"),
        path(f"{prefix}status/letter/<int:number>/large.pdf", _large, of, name=f"large{suffix}"),
    ]


urlpatterns = [
    path("staff/cases/<str:reference>/contact/", staff_contact, name="staff-contact"),
    path("staff/cases/<str:reference>/letters/<int:number>/read-aloud/", read_aloud, name="read-aloud"),
    *_places("<slug:service>/", "en"),
    *_places("<slug:service>/<lang:language>/", ""),
]
