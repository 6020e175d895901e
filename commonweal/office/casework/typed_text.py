"""Text as a member of staff typed it, made fit to keep and to print."""

from __future__ import annotations

import re
from typing import Final

# Control characters no font shows, and the marks that turn the order of what follows them about: in a
# letter or a record they could make words read as others.
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def typed_text(value: str) -> str:
    """The text with plain line ends, nothing that cannot be seen to turn it about, and no space round it."""
    return _NOT_TEXT.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
