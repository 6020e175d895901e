"""Addresses of saving and coming back, in English and, after `cy/`, in Welsh."""

from django.urls import URLPattern, path

import commonweal.office.pages.language_path  # noqa: F401 (makes `lang` known)
from commonweal.office.applying.visit import visiting
from commonweal.office.returning.views.come_back import again, asked, come_back, link
from commonweal.office.returning.views.save import close, save, save_address, saved

app_name = "returning"

_save = visiting(save)
_address = visiting(save_address)
_saved = visiting(saved, methods=("GET",))
_close = visiting(close, methods=("POST",))
_come_back = visiting(come_back, application=False)
_asked = visiting(asked, application=False, methods=("GET",))
_link = visiting(link, application=False)
_again = visiting(again, application=False, methods=("POST",))


def _places(prefix: str, language: str) -> list[URLPattern]:
    of = {"language": language} if language else {}
    suffix = "" if language else "-in"
    return [
        path(f"{prefix}save", _save, of, name=f"save{suffix}"),
        path(f"{prefix}save/done", _saved, of, name=f"saved{suffix}"),
        path(f"{prefix}save/close", _close, of, name=f"close{suffix}"),
        path(f"{prefix}save/<slug:kind>", _address, of, name=f"address{suffix}"),
        path(f"{prefix}return", _come_back, of, name=f"return{suffix}"),
        path(f"{prefix}return/asked", _asked, of, name=f"asked{suffix}"),
        path(f"{prefix}return/<str:secret>", _link, of, name=f"link{suffix}"),
        path(f"{prefix}return/<str:secret>/again", _again, of, name=f"again{suffix}"),
    ]


urlpatterns = [*_places("<slug:service>/", "en"), *_places("<slug:service>/<lang:language>/", "")]
