"""The address of the equality questions, in English and, after `cy/` or another, in that language."""

from django.urls import path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.visit import visiting
from commonweal.office.equality.views import equality

app_name = "equality"
_equality = visiting(equality)

urlpatterns = [
    path("<slug:service>/equality", _equality, {"language": "en"}, name="questions"),
    path("<slug:service>/<lang:language>/equality", _equality, name="questions-in"),
]
