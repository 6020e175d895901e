"""Shows a page: a template with what every page needs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines


def show(
    request: HttpRequest, template: str, *, status: int = 200, language: str = "en", **context: Any
) -> HttpResponse:
    """Render a page in a language ("en" or "cy") with its status."""
    html = engines["jinja2"].get_template(template).render({"language": language, **context}, request)
    return HttpResponse(html, status=status)
