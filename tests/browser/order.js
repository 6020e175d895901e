// Things that are read before what stands above them, or before it in the line. For a page one column wide:
// what scrolls sideways on its own, and what is laid over its place (a radio), is left out.
() => {
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
}
