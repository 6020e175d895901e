"""How a paper form and a phone script look: black on white, one column: every photocopier can copy it."""

from __future__ import annotations

from typing import Final

from commonweal.office.letters.stylesheet import page_counter

STANDARD: Final = 12
LARGE: Final = 18

_FORM: Final = """
@page { size: A4; margin: 14mm 16mm 20mm 16mm;
  @bottom-left { font: FOOTpt SANS; content: string(code) }
  @bottom-right { font: FOOTpt SANS;
    content: PAGE_OF } }
html { font: SIZEpt/1.4 SANS; color: #000; background: #fff }
body { margin: 0; overflow-wrap: anywhere }
h1 { font-size: 1.7em; line-height: 1.2; margin: 0 0 .4em }
h2 { font-size: 1.3em; line-height: 1.25; margin: 1.2em 0 .5em; border-block-end: .6mm solid #000;
  padding-block-end: .15em; break-after: avoid }
h3 { font-size: 1em; line-height: 1.3; margin: 0 0 .15em; break-after: avoid }
h4 { font-size: 1em; margin: .8em 0 .3em; break-after: avoid }
h5 { font-size: 1em; line-height: 1.3; margin: 0 0 .15em; break-after: avoid }
p { margin: 0 0 .5em; orphans: 2; widows: 2 }
ul, ol { margin: 0 0 .6em; padding-inline-start: 1.4em }
li { margin: 0 0 .15em }
a { color: inherit }
.top { display: flex; justify-content: space-between; gap: 6mm }
.owner { font-weight: bold; margin: 0 0 .3em }
.code { text-align: center; width: 34mm; flex: none; font-size: .85em }
.code img { width: 28mm; height: 28mm }
.code p { margin: 0; string-set: code content() }
.demonstration { border: .4mm solid #000; padding: 1mm 2mm; margin: 0 0 .8em }
.office { border: .6mm solid #000; padding: 2mm 3mm; margin: 0 0 1em; break-inside: avoid }
.office h2 { border: 0; font-size: 1em; margin: 0 0 .3em; padding: 0 }
.question { break-inside: avoid; margin: 0 0 1.1em }
h3, h5 { padding-inline-start: 2.2em; text-indent: -2.2em }
.number { display: inline-block; min-width: 2.2em; text-indent: 0 }
.hint { margin: 0 0 .3em }
.before { font-weight: bold; margin: 0 0 .3em }
.after { font-weight: bold; margin: .3em 0 0 }
.answer { margin-inline-start: 2.2em }
.item { border: .4mm solid #000; padding: 2mm 3mm 0; margin: 0 0 .8em; break-inside: avoid }
.item h4 { margin: 0 0 .4em }
ul.ticks { list-style: none; padding: 0; margin: .2em 0 0 }
ul.ticks.row { display: flex; flex-wrap: wrap; gap: 0 1.6em }
ul.ticks li { margin: 0 0 .3em; break-inside: avoid; display: flex; align-items: flex-start; gap: .6em }
.box { display: inline-block; flex: none; box-sizing: border-box; width: 1.6em; height: 1.6em;
  border: .35mm solid #000; text-align: center; line-height: 1.5em; font-weight: bold; background: #fff;
  vertical-align: top }
ul.ticks li > span:last-child { flex: 1 } ul.ticks.row li > span:last-child { flex: none }
.then { font-weight: bold }
.label { margin: .4em 0 .1em }
.boxes { display: flex; flex-wrap: wrap; gap: 1em; margin: 0; direction: ltr }
[dir=rtl] .boxes, [dir=rtl] .money { direction: ltr; justify-content: flex-end }
.boxes .group { display: block } .boxes .caption { display: block; font-size: .85em }
.boxes .box { width: 1.9em; height: 2.1em; line-height: 2em; margin-inline-end: -.35mm }
.line { border-block-end: .35mm solid #000; min-height: 2em; display: block; padding: .5em .2em 0 }
.line.short { width: 14em; flex: none }
.beside { display: flex; align-items: flex-end; gap: .5em; flex-wrap: wrap; margin: .2em 0 .5em }
.beside .line { min-height: 1.5em }
.lines .line { height: 2.2em }
.full { white-space: pre-wrap; border: .35mm solid #000; padding: .3em .5em; min-height: 3em }
.sign { break-inside: avoid }
.sign .line { min-height: 3em }
.said { margin: 0 0 .25em } .spoken { font-weight: bold }
.places { margin: 0; padding: 0; list-style: none } .places li { break-inside: avoid; margin: 0 0 .6em }
.map { display: block; width: 100%; max-width: 120mm; height: auto; border: .3mm solid #000 }
.skip { display: none }
@media print { a[href^="http"]::after { content: " (" attr(href) ")" } }
@media screen {
  html { font-size: SCREENpx } body { max-width: 46rem; margin: 0 auto; padding: 1rem }
  .skip { display: block; margin: 0 0 1rem }
  .skip a { display: inline-block; padding: .3rem 0; margin-inline-end: 1.5rem }
  a:focus { outline: 3px solid #000; background: #fd0; color: #000 }
}
@media screen and (max-width: 40em) {
  .top { display: block } .code { margin: 0 0 1rem } .answer { margin-inline-start: 0 }
  .boxes { gap: .5em } .boxes .box { width: 1.35em } .line.short { width: 100% }
}
"""


def form_css(*, large: bool, page: str) -> str:
    """The style of a form. `page` are the words of a page number, such as "Page {page} of {pages}"."""
    sans = (
        '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif'
    )
    css = _FORM.replace("SANS", sans).replace("SIZE", str(LARGE if large else STANDARD))
    css = css.replace("FOOT", "16" if large else "10")
    return css.replace("SCREEN", "27" if large else "19").replace("PAGE_OF", page_counter(page))
