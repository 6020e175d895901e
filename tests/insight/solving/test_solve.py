"""Finding schemes: the frontier is what trying every scheme one by one gives, and every limit is kept."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from commonweal.insight.population import Population, PopulationFault, read_population
from commonweal.insight.simulation import Scheme, simulate
from commonweal.insight.solving import SolvingFault, read_problem, solve, write_schemes
from commonweal.insight.solving.places import with_numbers
from commonweal.policy import load
from tests.insight.solving.people import people

SERVICE = Path(__file__).parents[3] / "services" / "central-bedfordshire"
FILE = SERVICE / "policy" / "2025-04-01.dmn"
TODAY = Scheme("today", "Today", load(FILE))

MOVES = """
may move:
  top: {table: discount percentage, result: 100, from: 80, to: 100, step: 10}
  second: {table: discount percentage, result: 75, from: 55, to: 85, step: 10}
  left out: {expression: earned income, number: 32, from: 12, to: 32, step: 20}
"""


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> Population:
    return read_population(people(tmp_path_factory.mktemp("people")))


def asked(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "question.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def each_scheme(population: Population) -> Iterator[tuple[tuple[Decimal, ...], list[Decimal], list[Decimal]]]:
    """Every scheme of MOVES, run from its own file: its numbers, today's awards and its own."""
    source = FILE.read_bytes()
    problem_moves = {}
    for top, second, out in itertools.product((80, 90, 100), (55, 65, 75, 85), (12, 32)):
        text = source.decode()
        text = text.replace("<text>100</text>", f"<text>{top}</text>")
        text = text.replace("<text>75</text>", f"<text>{second}</text>").replace(
            "earnings - 32", f"earnings - {out}"
        )
        scheme = Scheme("s", "S", load(text.encode(), name="s.dmn"))
        with simulate([TODAY, scheme], population) as simulation:
            rows = simulation.connection.execute("SELECT award_0, award_1 FROM results").fetchall()
        before = [Decimal(a) / 100 for a, _ in rows]
        after = [Decimal(b) / 100 for _, b in rows]
        problem_moves[(top, second, out)] = after
        yield (Decimal(top), Decimal(second), Decimal(out)), before, after


def test_the_frontier_is_that_of_trying_every_scheme_one_by_one(
    tmp_path: Path, population: Population
) -> None:
    limit = Decimal(6)
    problem = read_problem(
        asked(
            tmp_path,
            f"{MOVES}in order: [top >= second]\nschemes: 50\n"
            f"limits: {{no household loses more than: {limit}}}\n",
        )
    )
    found = solve(problem, TODAY, FILE.read_bytes(), population)
    points = {}
    for numbers, before, after in each_scheme(population):
        losses = [max(Decimal(0), b - a) for b, a in zip(before, after, strict=True)]
        if numbers[0] >= numbers[1] and max(losses) * 7 / 365 <= limit:
            points[numbers] = (sum(after), sum(losses))
    assert 2 < len(points) < 24
    best = {
        point
        for point in points.values()
        if not any(
            other != point and other[0] <= point[0] and other[1] <= point[1] for other in points.values()
        )
    }
    assert {(each.measured.cost, each.measured.total_loss) for each in found.solutions} == best
    assert found.within == len(points)
    for each in found.solutions:
        assert points[tuple(each.values.values())][0] == each.measured.cost


def test_each_scheme_is_a_file_that_says_its_numbers_in_its_words_too(
    tmp_path: Path, population: Population
) -> None:
    problem = read_problem(asked(tmp_path, f"{MOVES}budget: {{at most: 1000000000}}\n"))
    found = solve(problem, TODAY, FILE.read_bytes(), population)
    files = write_schemes(found, tmp_path / "out")
    assert {each.suffix for each in files} == {".html", ".csv", ".dmn", ".svg"}
    page = files[0].read_text(encoding="utf-8")
    assert '<svg role="img"' in page
    assert "<script" not in page
    lower = next(each for each in found.solutions if each.values["top"] == 80)
    words = load(lower.document).node("discount percentage").element.logic.rules[0].annotations
    assert any("support is 80% of the bill" in each for each in words)
    assert lower.changes


def test_groups_are_protected(tmp_path: Path, population: Population) -> None:
    text = f"{MOVES}limits: {{no group loses more than: 5%, groups: [household type], smallest group: 1}}\n"
    found = solve(read_problem(asked(tmp_path, text)), TODAY, FILE.read_bytes(), population)
    assert found.solutions
    assert all(each.measured.worst_group <= Decimal("0.05") for each in found.solutions)
    assert any(each.measured.groups for each in found.solutions)


def test_no_scheme_within_every_limit_says_what_stops_it(tmp_path: Path, population: Population) -> None:
    text = f"{MOVES}budget: {{at most: 1}}\nlimits: {{no household loses more than: 1}}\n"
    found = solve(read_problem(asked(tmp_path, text)), TODAY, FILE.read_bytes(), population)
    assert not found.solutions
    assert "the budget" in found.nearest
    assert "No scheme is within every limit" in write_schemes(found, tmp_path / "out")[0].read_text()


def test_more_schemes_than_can_be_tried_are_searched_the_same_way_each_time(
    tmp_path: Path, population: Population
) -> None:
    pytest.importorskip("pymoo", reason="the optimiser is not installed: pip install 'commonweal[solve]'")
    text = """
may move:
  top: {table: discount percentage, result: 100, from: 60, to: 100, step: 0.5}
  second: {table: discount percentage, result: 75, from: 30, to: 90, step: 0.5}
  limit: {table: discount percentage, bound: 121.85, from: 100, to: 150, step: 0.05}
in order: [top >= second]
budget: {at most: 100000000}
schemes: 5
"""
    problem = read_problem(asked(tmp_path, text))
    one, other = (solve(problem, TODAY, FILE.read_bytes(), population, seed=3) for _ in range(2))
    assert [each.values for each in one.solutions] == [each.values for each in other.solutions]
    assert one.tried > 500
    for each in one.solutions:
        assert each.values["top"] >= each.values["second"]
        assert not each.notes, "bounds that move leave neither gap nor overlap"


def test_a_bound_moves_in_both_rules_that_share_it() -> None:
    from commonweal.insight.solving.problem import Move

    move = Move("m", "discount percentage", "bound", Decimal("121.85"), Decimal(1), Decimal(200), Decimal(1))
    changed = with_numbers(FILE.read_bytes(), TODAY.model, {move: Decimal("130")})
    cells = [
        each.inputs[1].text for each in load(changed).node("discount percentage").element.logic.rules[:2]
    ]
    assert cells == ["[0..130]", "(130..167.25]"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("budget: {at most: 5}", "nothing may move"),
        ("may move: {a: {table: t, from: 1, to: 2}}", "say which number"),
        ("may move: {a: {from: 1, to: 2}}", "say where the number stands"),
        ("may move: {a: {table: t, result: 1, from: 3, to: 2}}", "must be more than"),
        ("may move: {a: {table: t, result: 1, from: 1, to: 2, step: 0}}", "more than nothing"),
        ("may move: {a: {table: t, result: 1, from: 0, to: 9, step: 0.0001}}", "Take a larger step"),
        (f"{MOVES}limits: {{no group loses more than: 5%}}", "which groups"),
        (f"{MOVES}limits: {{no group loses more than: 5, groups: [sex]}}", "percentage"),
        (f"{MOVES}in order: [top >= third]", "not an order"),
        (f"{MOVES}harms: x", "no such key"),
    ],
)
def test_a_question_that_is_wrong_names_file_line_and_remedy(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PopulationFault, match=says) as raised:
        read_problem(asked(tmp_path, text))
    assert "question.yaml:" in str(raised.value)


@pytest.mark.parametrize(
    ("move", "says"),
    [
        ("{table: no such, result: 1, from: 1, to: 2}", "no decision “no such”"),
        ("{table: discount percentage, result: 99, from: 1, to: 2}", "no result 99"),
        ("{table: discount percentage, bound: 99, from: 1, to: 2}", "no condition 99"),
        ("{expression: earned income, number: 99, from: 1, to: 2}", "no number 99"),
        ("{expression: discount percentage, number: 100, from: 1, to: 2}", "no number 100"),
    ],
)
def test_a_number_that_stands_nowhere_is_said(
    tmp_path: Path, population: Population, move: str, says: str
) -> None:
    problem = read_problem(asked(tmp_path, f"may move:\n  a: {move}\n"))
    with pytest.raises(SolvingFault, match=says):
        solve(problem, TODAY, FILE.read_bytes(), population)


def test_a_group_that_the_population_does_not_know_is_said(tmp_path: Path, population: Population) -> None:
    text = f"{MOVES}limits: {{no group loses more than: 5%, groups: [religion]}}\n"
    with pytest.raises(SolvingFault, match="no characteristic “religion”"):
        solve(read_problem(asked(tmp_path, text)), TODAY, FILE.read_bytes(), population)
