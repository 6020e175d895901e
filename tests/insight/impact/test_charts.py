"""What the report's pictures show is read back out of the drawing itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest

from commonweal.insight.impact.boundaries import Boundaries
from commonweal.insight.impact.charts import draw, svg_of
from commonweal.insight.impact.cliff_edges import CliffEdges
from commonweal.insight.impact.tables import Column, Table

NO_CLIFFS = CliffEdges("earnings", "Earnings", Decimal(1500), 0, (), (), "")
NOWHERE: Boundaries | None = None
BANDS = Table(
    "bands", "Bands", (Column("band", "Change"), Column("a", "A", "count")), (("Lose £0 to £1", 1),)
)


def disabled(yes: str, no: str) -> Mapping[str, Table]:
    columns = (
        Column("value", "Disabled"),
        Column("share losing", "Lose", "share"),
        Column("share gaining", "Gain", "share"),
    )
    rows = (("Yes", Decimal(yes), Decimal("0.11")), ("No", Decimal(no), Decimal("0.22")))
    return {"disabled": Table("by-disabled", "By disabled", columns, rows)}


@pytest.mark.parametrize(
    ("options", "shares"),
    [
        ([("A", disabled("0.91", "0.83"))], ["91%", "83%"]),
        ([("A", disabled("0.91", "0.83")), ("B", disabled("0.17", "0.39"))], ["91%", "83%", "17%", "39%"]),
    ],
)
def test_each_share_is_drawn_once_in_the_panel_of_its_own_option(
    options: list[tuple[str, Mapping[str, Table]]], shares: list[str]
) -> None:
    [_, picture] = draw(
        options=options,
        bands=BANDS,
        cliffs=NO_CLIFFS,
        characteristics={"disabled": "Disabled"},
        today="Today",
        boundaries=NOWHERE,
        areas=(),
    )
    drawn = re.findall(r">(\d+%)<", svg_of(picture))
    gains = ["11%", "22%"] * len(options)
    assert sorted(each for each in drawn if each not in ("0%", "25%", "50%", "75%")) == sorted(shares + gains)
