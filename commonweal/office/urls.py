"""Every address of the site, in the order they are tried; an app's own are in its `urls.py`."""

from django.urls import URLPattern, URLResolver, include, path

from commonweal.office.health import health

# Addresses under /staff/ come before the service's own, whose first part is any word.
urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health),
    path("", include("commonweal.office.accounts.urls")),
    path("", include("commonweal.office.signing_in.urls")),
    path("", include("commonweal.office.casework.urls")),
    path("", include("commonweal.office.drafting.urls")),
    path("", include("commonweal.office.letters.urls")),
    path("", include("commonweal.office.messages.urls")),
    path("", include("commonweal.office.measures.urls")),
    path("", include("commonweal.office.keying.urls")),
    path("", include("commonweal.office.helping.urls")),
    path("", include("commonweal.office.paper.urls")),
    path("", include("commonweal.office.impact.urls")),
    path("", include("commonweal.office.places.urls")),
    path("", include("commonweal.office.pages.urls")),
    path("", include("commonweal.office.returning.urls")),
    path("", include("commonweal.office.status.urls")),
    path("", include("commonweal.office.evidence.urls")),
    path("", include("commonweal.office.telling.urls")),
    path("", include("commonweal.office.equality.urls")),
    path("", include("commonweal.office.applying.urls")),
]

handler400 = "commonweal.office.pages.errors.bad_request"
handler403 = "commonweal.office.pages.errors.forbidden"
handler404 = "commonweal.office.pages.errors.not_found"
handler500 = "commonweal.office.pages.errors.server_error"
