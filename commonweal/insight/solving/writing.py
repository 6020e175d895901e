"""The answer as files: a page with the trade-off as a picture and a table, each scheme's file, and a CSV."""

from __future__ import annotations

import csv
from html import escape
from pathlib import Path
from string import Template
from typing import Any, Final

from commonweal.insight.impact.amounts import money

from .objective import Measured
from .places import written
from .search import harm
from .solving import Found, Solution

HARM_WORDS: Final = {
    "total loss": "What households lose together, £ a year",
    "share losing": "Households that lose, %",
    "greatest loss": "What the household that loses most loses, £ a week",
}
_HERE: Final = Path(__file__).parent
_FONT: Final = "Liberation Sans, Helvetica, Arial, sans-serif"


def write_schemes(found: Found, folder: Path) -> list[Path]:
    """Write index.html, frontier.svg, schemes.csv and scheme-N.dmn; returns them, the page first."""
    folder.mkdir(parents=True, exist_ok=True)
    page, table = folder / "index.html", folder / "schemes.csv"
    files = [page, table]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_heading(found))
        writer.writerows(_row(found, each) for each in found.solutions)
    for each in found.solutions:
        path = folder / f"{each.name}.dmn"
        path.write_bytes(each.document)
        files.append(path)
    picture = frontier(found) if found.solutions else ""
    if picture:
        (folder / "frontier.svg").write_text(picture, encoding="utf-8")
        files.append(folder / "frontier.svg")
    page.write_text(_page(found, picture), encoding="utf-8")
    return files


def frontier(found: Found) -> str:
    """Cost against harm as SVG, each scheme a numbered point, today's cost a broken line."""
    import altair
    import vl_convert

    alt: Any = altair
    rows = [
        {"number": str(n), "cost": float(each.measured.cost), "harm": _harm(found, each.measured)}
        for n, each in enumerate(found.solutions, 1)
    ]
    costs = alt.Axis(format=",.0f", tickCount=6)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("cost:Q", title="Cost, £ a year", scale=alt.Scale(zero=False, nice=True), axis=costs),
        y=alt.Y("harm:Q", title=HARM_WORDS[found.problem.harm], axis=alt.Axis(format=",.0f")),
    )
    points = base.mark_circle(size=110, color="#0b4f4a", opacity=1)
    line = base.mark_line(color="#0b4f4a", strokeWidth=1.5)
    labels = base.mark_text(dx=10, dy=-10, fontSize=13, color="#12211f").encode(text="number:N")
    today = alt.Chart(alt.Data(values=[{"cost": float(found.today.cost)}]))
    rule = today.mark_rule(strokeDash=[6, 4], color="#12211f").encode(x="cost:Q")
    chart = alt.layer(line, points, labels, rule).properties(width=620, height=320)
    spec: dict[str, Any] = chart.configure(font=_FONT, background="#ffffff").to_dict(validate=False)
    return str(vl_convert.vegalite_to_svg(spec))


def _heading(found: Found) -> list[str]:
    names = [each.name for each in found.problem.moves]
    told = ("cost a year", "change of cost a year", "lost together a year", "households losing %")
    return ["scheme", *names, *told, "greatest loss a week", "greatest loss of a group %"]


def _row(found: Found, each: Solution) -> list[str]:
    measured = each.measured
    numbers = (
        measured.cost,
        measured.cost - found.today.cost,
        measured.total_loss,
        measured.losing * 100,
        measured.greatest_loss,
        measured.worst_group * 100,
    )
    values = (written(each.values[move.name]) for move in found.problem.moves)
    return [each.name, *values, *(f"{number:.2f}" for number in numbers)]


def _harm(found: Found, measured: Measured) -> float:
    return float(harm(found.problem, measured) * (100 if found.problem.harm == "share losing" else 1))


def _page(found: Found, picture: str) -> str:
    styles = ("standalone.css", "report.css")
    warning = "The population is synthetic: no row is a real household."
    return Template((_HERE / "page.html").read_text(encoding="utf-8")).substitute(
        title=escape(f"Schemes found: {found.population.name}"),
        style="\n".join((_HERE.parent / "impact" / each).read_text(encoding="utf-8") for each in styles),
        synthetic=f'<p class="synthetic"><strong>{warning}</strong></p>'
        if found.population.kind == "synthetic"
        else "",
        today=money(found.today.cost),
        tried=f"{found.tried:,}",
        within=f"{found.within:,}",
        asked=_items(_asked(found)),
        answer=_told(found, picture) if found.solutions else _none(found),
    )


def _items(texts: list[str]) -> str:
    return "".join(f"<li>{escape(each)}</li>" for each in texts)


def _asked(found: Found) -> list[str]:
    limits = found.problem.limits
    told = []
    for move in found.problem.moves:
        low, high, step, now = map(written, (move.low, move.high, move.step, move.now))
        told.append(f"{move.name}: from {low} to {high} in steps of {step}, today {now}")
    told += [f"in order: {' ≥ '.join(chain)}" for chain in found.problem.order]
    if limits.at_most is not None:
        told.append(f"the cost is at most {money(limits.at_most)} a year")
    if limits.at_least is not None:
        told.append(f"the cost is at least {money(limits.at_least)} a year")
    if limits.household is not None:
        told.append(f"no household loses more than {money(limits.household)} a week")
    if limits.group is not None:
        groups = f"by {', '.join(limits.groups)}; of {limits.smallest_group} or more"
        told.append(f"no group ({groups}) loses more than {limits.group * 100:.0f}% of its support together")
    return told


def _none(found: Found) -> str:
    return (
        "<h2>No scheme is within every limit</h2><p>The nearest is stopped by:</p>"
        f"<ul>{_items(list(found.nearest))}</ul><p>Widen a limit, or let more numbers move.</p>"
    )


def _told(found: Found, picture: str) -> str:
    first, last = found.solutions[0].measured, found.solutions[-1].measured
    ends = [money(each.cost, whole=True) for each in (first, last)]
    alternative = escape(
        f"Points for {len(found.solutions)} schemes, from {ends[0]} a year down to {ends[1]}; "
        f"{HARM_WORDS[found.problem.harm].lower()} goes from {_harm(found, first):,.0f} to "
        f"{_harm(found, last):,.0f}. The broken line is today’s cost."
    )
    svg = picture.replace("<svg ", f'<svg role="img" aria-label="{alternative}" ', 1)
    heads = "".join(f'<th scope="col">{escape(each)}</th>' for each in _heading(found))
    rows = "".join(_table_row(_row(found, each)) for each in found.solutions)
    return (
        f"<h2>Cost against harm</h2><figure>{svg}<figcaption>{alternative}</figcaption></figure>"
        '<div class="wide" role="region" aria-label="Schemes" tabindex="0"><table>'
        "<caption>The schemes that no other tried beats in both</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"<p>Each was run again from its own file, and {found.redecided:,} of its households were decided "
        "again exactly, with no difference. Whether a better scheme exists that was not tried is not known, "
        "nor how people would answer a change.</p>" + "".join(_one(found, each) for each in found.solutions)
    )


def _table_row(cells: list[str]) -> str:
    first, *others = map(escape, cells)
    return f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{each}</td>" for each in others) + "</tr>"


def _one(found: Found, each: Solution) -> str:
    measured = each.measured
    changes = [f"{one.element}: {one.message}{_rules(one.rules)}" for one in each.changes]
    worst = sorted(measured.groups.items(), key=lambda pair: -pair[1])[:3]
    groups = "; ".join(f"{name} {value}: {share * 100:.1f}%" for (name, value), share in worst)
    against = money(measured.cost - found.today.cost, signed=True)
    parts = [
        f"<section><h2>{each.name}</h2><p>{money(measured.cost)} a year, {against} against today. ",
        f"The household that loses most loses {money(measured.greatest_loss)} a week; ",
        f"{measured.losing * 100:.1f}% of households lose.</p>",
        f"<p>The groups that lose most of their support: {escape(groups)}.</p>" if groups else "",
        "<h3>What it changes</h3>",
        f"<ul>{_items(changes)}</ul>" if changes else "<p>Nothing: it is today’s scheme.</p>",
        f"<p>Its checks find faults:</p><ul>{_items(list(each.notes))}</ul>" if each.notes else "",
        f'<p><a href="{each.name}.dmn">The file of {each.name}</a></p></section>',
    ]
    return "".join(parts)


def _rules(count: int) -> str:
    return f" (in {count} rules)" if count > 1 else ""
