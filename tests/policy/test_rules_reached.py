from decimal import Decimal

from commonweal.policy import coverage

from .checks.tables import given, model, table

POLICY = model(
    given("savings", "number"),
    table(
        "limit",
        ["savings"],
        [("< 5", '"a"'), ("[5..10)", '"b"'), ("-", '"c"')],
        hit="FIRST",
        inputs=["savings"],
    ),
)


def test_rules_that_examples_used_are_counted_and_the_others_named() -> None:
    outcomes = [POLICY.decide({"savings": Decimal(value)}, "limit") for value in (1, 2, 20)]
    found = coverage(POLICY, outcomes)
    (limit,) = found.tables
    assert (limit.counts, limit.never, limit.evaluated) == ((2, 0, 1), (2,), 3)
    assert (found.used, found.rules, found.examples) == (2, 3, 3)
    assert "never used: “limit” rule 2 (savings [5..10))" in str(found)


def test_no_examples_use_nothing() -> None:
    assert coverage(POLICY, []).tables[0].never == (1, 2, 3)


def test_tables_of_another_version_are_left_out() -> None:
    other = model(given("savings", "number"), table("limit", ["savings"], [("-", '"c"')], inputs=["savings"]))
    assert coverage(POLICY, [other.decide({"savings": Decimal(1)}, "limit")]).used == 0
