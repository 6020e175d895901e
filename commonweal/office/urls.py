"""Every address of the site, in the order they are tried; an app's own are in its `urls.py`."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from commonweal.office.health import health

urlpatterns: list[URLPattern | URLResolver] = [path("health", health)]

# Addresses under /staff/ come before the service's own, whose first part is any word.
for app in ("accounts", "casework", "letters", "pages", "applying"):
    module = f"commonweal.office.{app}.urls"
    if find_spec(module):
        urlpatterns.append(path("", include(module)))

handler400 = "commonweal.office.pages.errors.bad_request"
handler403 = "commonweal.office.pages.errors.forbidden"
handler404 = "commonweal.office.pages.errors.not_found"
handler500 = "commonweal.office.pages.errors.server_error"
