"""Councils' published modelled results beside ours: prints the tables of docs/explanation/published-results.

    python tools/published_results.py            prints them
    python tools/published_results.py --write    puts them into the pages, between their marks

Each page has a recipe of its population under populations/ and its schemes under published-results/grids/.
No published outcome of a change enters either of them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from commonweal.insight.population.synthetic import make_population
from commonweal.insight.simulation import Scheme, Simulation, simulate
from commonweal.policy import Model, load
from commonweal.service.grids import folders_from_grids

PROJECT = Path(__file__).parents[1]
PAGES = PROJECT / "docs" / "explanation" / "published-results"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
FULL = "full"
"""A scheme of today's rules whose amount is the percentage, so that those with full support are counted."""


@dataclass(frozen=True)
class Compared:
    """A page: its grids, today's first, and the rows that set ours beside the published."""

    name: str
    grids: tuple[str, ...]
    rows: Callable[[Figures], list[tuple[str, str, str]]]


class Figures:
    """What the schemes of a page come to, by their number; today's is 0."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation

    def number(self, sql: str) -> float:
        """The one number of `SELECT … FROM results`."""
        found = self.simulation.connection.execute(f"SELECT {sql} FROM results").fetchone()  # noqa: S608
        return float(found[0] or 0) if found else 0.0

    def households(self, where: str = "true") -> float:
        """How many households."""
        return self.number(f"sum(weight) FILTER (WHERE {where})")

    def at(self, full: int, percentage: int) -> float:
        """How many have this percentage today; `full` is the number of the scheme called so."""
        return self.households(f"award_{full} = {percentage * 100}")

    def cost(self, scheme: int) -> float:
        """Pounds a year."""
        return self.number(f"sum(weight * award_{scheme}) / 100")

    def losing(self, scheme: int) -> float:
        """The share of households that get less than today."""
        return self.households(f"award_{scheme} < award_0") / self.households()

    def mean_loss(self, scheme: int) -> float:
        """Pounds a year, of those that get less than today."""
        less = f"award_{scheme} < award_0"
        return self.number(f"sum(weight * (award_0 - award_{scheme})) FILTER (WHERE {less}) / 100") / (
            self.households(less) or 1
        )

    def by_household_type(self, scheme: int) -> str:
        """Ours by household type: nothing is published of it."""
        rows = self.simulation.connection.execute(
            f"""SELECT "household type", sum(weight), sum(weight * award_0) / sum(weight) / 100,
                sum(weight * (award_{scheme} - award_0)) / sum(weight) / 100,
                sum(weight) FILTER (WHERE award_{scheme} < award_0) / sum(weight)
                FROM results GROUP BY 1 ORDER BY 1::varchar"""  # noqa: S608
        ).fetchall()
        lines = [
            "| ours, by household type | households | mean today | mean change | lose |",
            "|---|--:|--:|--:|--:|",
        ]
        for name, count, today, change, lose in rows:
            lines.append(f"| {name} | {count:,.0f} | £{today:,.0f} | {_signed(change)} | {lose or 0:.0%} |")
        return "\n".join(lines)


def _signed(pounds: float) -> str:
    return f"{'−' if pounds < 0 else '+'}£{abs(pounds):,.0f}"


def _millions(pounds: float) -> str:
    return f"£{pounds / 1e6:.2f}m"


def _central_bedfordshire(f: Figures) -> list[tuple[str, str, str]]:
    today = f.cost(0)
    return [
        ("claims of working age", "9,543", f"{f.households():,.0f} (entered)"),
        ("of them at 100% today", "7,288", f"{f.at(3, 100):,.0f} by the rules (7,288 entered)"),
        ("cost of the scheme today", "£14m", _millions(today)),
        ("saving", "£3.4m", _millions(today - f.cost(1))),
        ("saving, if only the two published percentages change", "", _millions(today - f.cost(2))),
        ("saving as a share of cost", f"{3.4 / 14:.0%}", f"{(today - f.cost(1)) / today:.0%}"),
        ("the council's share of the saving", "£2.9m", "not modelled"),
        ("claims that lose", "", f"{f.losing(1):.1%}"),
        ("mean loss of those, a year", "", f"£{f.mean_loss(1):,.2f}"),
    ]  # fmt: skip


def _somerset(f: Figures) -> list[tuple[str, str, str]]:
    today, percentages, deduction, adopted = (f.cost(scheme) for scheme in range(4))
    losers = 3_900_000 / 415.18
    return [
        ("claimants of every age", "31,745", "pensioners are not modelled"),
        (
            "claimants of working age",
            f"about {losers / 0.69:,.0f}, implied (below)",
            f"{f.households():,.0f} (entered; 55% of 31,745 assumed)",
        ),
        ("of them at 100% today", "", f"{f.at(4, 100):,.0f} by the rules (13,340 entered)"),
        ("cost today, working age", "over £15m", _millions(today)),
        ("saving", "£3.9m", _millions(today - adopted)),
        ("of it, from the percentages", "£2.3m", _millions(today - percentages)),
        ("of it, from the deduction for other adults", "£1.5m", _millions(percentages - deduction)),
        ("of it, from the limit to band D", "£0.086m", _millions(deduction - adopted)),
        ("saving as a share of cost", f"at most {3.9 / 15:.0%}", f"{(today - adopted) / today:.0%}"),
        ("claimants of working age who lose", "69%", f"{f.losing(3):.0%}"),
        ("how many that is", f"about {losers:,.0f}, implied", f"{f.losing(3) * f.households():,.0f}"),
        ("mean loss of those, a year", "£415.18", f"£{f.mean_loss(3):,.2f}"),
    ]  # fmt: skip


def _barking_and_dagenham(f: Figures) -> list[tuple[str, str, str]]:
    today, without, adopted = f.cost(0), f.cost(1), f.cost(2)
    return [
        ("claimants", "16,170", f"{f.households():,.0f} of working age (entered; 70% assumed)"),
        ("of them in the first income band", "", f"{f.at(3, 85):,.0f} by the rules (8,648 entered)"),
        ("cost", "£17.6m", f"{_millions(today)} before, {_millions(adopted)} after, working age"),
        ("saving", "£3.0m", f"{_millions(today - adopted)}, if other adults took off £15 before too"),
        ("saving, if other adults took off nothing before", "", _millions(without - adopted)),
        ("saving as a share of cost before", "", f"{(today - adopted) / today:.0%}"),
        ("hardship fund", "£0.5m", "not modelled"),
        ("claimants who lose", "", f"{f.losing(2):.1%}"),
        ("mean loss of those, a year", "", f"£{f.mean_loss(2):,.2f}"),
    ]  # fmt: skip


COMPARED = (
    Compared(
        "central-bedfordshire",
        (
            "central_bedfordshire_2025_26",
            "central_bedfordshire_2026_27_proposed",
            "central_bedfordshire_2026_27_published_changes_only_proposed",
        ),
        _central_bedfordshire,
    ),
    Compared(
        "somerset",
        (
            "somerset_2025_26_as_before",
            "somerset_2025_26_percentages_only",
            "somerset_2025_26_with_deduction",
            "somerset_2025_26_adopted",
        ),
        _somerset,
    ),
    Compared(
        "barking-and-dagenham",
        (
            "barking_and_dagenham_2025_26_as_before",
            "barking_and_dagenham_2025_26_as_before_without_deduction",
            "barking_and_dagenham_2025_26_adopted",
        ),
        _barking_and_dagenham,
    ),
)
_CHANGE = {"central-bedfordshire": 1, "somerset": 3, "barking-and-dagenham": 2}


def model_of(council: str, key: str) -> Model:
    """The policy of one grid of a page."""
    (folder,) = folders_from_grids(PAGES / "grids" / f"{council}.json", [key])
    scheme = next(each for each in folder.schemes if each.key == key)
    place = "policy/proposed" if scheme.proposed else "policy"
    return load(folder.files[f"{place}/{scheme.starts}.dmn"].encode(), name=key)


def tables(compared: Compared) -> str:
    """The tables of a page, in Markdown."""
    models = [model_of(compared.name, key) for key in compared.grids]
    schemes = [Scheme(key, key, model) for key, model in zip(compared.grids, models, strict=True)]
    schemes.append(Scheme(FULL, FULL, models[0], amount="discount percentage"))
    with tempfile.TemporaryDirectory() as scratch:
        made = make_population(
            PROJECT / "populations" / f"{compared.name}.yaml", Path(scratch) / "population"
        )
        with simulate(schemes, made.population) as simulation:
            figures = Figures(simulation)
            rows = compared.rows(figures)
            by_type = figures.by_household_type(_CHANGE[compared.name])
    lines = ["| | published | ours |", "|---|---|---|"]
    lines += [f"| {what} | {published} | {ours} |" for what, published, ours in rows]
    return "\n".join([*lines, "", by_type])


def page_tables(text: str) -> str:
    """The tables that a page holds now."""
    return text.partition(BEGIN)[2].partition(END)[0].strip()


def main(arguments: Sequence[str]) -> None:
    """Print every page's tables, or write them into the pages."""
    for compared in COMPARED:
        found = tables(compared)
        page = PAGES / f"{compared.name}.md"
        if "--write" in arguments:
            before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
            after = rest.partition(END)[2]
            page.write_text(f"{before}{BEGIN}\n{found}\n{END}{after}", encoding="utf-8")
        print(f"{compared.name}\n\n{found}\n")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
