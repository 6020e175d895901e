"""Finds English on a page in Welsh: sentences that are the same as on the page's English twin."""

from __future__ import annotations

import html
import re

from lxml import html as pages

ALLOWED = (
    # Names of things, which are not translated.
    "Commonweal",
    "Council Tax Support team",
    "Siân Lloyd",
    "Siân Test-Person",
    "Test Street",
    "High Street",
    "Most Compatible",
    "QQ 12 34 56 C",
    "M33 7ZF",
    "I send this from a test",
    "That is all",
    "Thank you",
)
_SPOKEN = ("alt", "aria-label", "placeholder", "title")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|application/\S+|(?:[0-9A-Z]{3,4}-){2}[0-9A-Z]{3}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BLOCKS = (
    *("p", "li", "h1", "h2", "h3", "h4", "h5", "td", "th", "dt", "dd", "label", "legend", "button", "a"),
    *("span", "summary", "caption", "title", "option", "div"),
)


def english_left(english: str, welsh: str) -> list[str]:
    """Each sentence of three words or more that both pages say; what is marked as English may be."""
    same = sentences(english) & sentences(welsh)
    return sorted(each for each in same if not _is_a_name(each))


def sentences(page: str) -> set[str]:
    """What a page says, sentence by sentence, its spoken attributes too."""
    if not page.strip():
        return set()
    root = pages.fromstring(page)
    for element in root.xpath("//script | //style | //*[@lang='en' and not(self::html)]"):
        element.drop_tree()
    said = [value for name in _SPOKEN for value in root.xpath(f"//@{name}")]
    for block in root.xpath("//*[" + " or ".join(f"self::{name}" for name in _BLOCKS) + "]"):
        said.append(" ".join(part for part in block.xpath("text()")))
        if block.tag in ("p", "li", "td", "button", "label"):
            said.append(" ".join(block.itertext()))
    if root.tag not in ("html", "main"):
        said.append(" ".join(root.itertext()))
    found = set()
    for text in said:
        for sentence in re.split(r"(?<=[.!?:;])\s+|\n", html.unescape(text)):
            plain = " ".join(sentence.split()).strip(" .,:;!?“”‘’()")
            if len(_WORD.findall(plain)) >= 3:
                found.add(plain)
    return found


def _is_a_name(sentence: str) -> bool:
    left = _ADDRESS.sub("", sentence)
    for name in ALLOWED:
        left = left.replace(name, "")
    return len(_WORD.findall(left)) < 3
