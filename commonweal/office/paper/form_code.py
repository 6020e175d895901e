"""The code on a printed form: which version of which service it was printed from.

Twelve characters of the version's content hash, in fours, so that a form can be keyed years later with the
very questions that are on it. The square beside it holds the same code.
"""

from __future__ import annotations

import base64
import io
import re

import segno

LENGTH = 12
_CODE = re.compile(r"[0-9A-F]{12}", re.ASCII)


def form_code(content_hash: str) -> str:
    """`3F9A-1C22-D07E` for a version's content hash."""
    start = content_hash[:LENGTH].upper()
    return "-".join(start[place : place + 4] for place in range(0, LENGTH, 4))


def parse_form_code(text: str) -> str | None:
    """The start of a content hash that a typed or scanned code stands for; None where it is no code.

    Spaces, hyphens and small letters do not matter; O is read as 0 and I as 1, for neither is in a code.
    """
    if len(text) > 60:
        return None
    tidy = re.sub(r"[\s\-–]", "", text).upper().replace("O", "0").replace("I", "1").replace("L", "1")
    return tidy.lower() if _CODE.fullmatch(tidy) else None


def square(text: str) -> str:
    """A QR code (ISO/IEC 18004, error correction M) of a text, as a data: address of an SVG image."""
    held = io.BytesIO()
    segno.make(text, error="m", micro=False).save(held, kind="svg", border=4, xmldecl=False, svgns=True)
    return "data:image/svg+xml;base64," + base64.b64encode(held.getvalue()).decode()
