"""The pages every service has without writing them, and the list of services."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commonweal.office.catalogue import service as catalogue
from commonweal.office.pages.page import show
from commonweal.office.pages.site_languages import here_in_each, site_languages
from commonweal.office.pages.words import say
from commonweal.service.definition import Service


@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Every service offered here, and where each member of staff signs in."""
    if language not in site_languages():
        raise Http404
    services = []
    for offered in catalogue.offered():
        service = offered.folder.service
        words = service.words(language)
        spoken = language in service.languages
        services.append(
            {
                "name": words.name,
                "summary": words.summary,
                "demonstration": words.demonstration,
                "href": f"/{offered.slug}/{f'{language}/' if language != 'en' and spoken else ''}",
                "lang": _other(service, language),
            }
        )
    return show(
        request,
        "pages/built_in/home.html",
        language=language,
        title=say(language, "home_title"),
        services=services,
        languages=here_in_each(""),
    )


@require_safe
def built_in(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """One of the built-in pages, in a language."""
    if language not in site_languages():
        raise Http404
    contacts = []
    if name == "contact":
        for offered in catalogue.offered():
            words = offered.folder.service.words(language)
            contact = {key.replace(" ", "_"): text for key, text in words.contact.items()}
            contacts.append(
                {"service": words.name, "contact": contact, "lang": _other(offered.folder.service, language)}
            )
    return show(
        request,
        f"pages/built_in/{name}.html",
        language=language,
        title=say(language, f"{name}_title"),
        contacts=contacts,
        languages=here_in_each(name),
    )


def _other(service: Service, language: str) -> str:
    """The language that a service is shown in, where it is not the page's own."""
    return "" if language in service.languages else service.languages[0]
