"""What makes a page clear to who does not see it, and axe does not look at.

Headings in order, an error led to and tied to its field, one id for one thing, no order of the Tab key but the
page's own, and a reading order that is the order on the screen.
"""

from __future__ import annotations

from playwright.sync_api import Page

STRUCTURE = """() => {
  const wrong = [];
  const shown = each => each.checkVisibility({visibilityProperty: true});
  const told = each => each.outerHTML.slice(0, 140);
  const heads = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].filter(shown);
  if (heads.filter(each => each.tagName === "H1").length !== 1) wrong.push("not one h1");
  const main = heads.filter(each => each.closest("main"));
  if (main.length && main[0].tagName !== "H1" && !main[0].closest("[role=alert], .govuk-error-summary, .govuk-notification-banner"))
    wrong.push("a heading stands before the h1: " + told(main[0]));
  const below = main.slice(main.findIndex(each => each.tagName === "H1"));
  below.forEach((each, at) => {
    if (at && +each.tagName[1] > +below[at - 1].tagName[1] + 1) wrong.push("a level is skipped: " + told(each));
    if (!each.textContent.trim()) wrong.push("an empty heading: " + told(each));
  });
  const ids = new Map();
  document.querySelectorAll("[id]").forEach(each => ids.set(each.id, (ids.get(each.id) || 0) + 1));
  for (const [id, times] of ids) if (times > 1) wrong.push(`${times} things have the id ${id}`);
  document.querySelectorAll("[aria-describedby],[aria-labelledby]").forEach(each => {
    for (const name of ["aria-describedby", "aria-labelledby"])
      for (const id of (each.getAttribute(name) || "").split(/\\s+/).filter(Boolean))
        if (!document.getElementById(id)) wrong.push(`${name} names nothing: ${told(each)}`);
  });
  document.querySelectorAll("[tabindex]").forEach(each => {
    if (+each.getAttribute("tabindex") > 0) wrong.push("an order of its own for the Tab key: " + told(each));
  });
  document.querySelectorAll(".govuk-error-summary__list a").forEach(link => {
    const place = document.querySelector(`[id="${decodeURIComponent(link.hash.slice(1))}"]`);
    if (!place) { wrong.push("an error leads nowhere: " + told(link)); return; }
    const described = [place, place.closest("fieldset"), place.closest(".govuk-form-group")?.querySelector("fieldset")]
      .filter(Boolean).flatMap(each => (each.getAttribute("aria-describedby") || "").split(/\\s+/));
    const said = described.map(id => id && document.getElementById(id)?.textContent).filter(Boolean);
    if (place.matches("input,select,textarea") && !said.some(each => each.includes(link.textContent.trim().replace(/^\\d+[a-z]?\\. /, ""))))
      wrong.push("an error is not tied to its field: " + told(place));
  });
  if (document.querySelector(".govuk-error-summary") && !document.querySelector(".govuk-error-summary__list"))
    wrong.push("a summary of errors without errors");
  document.querySelectorAll(".govuk-error-message").forEach(each => {
    if (shown(each) && !each.id) wrong.push("an error that nothing names: " + told(each));
  });
  document.querySelectorAll("table").forEach(each => {
    if (!each.querySelector("th")) wrong.push("a table without headers: " + told(each));
    each.querySelectorAll("th").forEach(th => {
      if (!th.scope) wrong.push("a table's header without its scope: " + told(th));
    });
  });
  return wrong;
}"""

ORDER = """() => {
  const right = getComputedStyle(document.body).direction === "rtl";
  const all = [...document.querySelectorAll("h1,h2,h3,h4,a[href],button,input,select,textarea,summary,legend,dt,dd,th,td")]
    .filter(each => each.checkVisibility({visibilityProperty: true}) && each.type !== "hidden"
      && !each.closest("[role=region], dialog, details:not([open]) > :not(summary)")
      && !/absolute|fixed/.test(getComputedStyle(each).position))
    .map(each => [each, each.getBoundingClientRect()])
    .filter(([each, box]) => box.width > 1 && box.height > 1);
  const wrong = [];
  for (let at = 1; at < all.length; at++) {
    const [before, was] = all[at - 1], [each, box] = all[at];
    if (before.contains(each)) continue;
    const above = box.bottom <= was.top + 1;
    const beside = box.top < was.bottom - 4 && was.top < box.bottom - 4;
    const backwards = beside && (right ? box.left >= was.right - 1 : box.right <= was.left + 1);
    if (above || backwards)
      wrong.push(`read after what it stands before: ${before.outerHTML.slice(0, 90)} | ${each.outerHTML.slice(0, 90)}`);
  }
  return wrong.slice(0, 3);
}"""


def structure(page: Page) -> list[str]:
    """What is wrong with headings, errors, ids, tables and the order of the Tab key."""
    return list(page.evaluate(STRUCTURE))


def order(page: Page) -> list[str]:
    """Things that are read before what stands above them; the page must be one column wide."""
    return list(page.evaluate(ORDER))
