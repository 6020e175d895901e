"""Addresses of the home page and built-in pages, in English and, after `cy/` or another, in that language."""

from django.urls import URLPattern, path

from commonweal.office.pages import language_path  # noqa: F401 (registers the converter)
from commonweal.office.pages.feedback import feedback
from commonweal.office.pages.views import built_in, home

app_name = "pages"
NAMES = ("accessibility", "contact", "cookies", "privacy")


def _places(prefix: str, language: dict[str, str], suffix: str) -> list[URLPattern]:
    return [
        path(prefix, home, language, name=f"home{suffix}"),
        path(f"{prefix}feedback", feedback, language, name=f"feedback{suffix}"),
        *(
            path(f"{prefix}{name}", built_in, language | {"name": name}, name=f"{name}{suffix}")
            for name in NAMES
        ),
    ]


urlpatterns = [*_places("", {"language": "en"}, ""), *_places("<lang:language>/", {}, "-in")]
