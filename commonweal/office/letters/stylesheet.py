"""How a letter looks, on paper and on a screen.

The address stands where the window of a DL envelope shows it when an A4 sheet is folded in three:
24.6 mm from the left edge and 39.5 mm to 66.3 mm from the top, nothing else within (the zone that Royal
Mail and GOV.UK Notify print to).
"""

from __future__ import annotations

import re
from typing import Final

from commonweal.office.letters.words import WORDS

_CSS: Final = """
@page { size: A4; margin: 15mm 20mm 22mm 20mm;
  @bottom-left { font: 9pt "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans Arabic",
    sans-serif; color: #383f43; content: string(footing) }
  @bottom-right { font: 9pt "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans Arabic",
    sans-serif; color: #383f43;
    content: PAGE_OF } }
html { font: 12pt/1.35 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans Arabic",
    "DejaVu Sans", sans-serif;
  color: #0b0c0c; background: #fff }
body { margin: 0 }
h1 { font-size: 17pt; line-height: 1.25; margin: 0 0 4mm }
h2 { font-size: 13.5pt; line-height: 1.25; margin: 6mm 0 1.5mm; break-after: avoid }
h3 { font-size: 12pt; margin: 5mm 0 1mm; break-after: avoid }
p { margin: 0 0 3mm; orphans: 3; widows: 3 }
ul, ol { margin: 0 0 3mm; padding-inline-start: 6mm }
li { margin: 0 0 1mm }
blockquote { margin: 0 0 3mm; padding: 2mm 4mm; border-inline-start: 1.5mm solid #b1b4b6 }
a { color: inherit }
table { border-collapse: collapse; width: 100%; margin: 0 0 4mm; font-size: 11pt }
caption { text-align: start; font-weight: bold; margin: 0 0 1.5mm }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { text-align: start; vertical-align: top; padding-block: 1.1mm; padding-inline: 0 3mm;
  border-bottom: 0.2mm solid #b1b4b6; overflow-wrap: anywhere }
tbody th { font-weight: normal }
thead th { border-bottom: 0.5mm solid #0b0c0c }
.head { display: flex; justify-content: space-between; margin: 0 0 8mm }
.sender { width: 96mm }
.from { width: 92mm; height: 24.5mm; overflow-wrap: anywhere }
.from p { margin: 0; line-height: 1.2; continue: discard; block-ellipsis: auto }
.owner { font-size: 14pt; font-weight: bold; max-lines: 2 }
.department { font-size: 11pt; max-lines: 2 }
.to { margin: 0 0 0 4.6mm; width: 90mm; height: 26.8mm; overflow: hidden; font-style: normal;
  font-size: 10pt; line-height: 4.4mm }
.to span { display: block; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
[dir=rtl] .head { direction: ltr } [dir=rtl] .head > * { direction: rtl }
[dir=rtl] .to span { text-align: left }
[dir=rtl] body { line-height: 1.6 }
.beside { width: 68mm; overflow-wrap: anywhere }
.notice { min-height: 24.5mm }
.demonstration { font-size: 9pt; margin: 0 0 3mm; padding: 1.5mm 2mm; border: 0.3mm solid #0b0c0c;
  line-height: 1.3 }
.particulars { font-size: 9.5pt; line-height: 1.3; margin: 0 }
.particulars p { margin: 0 0 0.8mm }
.reference { string-set: footing content() }
.outcome { border-inline-start: 1.5mm solid #0b0c0c; padding: 2mm 4mm }
.fixed { table-layout: fixed }
.number { width: 9mm; overflow-wrap: normal } .authority { width: 36% }
.small { font-size: 10.5pt }
@media screen {
  html { font-size: 19px; background: #f3f2f1 }
  body { max-width: 42rem; margin: 1.5rem auto; padding: 1.5rem; background: #fff; border: 1px solid #b1b4b6 }
  .head { display: block; margin-bottom: 1.5rem }
  .sender, .beside, .from, .to { width: auto; height: auto }
  .from, .notice { min-height: 0; margin-bottom: 1rem }
  .demonstration { display: inline-block; font-size: 1rem }
  .to { margin: 0 0 1rem; font-size: 1.1875rem; line-height: 1.4 } .to span { white-space: normal }
  .particulars { font-size: 1rem } table { font-size: 1rem } .small { font-size: 1rem }
  h1 { font-size: 1.7rem } h2 { font-size: 1.3rem } h3 { font-size: 1.1rem }
}
@media screen and (max-width: 40em) {
  body { margin: 0; border: 0; padding: 1rem } html { font-size: 17px } .number { display: none }
}
"""


def letter_css(language: str) -> str:
    """The style of a letter in a language: its pages are numbered in that language's words."""
    return _CSS.replace("PAGE_OF", page_counter(str(WORDS[language]["page of"])))


def page_counter(words: str) -> str:
    """CSS content for "Page {page} of {pages}", in whichever order a language says them."""
    parts = re.split(r"\{(pages?)\}", words.replace("\\", "").replace('"', ""))
    return " ".join(f"counter({part})" if place % 2 else f'"{part}"' for place, part in enumerate(parts))
