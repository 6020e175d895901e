"""The report's pictures: Vega-Lite made with Altair, and maps; each with words that say what it shows.

Nothing is told by colour alone: losing is left of the line and gaining right of it, today's line is whole
and an option's is broken. Colours keep 3:1 against white and differ in lightness, so they print in grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

from commonweal.insight.impact.amounts import money
from commonweal.insight.impact.boundaries import Boundaries, draw_map
from commonweal.insight.impact.cliff_edges import CliffEdges, Curve
from commonweal.insight.impact.groups import FEW
from commonweal.insight.impact.tables import Hidden, Picture, Table, numbers
from commonweal.insight.impact.words import lower

LOSE: Final = "#a34f1f"
GAIN: Final = "#0b4f4a"
INK: Final = "#12211f"
LINES: Final = (INK, "#b35900", "#0a5a80", "#7a3e9d")
DASHES: Final = ([1, 0], [7, 4], [2, 3], [10, 3, 2, 3])
_RISE: Final = 10
_FONT: Final = "Liberation Sans, Helvetica, Arial, sans-serif"
_CONFIG: Final[dict[str, Any]] = {
    "font": _FONT,
    "background": "#ffffff",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13, "domainColor": INK,
        "tickColor": INK, "gridColor": "#d5dedb", "labelLimit": 260,
    },
    "header": {"labelColor": INK, "labelFontSize": 13, "labelFontWeight": "bold", "titleColor": INK},
    "legend": {
        "labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13, "symbolSize": 300,
    },
}  # fmt: skip

Groups = Sequence[tuple[str, Mapping[str, Table]]]


@cache
def _altair() -> Any:
    # Loaded when the first picture is made: it takes longer than a small report.
    import altair

    return altair


def draw(
    *,
    options: Groups,
    bands: Table,
    cliffs: CliffEdges,
    characteristics: Mapping[str, str],
    today: str,
    boundaries: Boundaries | None,
    areas: Sequence[str],
) -> tuple[Picture, ...]:
    """Every picture of the report, in its order. They are specifications still: `svg_of` draws one."""
    made = [_bands(bands)]
    for name, label in characteristics.items():
        tables = [(option, groups[name]) for option, groups in options]
        if tables and len(tables[0][1].rows) <= FEW:
            made.append(_shares(label, tables))
    if boundaries is not None:
        made += [
            _map(boundaries, option, groups, areas, at, len(options))
            for at, (option, groups) in enumerate(options, 1)
        ]
    if cliffs.curves:
        made.append(_curves(cliffs, today, kept=False))
        if cliffs.highest > _RISE:
            made.append(_curves(cliffs, today, kept=True))
    return tuple(made)


def svg_of(picture: Picture) -> str:
    """The picture as SVG."""
    if picture.svg is not None:
        return picture.svg
    import vl_convert

    return str(vl_convert.vegalite_to_svg(picture.spec or {}))


def _spec(chart: Any) -> dict[str, Any]:
    found: dict[str, Any] = chart.configure(**_CONFIG).to_dict(validate=False)
    return found


def _bands(table: Table) -> Picture:
    alt = _altair()
    order = [str(row[0]) for row in table.rows]
    rows = [
        {
            "band": order[at],
            "option": column.heading,
            "households": value or 0,
            "way": order[at].split(" ", 1)[0],
        }
        for number, column in enumerate(table.columns[1:], 1)
        for at, value in enumerate(numbers([row[number] for row in table.rows]))
        if value is not None
    ]
    bars = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("band:N", sort=order, title=None), x=alt.X("households:Q", title="Households")
    )
    colour = alt.Scale(domain=["Lose", "Get", "Gain"], range=[LOSE, "#6b7a76", GAIN])
    drawn = bars.mark_bar(height={"band": 0.75}).encode(color=alt.Color("way:N", scale=colour, legend=None))
    text = bars.mark_text(align="left", dx=4, fontSize=12, color=INK).encode(
        text=alt.Text("households:Q", format=",.0f")
    )
    chart = alt.layer(drawn, text).properties(width=420, height=24 * len(order))
    if len(table.columns) > 2:
        chart = chart.facet(row=_by_option(alt, [each.heading for each in table.columns[1:]]))
    shown = [(row["band"], row["households"], row["option"]) for row in rows if row["households"]]
    most = max(shown, key=lambda each: each[1], default=None)
    alternative = (
        "Bars: how many households lose or gain, by how much a week, from the largest loss at the top. "
    )
    alternative += (
        f"The longest is “{most[0]}”, {most[1]:,.0f} households ({most[2]})." if most else "None is shown."
    )
    title = "How many lose or gain, by how much a week"
    return Picture("bands", title, alternative, table.name, _spec(chart))


def _shares(label: str, tables: Sequence[tuple[str, Table]]) -> Picture:
    alt = _altair()
    rows: list[dict[str, Any]] = []
    order = [str(row[0]) for row in tables[0][1].rows]
    for option, table in tables:
        for way, column, sign in (("Lose", "share losing", -1), ("Gain", "share gaining", 1)):
            for value, part in zip(order, numbers(table.column(column)), strict=True):
                if part is not None:
                    rows.append(
                        {"value": value, "option": option, "way": way, "share": sign * part, "size": part}
                    )
    furthest = [
        max((row["size"] for row in rows if row["way"] == way), default=0) for way in ("Lose", "Gain")
    ]
    room = 0.16 * (sum(furthest) or 1)
    # Its rows are given to the layers together: a layer with rows of its own is not parted by option.
    base = alt.Chart().encode(
        y=alt.Y("value:N", sort=order, title=None),
        x=alt.X(
            "share:Q",
            title="← lose  |  share of households  |  gain →",
            axis=alt.Axis(labelExpr="format(abs(datum.value), '.0%')", values=_ticks(*furthest)),
            scale=alt.Scale(domain=[-furthest[0] - room, furthest[1] + room], nice=False),
        ),
    )
    colour = alt.Scale(domain=["Lose", "Gain"], range=[LOSE, GAIN])
    bars = base.mark_bar(height={"band": 0.75}).encode(color=alt.Color("way:N", scale=colour, legend=None))
    said = alt.Text("size:Q", format=".0%")
    left = base.transform_filter("datum.share < 0").mark_text(align="right", dx=-4, fontSize=12, color=INK)
    right = base.transform_filter("datum.share > 0").mark_text(align="left", dx=4, fontSize=12, color=INK)
    middle = alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(color=INK).encode(x=alt.X("x:Q"))
    layers = [bars, left.encode(text=said), right.encode(text=said)]
    if len(tables) == 1:
        chart = alt.layer(*layers, middle, data=alt.Data(values=rows))
        chart = chart.properties(width=400, height=max(60, 24 * len(order)))
    else:
        chart = alt.layer(*layers, data=alt.Data(values=rows))
        chart = chart.properties(width=400, height=max(44, 22 * len(order)))
        chart = chart.facet(row=_by_option(alt, [option for option, _ in tables]))
    parts = [row for row in rows if row["way"] == "Lose"]
    alternative = (
        f"Bars by {lower(label)}: the share of households that lose to the left of the line, and that "
        "gain to the right. "
    )
    if parts:
        high, low = max(parts, key=lambda row: row["size"]), min(parts, key=lambda row: row["size"])
        alternative += (
            f"The largest share losing is {high['size']:.0%} ({high['value']}), the smallest "
            f"{low['size']:.0%} "
            f"({low['value']})."
        )
    table = tables[0][1]
    return Picture(
        table.name, f"Who loses and who gains, by {lower(label)}", alternative, table.name, _spec(chart)
    )


def _by_option(alt: Any, options: Sequence[str]) -> Any:
    """A panel for each option, its name above it: beside a low panel the names would cross."""
    header = alt.Header(labelOrient="top", labelAnchor="start")
    return alt.Row("option:N", title=None, sort=list(options), header=header)


def _ticks(losing: float, gaining: float) -> list[float]:
    """Round shares either side of nothing, none beyond what is drawn."""
    step = next(
        each for each in (0.01, 0.02, 0.05, 0.1, 0.25, 0.5) if max(losing, gaining) <= 4 * each or each == 0.5
    )
    return [at * step for at in range(-int(losing / step + 1e-9), int(gaining / step + 1e-9) + 1)]


def _map(
    boundaries: Boundaries,
    option: str,
    groups: Mapping[str, Table],
    areas: Sequence[str],
    number: int,
    options: int,
) -> Picture:
    table = groups[boundaries.characteristic]
    means = numbers(table.column("mean change a week"))
    values = dict(zip(areas, means, strict=True))
    title = "Mean change a week by area" if options == 1 else f"Mean change a week by area: {option}"
    svg = draw_map(boundaries, values, title, "Mean change in support, £ a week, of the households concerned")
    known = {code: value for code, value in values.items() if value is not None}
    hidden = sum(1 for cell in table.column("mean change a week") if isinstance(cell, Hidden))
    alternative = f"A map of {len(boundaries.rings)} areas, darker where the mean loss is larger. "
    if known:
        worst, best = min(known, key=lambda code: known[code]), max(known, key=lambda code: known[code])
        alternative += (
            f"It is most in {boundaries.names.get(worst, worst)}, {_pounds(known[worst])} a week, and "
            f"least in "
            f"{boundaries.names.get(best, best)}, {_pounds(known[best])} a week. "
        )
    if hidden:
        alternative += f"{hidden} areas are not shown, because too few households live there."
    return Picture(f"map-{number}", title, alternative, table.name, svg=svg)


def _pounds(value: float) -> str:
    return money(Decimal(repr(round(value, 2))), signed=True)


def _curves(cliffs: CliffEdges, today: str, *, kept: bool) -> Picture:
    """Support against income, or what is kept of £10 a week more, a panel for each kind of household."""
    alt = _altair()
    schemes = list(dict.fromkeys(curve.scheme for curve in cliffs.curves))
    households = list(dict.fromkeys(curve.household for curve in cliffs.curves))
    rows = [
        {"h": curve.household, "s": curve.scheme, "x": at, "y": value}
        for curve in cliffs.curves
        for at, value in _corners(_kept(curve) if kept else [float(each) for each in curve.awards])
    ]
    title = f"Kept of £{_RISE} a week more" if kept else "Support, £ a week"
    domain = alt.Scale(domain=schemes, range=list(LINES[: len(schemes)]))
    dashes = alt.Scale(domain=schemes, range=list(DASHES[: len(schemes)]))
    lines = (
        alt.Chart()
        .mark_line(strokeWidth=1.5 if kept else 2)
        .encode(
            x=alt.X(
                "x:Q",
                title="Income, £ a week",
                axis=alt.Axis(values=list(range(0, cliffs.highest + 1, max(1, cliffs.highest // 4)))),
                scale=alt.Scale(domain=[0, cliffs.highest]),
            ),
            y=alt.Y("y:Q", title=None),
            color=alt.Color("s:N", title=f"{title}:", scale=domain, legend=_legend(alt)),
            strokeDash=alt.StrokeDash("s:N", title=f"{title}:", scale=dashes),
        )
    )
    nothing = alt.Chart().mark_rule(color=INK, strokeWidth=1).encode(y=alt.datum(0))
    layers = (
        alt.layer(nothing, lines, data=alt.Data(values=rows))
        if kept
        else alt.layer(lines, data=alt.Data(values=rows))
    )
    chart = (
        layers.properties(width=270, height=130)
        .facet(facet=alt.Facet("h:N", title=None, sort=households), columns=2)
        .resolve_scale(y="shared")
    )
    said = (
        _kept_in_words(cliffs, households, schemes)
        if kept
        else _curves_in_words(cliffs, households, schemes, today)
    )
    name, heading, table = (
        ("kept-curves", f"What is kept of £{_RISE} a week more, at each income", "income-rises")
        if kept
        else ("award-curves", "Support as income rises", "cliff-edges")
    )
    return Picture(name, heading, said, table, _spec(chart))


def _legend(alt: Any) -> Any:
    return alt.Legend(orient="top", symbolType="stroke", labelLimit=300, columns=1, titleLimit=400)


def _kept(curve: Curve) -> list[float]:
    """What is left of a rise in income once support has fallen, at each pound of income."""
    return [
        float(curve.awards[at + _RISE] - curve.awards[at]) + _RISE for at in range(len(curve.awards) - _RISE)
    ]


def _kept_in_words(cliffs: CliffEdges, households: Sequence[str], schemes: Sequence[str]) -> str:
    worst = min(((min(_kept(curve)), curve) for curve in cliffs.curves), key=lambda each: each[0])
    said = (
        f"Lines for {len(households)} kinds of household: what is kept of £{_RISE} a week more, once "
        f"support has "
        f"fallen, at incomes from £0 to £{cliffs.highest} a week, {' and '.join(schemes)}. Below the "
        f"line at £0 a "
        "household is worse off for earning more. "
    )
    return said + f"The worst is {_pounds(worst[0])} a week ({worst[1].household}, {worst[1].scheme})."


def _curves_in_words(
    cliffs: CliffEdges, households: Sequence[str], schemes: Sequence[str], today: str
) -> str:
    said = (
        f"Lines for {len(households)} kinds of household: support against income from £0 to "
        f"£{cliffs.highest} a "
        f"week, {' and '.join(schemes)}. "
    )
    if not cliffs.drops:
        return said + "No line drops by more than £1 at any pound of income."
    falls = sum(1 for drop in cliffs.drops if drop.scheme == today)
    most = max(cliffs.drops, key=lambda each: each.loss)
    return said + (
        f"There are {falls} drops of more than £1 a week under {today} and {len(cliffs.drops) - falls} "
        f"under the "
        f"options. The largest is {money(round(most.loss, 2))} a week at {money(most.at)} a week "
        f"({most.household}, {most.scheme})."
    )


def _corners(values: Sequence[float]) -> list[tuple[int, float]]:
    """The points at which a line bends: a straight run needs none between its ends."""
    kept = []
    for at, value in enumerate(values):
        ends = at in (0, len(values) - 1)
        if ends or abs((values[at + 1] - value) - (value - values[at - 1])) > 0.005:
            kept.append((at, round(value, 2)))
    return kept
