"""Simulations of shipped schemes: every award is the interpreter's, however it came about."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from commonweal.insight.population import Population
from commonweal.insight.simulation import MissingInput, Scheme, Simulation, SimulationFault, simulate
from commonweal.policy import Model, load
from tests.insight.simulation.households import APRIL, TYPES, households, population
from tests.policy.dmn.writing import decision, given, literal, model

SERVICES = Path(__file__).parents[3] / "services"
SHIPPED = sorted(str(each.relative_to(SERVICES)) for each in SERVICES.glob("*/policy/**/*.dmn"))
TRAFFORD = "council-tax-support/policy/2025-04-01.dmn"
TODAY = "central-bedfordshire/policy/2025-04-01.dmn"
PROPOSAL = "central-bedfordshire/policy/proposed/2026-04-01.dmn"


@cache
def shipped(file: str) -> Model:
    return load(SERVICES / file)


def scheme(file: str) -> Scheme:
    return Scheme(file, file, shipped(file), "yearly award")


def simple(expression: str, *inputs: str, kind: str = "number", name: str = "simple") -> Scheme:
    """A scheme of one expression over inputs written as `name: type`."""
    names = [each.split(": ") for each in inputs]
    loaded = model(
        *(given(each, of) for each, of in names),
        decision("yearly award", literal(expression), needs=[f"i_{each}" for each, _ in names], kind=kind),
    )
    return Scheme(name, name, loaded, "yearly award")


def awards(simulation: Simulation) -> list[tuple[int | None, ...]]:
    wanted = ", ".join(f"award_{at}" for at in range(len(simulation.schemes)))
    return simulation.connection.execute(f"SELECT {wanted} FROM results ORDER BY row").fetchall()


def exact(schemes: Sequence[Scheme], rows: Sequence[dict[str, Any]]) -> list[tuple[int | None, ...]]:
    found: list[tuple[int | None, ...]] = []
    for row in rows:
        values = [
            each.model.decide(
                {one.name: row.get(one.name) for one in each.model.inputs}, each.amount, trace=False
            ).value
            for each in schemes
        ]
        assert all(value is None or isinstance(value, Decimal) for value in values)
        found.append(tuple(None if value is None else int(round(value * 100, 0)) for value in values))
    return found


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Population, list[dict[str, Any]]]:
    rows = households(600)
    for at, row in enumerate(rows):
        row["weight"] = 1 + at % 3
        row["decile"] = None if at % 50 == 0 else 1 + at % 10
        row["tenure"] = ["council", "private", "owner", None][at % 4]
    types = {**TYPES, "weight": "DOUBLE", "decile": "BIGINT", "tenure": "VARCHAR"}
    shown = ["council tax band", "decile", "tenure"]
    folder = tmp_path_factory.mktemp("few")
    return population(folder, types, rows, characteristics=shown, weight="weight", parts=3), rows


def test_every_shipped_scheme_in_one_pass_gives_the_interpreters_awards(
    few: tuple[Population, list[dict[str, Any]]],
) -> None:
    schemes = [scheme(each) for each in SHIPPED]
    with simulate(schemes, few[0], sample=50) as simulation:
        assert awards(simulation) == exact(schemes, few[1])
        assert simulation.redecided.rows == 50
        assert simulation.redecided.differences == 0


def test_rows_keep_their_number_weight_and_characteristics(
    few: tuple[Population, list[dict[str, Any]]],
) -> None:
    with simulate([scheme(TODAY)], few[0], sample=5) as simulation:
        found = simulation.connection.execute(
            'SELECT row, weight, "council tax band", decile, tenure FROM results ORDER BY row'
        ).fetchall()
        kinds = {
            name: str(kind)
            for name, kind, *_ in simulation.connection.execute("FROM results").description or ()
        }
    assert found == [
        (at, row["weight"], row["council tax band"], row["decile"], row["tenure"])
        for at, row in enumerate(few[1], 1)
    ]
    assert kinds["decile"] == "UTINYINT"
    assert kinds["tenure"] == "ENUM('council', 'owner', 'private')"
    assert kinds["award_0"] == "BIGINT"


def test_a_household_is_given_as_it_was_in_the_population(
    few: tuple[Population, list[dict[str, Any]]],
) -> None:
    with simulate([scheme(TRAFFORD)], few[0], sample=5) as simulation:
        for row in (1, 201, 600):
            found = simulation.household(row)
            assert found == {name: few[1][row - 1][name] for name in found}
            assert {each.name for each in shipped(TRAFFORD).inputs} == set(found)
        with pytest.raises(IndexError, match=r"no row 601"):
            simulation.household(601)


def test_an_empty_population_gives_empty_results(tmp_path: Path) -> None:
    nobody = population(tmp_path, TYPES, [], characteristics=["council tax band"])
    with simulate([scheme(TRAFFORD), scheme(TODAY)], nobody) as simulation:
        assert awards(simulation) == []
        assert simulation.redecided.rows == 0


def test_one_row_is_a_population(tmp_path: Path) -> None:
    [row] = households(1, nulls=0)
    with simulate([scheme(TRAFFORD)], population(tmp_path, TYPES, [row])) as simulation:
        assert awards(simulation) == exact([scheme(TRAFFORD)], [row])
        assert simulation.redecided.rows == 1


def test_weird_rows_come_out_as_the_interpreter_decides_them(tmp_path: Path) -> None:
    plain = households(1, nulls=0)[0]
    crowd = [{"born": datetime.date(1965 + at, 1 + at % 12, 1), "working": at % 2 == 0} for at in range(38)]
    changes: list[dict[str, Any]] = [
        {"earnings": Decimal("-100.00"), "savings": Decimal("-0.01"), "council tax bill": Decimal("-99.00")},
        {"earnings": Decimal("9999999999.99"), "council tax bill": Decimal("9999999999.99")},
        {"savings": Decimal("9999999999.99"), "universal credit": Decimal("-9999999999.99")},
        {"other adults": crowd, "children": [{"born": APRIL}] * 12, "number of children": 12},
        {"children": None, "other adults": None, "number of children": -1},
        {"children": [{"born": None}, None], "other adults": [None, {"born": None, "working": None}]},
        {"date of birth": datetime.date(2007, 4, 1), "relevant date": APRIL},
        {"date of birth": datetime.date(2004, 2, 29), "relevant date": datetime.date(2024, 2, 29)},
        {"date of birth": datetime.date(2004, 2, 29), "relevant date": datetime.date(2025, 2, 28)},
        {"date of birth": datetime.date(1, 1, 1), "relevant date": datetime.date(9999, 12, 31)},
        {"council tax band": "z"}, {"council tax band": ""}, {"council tax band": "it's \"quoted\" \\ ♥"},
        dict.fromkeys(plain),
    ]  # fmt: skip
    rows = [plain | each for each in changes]
    schemes = [scheme(each) for each in SHIPPED]
    with simulate(
        schemes, population(tmp_path, TYPES, rows, characteristics=["council tax band"])
    ) as simulation:
        assert awards(simulation) == exact(schemes, rows)


@pytest.mark.parametrize("many", [1, 4])
def test_columns_in_any_number_of_files_are_one_population(tmp_path: Path, many: int) -> None:
    rows = households(101)
    with simulate([scheme(TRAFFORD)], population(tmp_path, TYPES, rows, parts=many)) as simulation:
        assert awards(simulation) == exact([scheme(TRAFFORD)], rows)


def test_the_same_simulation_gives_the_same_file(
    few: tuple[Population, list[dict[str, Any]]], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        with simulate([scheme(TRAFFORD), scheme(TODAY)], few[0], sample=20, seed=3) as simulation:
            simulation.write(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_results_can_be_kept_in_a_database(
    few: tuple[Population, list[dict[str, Any]]], tmp_path: Path
) -> None:
    kept = tmp_path / "kept.duckdb"
    with simulate([scheme(TODAY)], few[0], sample=5, database=kept) as simulation:
        wanted = awards(simulation)
    import duckdb

    with duckdb.connect(str(kept), read_only=True) as connection:
        assert connection.execute("SELECT award_0 FROM results ORDER BY row").fetchall() == wanted
    with pytest.raises(SimulationFault, match=r"exists already"):
        simulate([scheme(TODAY)], few[0], database=kept)


def test_pence_are_rounded_half_to_even_and_counted(tmp_path: Path) -> None:
    rows = [
        {"a": Decimal(each)} for each in ("0.005", "0.015", "0.025", "-0.005", "-0.015", "1.000", "0.0051")
    ]
    few_pence = population(tmp_path, {"a": "DECIMAL(9,4)"}, rows)
    for count in (0, None):
        with simulate([simple("a", "a: number")], few_pence, workers=count) as simulation:
            assert awards(simulation) == [(0,), (2,), (2,), (0,), (-2,), (100,), (1,)]
            assert simulation.rounded == {"simple": 6}


def test_an_input_that_the_population_lacks_is_named_with_the_population_and_the_remedy(
    tmp_path: Path,
) -> None:
    with pytest.raises(MissingInput) as raised:
        simulate(
            [simple("a + b", "a: number", "b: number")], population(tmp_path, {"a": "INTEGER"}, [{"a": 1}])
        )
    assert "“b”" in str(raised.value) and "A few households" in str(raised.value)
    assert "Add a column “b”" in str(raised.value)


def test_an_input_that_only_other_decisions_need_may_be_absent(tmp_path: Path) -> None:
    loaded = model(
        given("a", "number"),
        given("b", "number"),
        decision("yearly award", literal("a"), needs=["i_a"], kind="number"),
        decision("letter", literal("a + b"), needs=["i_a", "i_b"], kind="number"),
    )
    with simulate(
        [Scheme("s", "S", loaded)], population(tmp_path, {"a": "INTEGER"}, [{"a": 3}])
    ) as simulation:
        assert awards(simulation) == [(300,)]


def test_an_input_may_be_null_in_every_row(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"a": 1}, {"a": 2}]
    with simulate(
        [simple("if b = null then a else b", "a: number", "b: number")],
        population(tmp_path, {"a": "INTEGER", "b": "DECIMAL(9,2)"}, rows),
    ) as simulation:
        assert awards(simulation) == [(100,), (200,)]


def test_floats_are_refused_with_the_column_and_the_remedy(tmp_path: Path) -> None:
    few_items = population(tmp_path, {"a": "STRUCT(x DOUBLE)[]"}, [{"a": [{"x": 1.5}]}])
    with pytest.raises(SimulationFault, match=r"“a”.*floats are not exact.*DECIMAL"):
        simulate([simple("count(a)", "a: Any")], few_items)


def test_an_amount_that_is_no_number_is_said_to_be_none(tmp_path: Path) -> None:
    one = population(tmp_path, {"a": "INTEGER"}, [{"a": 1}])
    with pytest.raises(SimulationFault, match=r"instead of a number"):
        simulate([simple("string(a)", "a: number", kind="string")], one)


def test_an_amount_beyond_what_results_hold_is_said(tmp_path: Path) -> None:
    one = population(tmp_path, {"a": "DECIMAL(38,0)"}, [{"a": Decimal(10) ** 30}])
    with pytest.raises(SimulationFault, match=r"£92 quadrillion"):
        simulate([simple("a * a", "a: number")], one)


def test_a_scheme_without_the_amount_it_names_is_refused() -> None:
    with pytest.raises(SimulationFault, match=r"no decision “weekly”.*yearly award"):
        Scheme("s", "S", shipped(TODAY), "weekly")


def test_two_schemes_of_one_name_are_refused(few: tuple[Population, list[dict[str, Any]]]) -> None:
    with pytest.raises(SimulationFault, match=r"Two schemes"):
        simulate([scheme(TODAY), scheme(TODAY)], few[0])


def test_a_characteristic_under_a_name_of_results_is_refused(tmp_path: Path) -> None:
    one = population(
        tmp_path, {"a": "INTEGER", "award_0": "INTEGER"}, [{"a": 1}], characteristics=["award_0"]
    )
    with pytest.raises(SimulationFault, match=r"award_0.*another name"):
        simulate([simple("a", "a: number")], one)


def test_progress_goes_from_nothing_to_all(few: tuple[Population, list[dict[str, Any]]]) -> None:
    heard: list[tuple[str, float]] = []
    with simulate(
        [scheme(TODAY)], few[0], sample=5, progress=lambda stage, done: heard.append((stage, done))
    ):
        pass
    stages = list(dict.fromkeys(stage for stage, _ in heard))
    assert stages[0] == "reading the population" and stages[-1] == "checking a sample"
    for stage in stages:
        fractions = [done for each, done in heard if each == stage]
        assert fractions == sorted(fractions) and fractions[-1] == 1.0


def test_whatever_a_policy_were_made_to_say_its_sql_reaches_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("key\nof-the-site\n")
    with simulate(
        [simple("pay", "pay: number")],
        population(tmp_path / "people", {"pay": "DECIMAL(12,2)"}, [{"pay": Decimal(1)}]),
    ) as made:
        for reach in (
            f"SELECT * FROM read_csv('{secret}')",
            f"COPY results TO '{tmp_path / 'taken.csv'}'",
            f"ATTACH '{tmp_path / 'other.duckdb'}'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
        ):
            with pytest.raises(duckdb.Error):
                made.connection.execute(reach)


NASTY = ["'; DROP TABLE results; --", '"', "\\'", "x' || (SELECT 1) || '", "\u2019;--", "/* ", "${0}", "$$;"]


@pytest.mark.parametrize("nasty", NASTY)
def test_text_and_names_in_a_policy_are_never_sql(tmp_path: Path, nasty: str) -> None:
    said = nasty.replace("\\", "\\\\").replace('"', '\\"')
    schemes = [simple(f'if kind = "{said}" then 1 else 2', "kind: string", name=nasty)]
    rows: list[dict[str, Any]] = [{"kind": nasty}, {"kind": "other"}]
    with simulate(schemes, population(tmp_path, {"kind": "VARCHAR"}, rows)) as made:
        assert awards(made) == [(100,), (200,)]
