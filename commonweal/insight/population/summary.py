"""A population at a glance: how many households there are of each kind, and how its amounts are spread."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from commonweal.insight.population.folder import Population, name_sql
from commonweal.insight.population.vocabulary import INPUTS


@dataclass(frozen=True, slots=True)
class Count:
    """Households of one category (weighted)."""

    category: str
    households: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Of an amount: the share of rows above nought, and the median and ninth decile of those, in pounds."""

    name: str
    above_nought: float
    median: float
    ninth_decile: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by characteristic's label, in order of category, and spreads of amounts."""

    counts: dict[str, tuple[Count, ...]]
    spreads: tuple[Spread, ...]


def summarise(population: Population) -> Summary:
    """Read the households once for each characteristic and amount, streamed."""
    weight = name_sql(population.weight) if population.weight else "1"
    counts = {}
    spreads = []
    with duckdb.connect() as connection:
        source = population.source_sql
        for name, label in population.characteristics.items():
            column = name_sql(name)
            rows = connection.execute(
                f"SELECT {column}, sum({weight}) FROM {source} GROUP BY {column} ORDER BY {column} NULLS LAST"
            ).fetchall()
            counts[label] = tuple(
                Count("not known" if value is None else str(value), float(many)) for value, many in rows
            )
        present = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
        for name, known in INPUTS.items():
            if known.kind != "money" or name not in present:
                continue
            column = name_sql(name)
            found = connection.execute(
                f"SELECT avg(({column} > 0)::INTEGER), quantile_disc({column}, 0.5) FILTER ({column} > 0), "
                f"quantile_disc({column}, 0.9) FILTER ({column} > 0) FROM {source}"
            ).fetchone()
            if found and found[1] is not None:
                period = f" (£ a {known.per})" if known.per else " (£)"
                spreads.append(Spread(name + period, float(found[0]), float(found[1]), float(found[2])))
    return Summary(counts, tuple(spreads))
