"""A population written by hand and run row by row with the interpreter: what the report is held against."""

from __future__ import annotations

import csv
import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from commonweal.insight.population import (
    Areas,
    Population,
    Rejected,
    Source,
    prepare_folder,
    write_parquet,
    write_population,
)
from commonweal.insight.simulation import Scheme

DAY = datetime.date(2025, 4, 1)
SERVICE = Path(__file__).parents[3] / "services" / "central-bedfordshire"
CHARACTERISTICS = {
    "household type": "Household type",
    "age group": "Age of the person who applies",
    "disabled": "Somebody is disabled",
    "sex": "Sex of the person who applies",
    "council tax band": "Council Tax band",
    "ward": "Ward",
    "lsoa": "Small area",
}
WARDS = ("Arlesey", "Biggleswade", "Dunstable", "Flitwick", "Leighton")


def make_population(
    folder: Path,
    rows: int = 2000,
    *,
    seed: int = 1,
    kind: Any = "synthetic",
    weighted: bool = False,
    sample: bool = False,
    boundaries: bool = False,
) -> Population:
    """Households of Central Bedfordshire in the inputs that its policy takes."""
    prepare_folder(folder)
    chance = random.Random(seed)
    with duckdb.connect() as connection:
        connection.execute(
            "create table households (household bigint, weight double, liable boolean, "
            '"pension age" boolean, '
            '"council tax bill" decimal(9, 2), earnings decimal(9, 2), "universal credit" decimal(9, 2), '
            '"universal credit housing" decimal(9, 2), "other income" decimal(9, 2), savings decimal(9, 2), '
            'partner boolean, "number of children" integer, "household type" varchar, "age group" varchar, '
            'disabled boolean, sex varchar, "council tax band" varchar, ward varchar, lsoa varchar)'
        )
        made = [_household(chance, at, weighted) for at in range(1, rows + 1)]
        listed = folder / "households.csv"
        with listed.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(made)
        connection.execute(f"insert into households select * from read_csv('{listed}', header = false)")
        listed.unlink()
        left_out = "" if weighted else " exclude (weight)"
        query = f"select *{left_out} from households order by household"
        write_parquet(connection, query, folder / "households.parquet", kind)
    areas = None
    if boundaries:
        path = folder / "boundaries.geojson"
        path.write_text(squares(), encoding="utf-8")
        areas = Areas("lsoa", path, "code")
    return write_population(
        Population(
            name="Central Bedfordshire by hand",
            kind=kind,
            relevant_date=DAY,
            households=rows,
            rows=rows,
            folder=folder,
            weight="weight" if weighted else None,
            sample=sample,
            characteristics=CHARACTERISTICS,
            areas=areas,
            rejected=Rejected(3, {"no Council Tax bill": 3}),
            seed=seed,
            sources=(Source("By hand", what="for tests"),),
            assumptions=("Everyone pays their own bill.",),
            does_not_know=("Where anybody really lives.",),
        )
    )


def _household(chance: random.Random, number: int, weighted: bool) -> list[Any]:
    partner = chance.random() < 0.4
    children = chance.choice([0, 0, 0, 1, 1, 2, 3, 4])
    works = chance.random() < 0.6
    earnings = Decimal(chance.randrange(0, 60000)) / 100 if works else Decimal(0)
    housing = Decimal(chance.randrange(0, 15000)) / 100
    credit = housing + Decimal(chance.randrange(0, 20000)) / 100 if chance.random() < 0.5 else Decimal(0)
    ward = chance.choices(range(5), weights=[50, 30, 15, 4, 1])[0]
    kind = f"{'Couple' if partner else 'Single'}, {'no' if not children else min(children, 3)} children"
    return [
        number,
        chance.choice([0.5, 1.0, 2.5, 4.0]) if weighted else 1.0,
        True,
        chance.random() < 0.05,
        Decimal(chance.randrange(90000, 260000)) / 100,
        earnings,
        credit,
        min(housing, credit),
        Decimal(chance.randrange(0, 5000)) / 100 if chance.random() < 0.2 else Decimal(0),
        Decimal(chance.choice([0, 0, 0, 500, 5000, 17000])),
        partner,
        children,
        kind,
        chance.choice(["18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 65"]),
        chance.random() < 0.25,
        chance.choice(["Female", "Male"]),
        chance.choice("abcdefgh"),
        WARDS[ward],
        f"E0100{ward}{chance.randrange(6)}",
    ]


def squares() -> str:
    """Boundaries: a square for each small area."""
    import json

    features = []
    for ward in range(5):
        for area in range(6):
            x, y = -0.5 + area * 0.02, 52.0 + ward * 0.02
            ring = [[x, y], [x + 0.02, y], [x + 0.02, y + 0.02], [x, y + 0.02], [x, y]]
            features.append(
                {
                    "type": "Feature",
                    "properties": {"code": f"E0100{ward}{area}", "name": f"{WARDS[ward]} 00{area}"},
                    "geometry": {"type": "Polygon", "coordinates": [ring]},
                }
            )
    return json.dumps({"type": "FeatureCollection", "features": features})


@dataclass
class Checked:
    """As the simulation's own."""

    rows: int = 0
    seed: int = 0
    differences: int = 0


@dataclass
class RowByRow:
    """Every household decided by the interpreter, in a table as the simulation makes it."""

    schemes: Sequence[Scheme]
    population: Population
    connection: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect)
    by_row: dict[str, list[str]] = field(default_factory=dict)
    redecided: Checked = field(default_factory=Checked)
    households: list[dict[str, Any]] = field(default_factory=list)
    awards: list[list[int | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        cursor = self.connection.execute(f"select * from {self.population.source_sql} order by household")
        names = [each[0] for each in cursor.description or ()]
        self.households = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        for scheme in self.schemes:
            wanted = [each.name for each in scheme.model.inputs]
            rows = ({name: row[name] for name in wanted} for row in self.households)
            found = scheme.model.decide_many(rows, scheme.amount)
            self.awards.append([int(each * 100) if isinstance(each, Decimal) else None for each in found])
        kept = ", ".join(f'"{name}"' for name in self.population.characteristics)
        weight = self.population.weight or "1.0::double"
        awards = "".join(f", a.award_{at}" for at in range(len(self.schemes)))
        listed = self.population.folder / "awards.csv"
        with listed.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(
                [at, *each] for at, each in enumerate(zip(*self.awards, strict=True), 1)
            )
        columns = ", ".join(
            ["'row': 'BIGINT'", *(f"'award_{at}': 'BIGINT'" for at in range(len(self.schemes)))]
        )
        self.connection.execute(
            f"create table a as select * from read_csv('{listed}', header = false, columns = {{{columns}}})"
        )
        listed.unlink()
        self.connection.execute(
            f"create table results as select household as row, {weight} as weight, {kept}{awards} "
            f"from {self.population.source_sql} h join a on a.row = h.household order by household"
        )

    def household(self, row: int) -> dict[str, Any]:
        known = {each.name for scheme in self.schemes for each in scheme.model.inputs}
        return {name: value for name, value in self.households[row - 1].items() if name in known}


def schemes(*files: str) -> list[Scheme]:
    """Today's policy of Central Bedfordshire and its proposal, or the files named."""
    from commonweal.policy import load

    names = files or ("2025-04-01.dmn", "proposed/2026-04-01.dmn")
    labels = ("In force from 1 April 2025", "Proposal for 1 April 2026", "Another option")
    return [
        Scheme("today" if at == 0 else f"option {at}", labels[at], load(SERVICE / "policy" / name))
        for at, name in enumerate(names)
    ]
