"""Addresses of help near you."""

from django.urls import URLPattern, path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.visit import visiting
from commonweal.office.places.views import find

app_name = "places"

_find = visiting(find, application=False)

urlpatterns: list[URLPattern] = [
    path("<slug:service>/help-near-you", _find, {"language": "en"}, name="find"),
    path("<slug:service>/<lang:language>/help-near-you", _find, name="find-in"),
]
