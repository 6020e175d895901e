"""One letter in the forms that people can read: large print, to be listened to, and read to them by staff."""

from __future__ import annotations

import re
from typing import Final

from commonweal.office.letters.models import Letter
from commonweal.office.letters.pdf import html_to_pdf
from commonweal.office.letters.writing import body_of

# RNIB's "clear print" calls 16 to 18 points large print; the address keeps to the window's size.
LARGE: Final = """<style>
html { font-size: 18pt; line-height: 1.5 }
h1 { font-size: 24pt } h2 { font-size: 21pt } h3 { font-size: 18pt } table { font-size: 17pt }
.head { font-size: 11pt }
</style>"""
_ROW = re.compile(r"<tr>(.*?)</tr>", re.S)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.S)
_TABLE = re.compile(r"<table.*?</table>", re.S)
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.S)


def large_print(letter: Letter) -> bytes:
    """The letter as a tagged PDF in 18 point."""
    html = letter.html.replace("</head>", f"{LARGE}</head>", 1)
    return html_to_pdf(html, title=letter.title, language=letter.language)


def to_listen_to(letter: Letter) -> str:
    """The letter's words for a page, its tables as sentences: cells are hard to follow by ear."""

    def sentences(found: re.Match[str]) -> str:
        caption = _CAPTION.search(found[0])
        said = [f"<p>{caption[1]}:</p>"] if caption else []
        for row in _ROW.findall(found[0]):
            cells = [cell.strip() for cell in _CELL.findall(row) if cell.strip()]
            if cells and '<th scope="col"' not in row:
                said.append(f"<p>{_as_sentence(cells)}</p>")
        return "".join(said)

    return _TABLE.sub(sentences, body_of(letter.html))


def _as_sentence(cells: list[str]) -> str:
    """The cells of a row with a pause between them; one that ends as a sentence does needs no other mark."""
    said = cells[0]
    for cell in cells[1:]:
        said += f" {cell}" if said.endswith((".", ":", "؟", "۔")) else f": {cell}"
    return said if said.endswith((".", "۔")) else f"{said}."


def to_read_aloud(letter: Letter) -> list[str]:
    """The letter as staff read it on the phone: a line at a time, without marks that only the eye needs."""
    lines = []
    for line in letter.text.splitlines():
        plain = re.sub(r"^[#>\-*\s|]+|[*_|]+", " ", line)
        if plain := " ".join(plain.split()):
            lines.append(plain)
    return lines
