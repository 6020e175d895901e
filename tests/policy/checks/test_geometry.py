"""The findings on random tables, compared with asking the model about every point of a small grid."""

import itertools
from decimal import Decimal

from hypothesis import given as draws
from hypothesis import settings
from hypothesis import strategies as st

from commonweal.policy.checks import check
from commonweal.policy.checks.column import bits, runs
from commonweal.policy.checks.lines import LineSet, Span, tidy

from .tables import given, item, model, table

ENDS = st.integers(0, 4)
COMPARISON = st.builds(lambda sign, end: f"{sign} {end}", st.sampled_from(["<", "<=", ">", ">="]), ENDS)
RANGE = st.builds(
    lambda opening, low, more, closing: f"{opening}{low}..{low + more}{closing}",
    st.sampled_from("[("),
    ENDS,
    st.integers(0, 3),
    st.sampled_from("])"),
)
POINT = ENDS.map(str)
ONE = st.one_of(COMPARISON, RANGE, POINT)
NUMBER_CELL = st.one_of(
    st.just("-"),
    ONE,
    st.lists(ONE, min_size=2, max_size=3).map(", ".join),
    ONE.map(lambda text: f"not({text})"),
)
NAMES = ('"a"', '"b"', '"c"')
NAME_CELL = st.one_of(
    st.just("-"),
    st.sampled_from(NAMES),
    st.just('"a", "b"'),
    st.sampled_from(NAMES).map(lambda text: f"not({text})"),
)
RULE = st.tuples(NUMBER_CELL, NAME_CELL, st.sampled_from(["1", "2"]))
RULES = st.lists(RULE, min_size=1, max_size=5)

GRID = [Decimal(half) / 2 for half in range(-2, 20)]


def policy(rules: list[tuple[str, str, str]], hit: str):  # type: ignore[no-untyped-def]
    return model(
        item("tName", "string", ", ".join(NAMES)),
        given("n", "number"),
        given("s", "tName"),
        table("t", ["n", "s"], rules, hit=hit, inputs=["n", "s"], type_="number"),
    )


def matching(rules: list[tuple[str, str, str]]) -> dict[tuple[Decimal, str], set[int]]:
    """For each point of the grid the rules that match, as the engine itself says of a table that collects."""
    collecting = policy(rules, "RULE ORDER")
    found = {}
    for n, s in itertools.product(GRID, "abc"):
        step = collecting.decide({"n": n, "s": s}, "t").trace.of("t")
        assert step is not None and step.table is not None
        found[n, s] = {each.number for each in step.table.matched}
    return found


@settings(max_examples=60, deadline=None)
@draws(RULES)
def test_gaps_and_overlaps_of_unique_are_exactly_those_of_the_grid(rules: list[tuple[str, str, str]]) -> None:
    truth = matching(rules)
    findings = check(policy(rules, "UNIQUE"))
    gaps = [each for each in findings if each.kind == "gap"]
    assert bool(gaps) == any(not rows for rows in truth.values())
    pairs = {pair for rows in truth.values() for pair in itertools.combinations(sorted(rows), 2)}
    assert {each.rows for each in findings if each.kind == "overlap"} == pairs
    for each in findings:
        if each.kind in ("gap", "overlap"):
            assert each.witness is not None and each.witness.verified and each.witness.inputs is not None


@settings(max_examples=60, deadline=None)
@draws(RULES)
def test_masked_and_dead_rules_of_first_are_exactly_those_that_never_decide(
    rules: list[tuple[str, str, str]],
) -> None:
    truth = matching(rules)
    findings = check(policy(rules, "FIRST"))
    dead = {each.row for each in findings if each.kind in ("masked-rule", "never-matches")}
    decides = {min(rows) for rows in truth.values() if rows}
    assert dead == set(range(1, len(rules) + 1)) - decides


@settings(max_examples=60, deadline=None)
@draws(RULES)
def test_a_rule_told_redundant_can_be_removed_without_changing_an_answer(
    rules: list[tuple[str, str, str]],
) -> None:
    for each in check(policy(rules, "FIRST")):
        if each.kind != "redundant-rule" or each.row is None:
            continue
        rest = rules[: each.row - 1] + rules[each.row :]
        before, after = policy(rules, "FIRST"), policy(rest, "FIRST") if rest else None
        for n, s in itertools.product(GRID, "abc"):
            assert after is not None
            asked = {"n": n, "s": s}
            assert before.decide(asked, "t").value == after.decide(asked, "t").value


SPAN = st.builds(
    lambda low, more, left, right: Span(
        Decimal(low), left or not more, Decimal(low + more), right or not more
    ),
    st.integers(-3, 6),
    st.integers(0, 4),
    st.booleans(),
    st.booleans(),
)
LINE = st.builds(lambda spans: LineSet(tidy(spans)), st.lists(SPAN, max_size=4))


@draws(LINE, LINE)
def test_meeting_and_joining_hold_exactly_the_points_that_they_should(one: LineSet, other: LineSet) -> None:
    for half in range(-10, 24):
        at = Decimal(half) / 2
        assert one.meet(other).holds(at) == (one.holds(at) and other.holds(at))
        assert one.join(other).holds(at) == (one.holds(at) or other.holds(at))


@draws(LINE, st.sampled_from([None, 0, 2]))
def test_the_points_told_of_a_set_belong_to_it_and_an_empty_set_has_none(
    line: LineSet, scale: int | None
) -> None:
    stepped = line.meet(LineSet((Span(None, False, None, False),), scale))
    points = list(stepped.points())
    assert all(stepped.holds(at) for at in points)
    assert stepped.empty == (not points)


@draws(st.integers(0, 2**40), st.integers(0, 5))
def test_runs_of_bits_are_the_bits(mask: int, offset: int) -> None:
    told = [at for start, end in runs(mask, offset) for at in range(start, end + 1)]
    assert told == [at + offset for at in bits(mask)]
