"""The walk's own looks find what they are for: a page with every fault, and one with none."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.structure import order, structure

SOUND = """<!DOCTYPE html><html lang="en"><title>Sound</title><main>
<div class="govuk-error-summary" role="alert"><h2>There is a problem</h2><ul
class="govuk-error-summary__list"><li><a href="#a">Enter a name</a></li><li><a href="#b">Pick one</a></li>
</ul></div><h1>Title</h1><h2>Part</h2><h3>Less</h3><h2>Part</h2>
<div class="govuk-form-group"><label for="a">Name</label>
<p class="govuk-error-message" id="a-error">Error: Enter a name</p>
<input id="a" aria-describedby="a-error"></div>
<div class="govuk-form-group"><fieldset aria-describedby="b-error"><legend>Which?</legend>
<p class="govuk-error-message" id="b-error">Error: Pick one</p>
<input type="radio" id="b" name="b"><label for="b">This</label></fieldset></div>
<table><tr><th scope="col">One</th></tr><tr><td>1</td></tr></table></main></html>"""
FAULTS = {
    "not one h1": ("<h1>Title</h1>", ""),
    "a level is skipped": ("<h2>Part</h2><h3>", "<h3>"),
    "an empty heading": ("<h3>Less</h3>", "<h3></h3>"),
    "a heading stands before the h1": ("<h1>", "<h2>Before</h2><h1>"),
    "have the id a": ('<label for="a">', '<label for="a" id="a">'),
    "names nothing": ('aria-describedby="b-error"', 'aria-describedby="b-error c"'),
    "an order of its own for the Tab key": ('<input id="a"', '<input tabindex="2" id="a"'),
    "errors are not in the order": (
        '<li><a href="#a">Enter a name</a></li><li><a href="#b">Pick one</a></li>',
        '<li><a href="#b">Pick one</a></li><li><a href="#a">Enter a name</a></li>',
    ),
    "an error leads nowhere": ('href="#a"', 'href="#other"'),
    "an error is not tied to its field": (' aria-describedby="a-error"', ""),
    "an error that nothing names": (' id="b-error"', ""),
    "a table without headers": ('<tr><th scope="col">One</th></tr>', ""),
    "a table's header without its scope": (' scope="col"', ""),
    "a summary of errors without errors": ("govuk-error-summary__list", "other"),
}


def test_each_fault_is_found_and_a_sound_page_has_none(phone: Page) -> None:
    phone.set_content(SOUND)
    assert structure(phone) == []
    assert order(phone) == []
    for fault, (sound, broken) in FAULTS.items():
        assert sound in SOUND, fault
        phone.set_content(SOUND.replace(sound, broken, 1))
        assert any(fault in each for each in structure(phone)), (fault, structure(phone))


def test_what_stands_above_is_read_first(phone: Page) -> None:
    boxes = "<main><button>First</button><button>Second</button></main>"
    for style, wrong in (
        ("column", False),
        ("column-reverse", True),
        ("row", False),
        ("row-reverse", True),
    ):
        phone.set_content(f"<style>main{{display:flex;flex-direction:{style}}}</style>{boxes}")
        assert bool(order(phone)) == wrong, style
        rtl = f'<html dir="rtl"><style>main{{display:flex;flex-direction:{style}}}</style>{boxes}'
        phone.set_content(rtl)
        assert bool(order(phone)) == wrong, f"{style}, from right to left"
