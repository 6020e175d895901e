// What is wrong with a page's headings, ids, descriptions, errors, tables and order of the Tab key.
() => {
  const wrong = [];
  const shown = each => each.checkVisibility({visibilityProperty: true});
  const told = each => each.outerHTML.slice(0, 140);
  const heads = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].filter(shown);
  if (heads.filter(each => each.tagName === "H1").length !== 1) wrong.push("not one h1");
  const main = heads.filter(each => each.closest("main"));
  const first = main.findIndex(each => each.tagName === "H1");
  const announced = "[role=alert], .govuk-error-summary, .govuk-notification-banner";
  main.slice(0, Math.max(first, 0)).filter(each => !each.closest(announced))
    .forEach(each => wrong.push("a heading stands before the h1: " + told(each)));
  const below = main.slice(first);
  below.forEach((each, at) => {
    if (at && +each.tagName[1] > +below[at - 1].tagName[1] + 1) wrong.push("a level is skipped: " + told(each));
    if (!each.textContent.trim()) wrong.push("an empty heading: " + told(each));
  });
  const ids = new Map();
  document.querySelectorAll("[id]").forEach(each => ids.set(each.id, (ids.get(each.id) || 0) + 1));
  for (const [id, times] of ids) if (times > 1) wrong.push(`${times} things have the id ${id}`);
  document.querySelectorAll("[aria-describedby],[aria-labelledby]").forEach(each => {
    for (const name of ["aria-describedby", "aria-labelledby"])
      for (const id of (each.getAttribute(name) || "").split(/\s+/).filter(Boolean))
        if (!document.getElementById(id)) wrong.push(`${name} names nothing: ${told(each)}`);
  });
  document.querySelectorAll("[tabindex]").forEach(each => {
    if (+each.getAttribute("tabindex") > 0) wrong.push("an order of its own for the Tab key: " + told(each));
  });
  const led = [...document.querySelectorAll(".govuk-error-summary__list a")]
    .map(link => document.querySelector(`[id="${decodeURIComponent(link.hash.slice(1))}"]`)).filter(Boolean);
  led.forEach((place, at) => {
    if (at && led[at - 1].compareDocumentPosition(place) & Node.DOCUMENT_POSITION_PRECEDING)
      wrong.push("errors are not in the order of their fields: " + told(place));
  });
  document.querySelectorAll(".govuk-error-summary__list a").forEach(link => {
    const place = document.querySelector(`[id="${decodeURIComponent(link.hash.slice(1))}"]`);
    if (!place) { wrong.push("an error leads nowhere: " + told(link)); return; }
    const described = [place, place.closest("fieldset"), place.closest(".govuk-form-group")?.querySelector("fieldset")]
      .filter(Boolean).flatMap(each => (each.getAttribute("aria-describedby") || "").split(/\s+/));
    const said = described.map(id => id && document.getElementById(id)?.textContent).filter(Boolean);
    if (place.matches("input,select,textarea") && !said.some(each => each.includes(link.textContent.trim().replace(/^\d+[a-z]?\. /, ""))))
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
}
