"""Published totals: read from open data or written in the recipe, and made into margins to fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from commonweal.insight.population.synthetic.areas import AreaTable, column, needed, read_csv
from commonweal.insight.population.synthetic.council_tax import band_shares
from commonweal.insight.population.synthetic.draws import Reals, Whole
from commonweal.insight.population.synthetic.proportional_fitting import Margin
from commonweal.insight.population.synthetic.rules import Dimensions, category_index
from commonweal.insight.population.written_yaml import Written

KEYS = (
    "title", "what", "address", "of", "by", "counts", "file", "area", "category", "value", "where",
    "categories", "as", "times", "people", "from prices",
)  # fmt: skip
LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Total:
    """One published table: totals of a dimension's categories, for areas or groups of areas.

    `published` (groups × categories) is what was published, gathered to our categories; `counted` which
    categories it covers; `times` what each is multiplied by before fitting (assumed); `people` how many a
    household counts for, by the categories of another dimension (assumed).
    """

    title: str
    what: str
    address: str
    file: str
    dimension: str
    categories: tuple[str, ...]
    counted: tuple[int, ...]
    groups: tuple[str, ...]
    group: Whole
    published: Reals
    times: Reals
    people: Mapping[str, tuple[float, ...]]

    @property
    def every_household(self) -> bool:
        """Whether each household is in one of its categories."""
        return len(self.counted) == len(self.categories)

    def margin(self, codes: Mapping[str, Whole], households: Reals | None) -> Margin:
        """The margin to fit. `households` (areas), when given, is what each group must come to."""
        size = len(codes[self.dimension])
        counts = np.zeros((size, len(self.categories)))
        counts[np.arange(size), codes[self.dimension]] = 1.0
        for dimension, of in self.people.items():
            counts *= np.array(of)[codes[dimension]][:, None]
        keep = list(self.counted)
        target = (self.published * self.times)[:, keep]
        if households is not None and self.every_household and not self.people:
            wanted = np.zeros(len(self.groups))
            np.add.at(wanted, self.group, households)
            sums = target.sum(axis=1)
            target = target * np.divide(wanted, sums, out=np.zeros_like(wanted), where=sums > 0)[:, None]
        return Margin(self.title, counts[:, keep], self.group, target)


def read_total(written: Written, dimensions: Dimensions, areas: AreaTable, open_data: Path | None) -> Total:
    """A total of a recipe, with its figures read."""
    written.only(KEYS)
    dimension = written.text("of")
    if dimension not in dimensions:
        raise written.fault(
            f"there is no dimension `{dimension}`.", f"They are: {', '.join(dimensions)}.", key="of"
        )
    categories = dimensions[dimension]
    groups, group = _groups(written, areas)
    figures = np.zeros((len(groups), len(categories)))
    counted: set[int] = set()
    if "counts" in written:
        counts = written.map("counts")
        for name in counts.names():
            index = category_index(counts, name, name, categories)
            figures[:, index] += float(counts.number(name))
            counted.add(index)
        if len(groups) > 1:
            raise written.fault("`counts` are of the whole area: they cannot be told apart.", key="counts")
    elif "from prices" in written:
        figures, counted = _from_prices(written, areas, open_data), set(range(len(categories)))
    else:
        _from_file(written, categories, groups, figures, counted, needed(open_data, written))
    if (figures < 0).any():
        raise written.fault("a total cannot be less than nought.")
    return Total(
        title=written.text("title"),
        what=written.text("what", ""),
        address=written.text("address", ""),
        file=written.text("file", ""),
        dimension=dimension,
        categories=categories,
        counted=tuple(sorted(counted)),
        groups=groups,
        group=group,
        published=figures,
        times=_times(written, categories),
        people=_people(written, dimensions),
    )


def _groups(written: Written, areas: AreaTable) -> tuple[tuple[str, ...], Whole]:
    if "by" in written:
        name = written.text("by")
        if name not in areas.columns:
            raise written.fault(f"the file of areas has no column `{name}`.", key="by")
        return areas.groups(name)
    if "counts" in written:
        return ("everywhere",), np.zeros(len(areas.codes), dtype=np.int64)
    return areas.codes, np.arange(len(areas.codes), dtype=np.int64)


def _times(written: Written, categories: tuple[str, ...]) -> Reals:
    result = np.ones(len(categories))
    times = written.map("times")
    for name in times.names():
        result[category_index(times, name, name, categories)] = float(times.number(name))
    return result


def _people(written: Written, dimensions: Dimensions) -> dict[str, tuple[float, ...]]:
    result = {}
    for dimension, inner in written.map("people").maps():
        if dimension not in dimensions:
            raise written.fault(f"there is no dimension `{dimension}`.", key="people")
        result[dimension] = tuple(float(inner.number(name, "1")) for name in dimensions[dimension])
        inner.only(dimensions[dimension])
    return result


def _from_file(
    written: Written,
    categories: tuple[str, ...],
    groups: tuple[str, ...],
    figures: Reals,
    counted: set[int],
    open_data: Path,
) -> None:
    rows = read_csv(open_data / written.text("file"), written)
    where = written.map("where")
    for name in where.names():
        column(rows, name, where, name)
        rows = [row for row in rows if row[name] == where.text(name)]
    column(rows, area := written.text("area"), written, "area")
    column(rows, value := written.text("value"), written, "value")
    whole = category_index(written, "as", written.text("as"), categories) if "as" in written else None
    label = "" if whole is not None else written.text("category")
    mapping = written.map("categories")
    places = {name: index for index, name in enumerate(groups)}
    seen = set()
    for row in rows:
        if row[area] not in places:
            continue
        seen.add(row[area])
        if whole is not None:
            index: int | None = whole
        else:
            index = _category(row, label, mapping, written, categories)
        if index is not None:
            figures[places[row[area]], index] += float(written.as_number(row[value], "value"))
            counted.add(index)
    missing = [name for name in groups if name not in seen]
    if missing:
        remedy = "Check `area`, `by` and `where`."
        message = f"the file has no figure for `{missing[0]}` ({len(missing)} of {len(groups)} are missing)."
        raise written.fault(message, remedy, key="file")


def _category(
    row: dict[str, str], label: str, mapping: Written, written: Written, categories: tuple[str, ...]
) -> int | None:
    published = row.get(label)
    if published is None:
        raise written.fault(f"the file has no column `{label}`.", key="category")
    if published not in mapping:
        message = f"the file has the category `{published}`, which is mapped to none of ours."
        raise written.fault(message, f"Map it, or write `{LEFT_OUT}` beside it.", key="categories")
    given = mapping.text(published)
    return None if given == LEFT_OUT else category_index(mapping, published, given, categories)


def _from_prices(written: Written, areas: AreaTable, open_data: Path | None) -> Reals:
    """Council Tax bands of each area's homes, from its homes by type and their prices."""
    prices = written.map("from prices")
    prices.only(
        ("file", "area", "price", "otherwise", "times 1991", "spread", "homes", "homes area", "homes type",
         "homes value", "types")
    )  # fmt: skip
    folder = needed(open_data, written)
    rows = read_csv(folder / prices.text("file"), prices)
    at = column(rows, prices.text("area"), prices, "area")
    cost = column(rows, prices.text("price"), prices, "price")
    median = {code: float(price) for code, price in zip(at, cost, strict=True) if price}
    otherwise = float(prices.number("otherwise"))
    factors = prices.map("types")
    homes = read_csv(folder / prices.text("homes"), prices, "homes")
    places = {code: index for index, code in enumerate(areas.codes)}
    result = np.zeros((len(areas.codes), 8))
    weights = np.zeros((len(areas.codes), len(factors.names())))
    for row in homes:
        index = places.get(row[prices.text("homes area")])
        if index is not None and row[prices.text("homes type")] in factors:
            kind = factors.names().index(row[prices.text("homes type")])
            weights[index, kind] += float(row[prices.text("homes value")])
    relative = np.array([float(factors.number(name)) for name in factors.names()])
    for code, index in places.items():
        if weights[index].sum() == 0:
            continue
        # The area's median price is that of its own mix of homes: relate each type to the mix.
        mix = float(np.exp((weights[index] * np.log(relative)).sum() / weights[index].sum()))
        for kind, homes_of_kind in enumerate(weights[index]):
            price = median.get(code, otherwise) * relative[kind] / mix
            spread = float(prices.number("spread"))
            result[index] += homes_of_kind * band_shares(price, float(prices.number("times 1991")), spread)
    return result
