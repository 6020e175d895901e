"""The built styles, script and pictures by their plain names: `asset("public.css")` gives the address.

The front-end's build names each file by its content's hash and writes `manifest.json` beside them, so
that a browser may keep a file for a year and still never see an old one.
"""

import json
from functools import cache
from pathlib import Path

from django.conf import settings

BUILT = Path(__file__).resolve().parent.parent / "static" / "built"


class NotBuilt(RuntimeError):
    """The front-end has not been built, or does not hold what a page asks for."""


@cache
def _files() -> dict[str, str]:
    try:
        text = (BUILT / "manifest.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotBuilt("The front-end is not built: run `make frontend/.built`") from None
    files: dict[str, str] = json.loads(text)["files"]
    return files


def asset(name: str) -> str:
    """The address of a built file by its plain name (`public.css`). Raises NotBuilt."""
    try:
        return f"{settings.STATIC_URL}built/{_files()[name]}"
    except KeyError:
        raise NotBuilt(f"The front-end's build has no {name}: run `make frontend/.built`") from None
