"""Addresses of the home page and the built-in pages, in English and, under `/cy/`, in Welsh."""

from django.urls import URLPattern, path

from commonweal.office.pages.feedback import feedback
from commonweal.office.pages.views import built_in, home

app_name = "pages"
NAMES = ("accessibility", "contact", "cookies", "privacy")


def _places(prefix: str, language: str) -> list[URLPattern]:
    suffix = "" if language == "en" else f"-{language}"
    return [
        path(prefix, home, {"language": language}, name=f"home{suffix}"),
        path(f"{prefix}feedback", feedback, {"language": language}, name=f"feedback{suffix}"),
        *(
            path(f"{prefix}{name}", built_in, {"language": language, "name": name}, name=f"{name}{suffix}")
            for name in NAMES
        ),
    ]


urlpatterns = [*_places("", "en"), *_places("cy/", "cy")]
