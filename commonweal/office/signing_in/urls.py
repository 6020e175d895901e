"""Addresses of signing in with the provider."""

from django.urls import URLPattern, path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.visit import visiting
from commonweal.office.signing_in import views

app_name = "signing_in"

_sign_in = visiting(views.sign_in, application=False, methods=("GET",))
_yours = visiting(views.your_applications, application=False)
_sign_out = visiting(views.sign_out, application=False, methods=("POST",))


def _places(prefix: str, language: str) -> list[URLPattern]:
    of = {"language": language} if language else {}
    suffix = "" if language else "-in"
    return [
        path(f"{prefix}sign-in", _sign_in, of, name=f"sign-in{suffix}"),
        path(f"{prefix}your-applications", _yours, of, name=f"yours{suffix}"),
        path(f"{prefix}sign-out", _sign_out, of, name=f"sign-out{suffix}"),
    ]


urlpatterns = [
    path("signed-in", views.back, name="back"),
    path("staff/single-sign-on", views.staff_sign_in, name="staff"),
    path("staff/single-sign-on/back", views.staff_back, name="staff-back"),
    *_places("<slug:service>/", "en"),
    *_places("<slug:service>/<lang:language>/", ""),
]
