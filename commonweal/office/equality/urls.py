"""The address of the equality questions, in English and, after `cy/`, in Welsh."""

from django.urls import path

from commonweal.office.applying.visit import visiting
from commonweal.office.equality.views import equality

app_name = "equality"
_equality = visiting(equality)

urlpatterns = [
    path("<slug:service>/equality", _equality, {"language": "en"}, name="questions"),
    path("<slug:service>/cy/equality", _equality, {"language": "cy"}, name="questions-cy"),
]
