from decimal import Decimal

import pytest

from commonweal.policy import Difference, Model, diff
from commonweal.policy.feel import Value

from ..checks.tables import expression, given, item, model, table

BANDS = [
    ('"single"', "<= 93", "100"),
    ('"single"', "(93..105]", "75"),
    ('"single"', "> 105", "0"),
    ('"couple"', "<= 145", "100"),
    ('"couple"', "> 145", "0"),
]


def scheme(
    bands: list[tuple[str, str, str]] = BANDS,
    *,
    less: str = "25",
    columns: tuple[str, str] = ("household", "counted"),
    hit: str = "UNIQUE",
) -> Model:
    return model(
        item("money", "number"),
        item("percentage", "number"),
        given("earnings", "money"),
        given("partner", "boolean"),
        given("bill", "money"),
        expression("counted", f"max(0, earnings - {less})", inputs=["earnings"], type_="money"),
        table("household", ["partner"], [("true", '"couple"'), ("false", '"single"')], inputs=["partner"]),
        table("share", columns, bands, decisions=["household", "counted"], type_="percentage", hit=hit),
        expression(
            "award", "decimal(bill * share / 100, 2)", inputs=["bill"], decisions=["share"], type_="money"
        ),
    )


def changed(row: int, *rule: str) -> list[tuple[str, str, str]]:
    return [*BANDS[:row], rule, *BANDS[row + 1 :]]  # type: ignore[list-item]


def outcomes(difference: Difference, before: Model, after: Model) -> tuple[Value, Value]:
    assert difference.example is not None
    given_ = difference.example.inputs
    return before.decide(given_, "award").value, after.decide(given_, "award").value


def test_a_policy_does_not_differ_from_itself() -> None:
    assert diff(scheme(), scheme()) == []


def test_a_moved_bound_is_told_as_the_end_of_its_band_with_a_household_that_gains() -> None:
    bands = changed(1, '"single"', "(93..111]", "75")
    bands[2] = ('"single"', "> 111", "0")
    before, after = scheme(), scheme(bands)
    first, second = diff(before, after)
    assert first.message == "single: the 75% band of “counted” now ends at £111, was £105"
    assert second.message == "single: the 0% band of “counted” now starts at £111, was £105"
    assert (first.rows, first.element) == ((2, 2), "share")
    for each in (first, second):
        was, now = outcomes(each, before, after)
        assert was != now
        assert each.example is not None and (each.example.before, each.example.after) == (was, now)


def test_an_end_that_is_no_longer_included_is_told_as_such() -> None:
    before, after = scheme(), scheme(changed(1, '"single"', "(93..105)", "75"))
    (difference,) = diff(before, after)
    assert difference.message == "single: the 75% band of “counted” now no longer includes £105"
    was, now = outcomes(difference, before, after)
    assert was is not None and now is None


def test_another_rate_is_told_with_the_band_it_is_of() -> None:
    before, after = scheme(), scheme(changed(1, '"single"', "(93..105]", "70"))
    (difference,) = diff(before, after)
    assert difference.message == ("single, more than £93 and at most £105: the result is now 70%, was 75%")
    was, now = outcomes(difference, before, after)
    assert isinstance(was, Decimal) and isinstance(now, Decimal) and was > now


def test_rules_added_and_removed_are_told_whole() -> None:
    (gone,) = diff(scheme(), scheme(BANDS[:-1]))
    assert (gone.change, gone.message) == (
        "removed",
        "a rule is gone: when “household” is “couple” and “counted” is more than £145, 0%",
    )
    assert gone.example is not None
    (new,) = diff(scheme(BANDS[:-1]), scheme())
    assert (new.change, new.rows) == ("added", (None, 5))


def test_an_expression_is_told_whole_and_by_the_part_that_changed() -> None:
    before, after = scheme(), scheme(less="30")
    (difference,) = diff(before, after)
    assert difference.what == "expression"
    assert difference.message == (
        "now `max(0, earnings - 30)`, was `max(0, earnings - 25)` (30 in place of 25)"
    )
    was, now = outcomes(difference, before, after)
    assert was != now


def test_the_order_of_columns_and_of_rules_that_do_not_overlap_is_no_difference() -> None:
    turned = [(income, household, share) for household, income, share in reversed(BANDS)]
    assert diff(scheme(), scheme(turned, columns=("counted", "household"))) == []


def test_the_order_of_rules_is_a_difference_where_it_counts() -> None:
    differences = diff(scheme(hit="FIRST"), scheme(list(reversed(BANDS)), hit="FIRST"))
    assert [each.message for each in differences] == ["the rules stand in another order, which counts here"]
    assert differences[0].sought and differences[0].example is None
    assert "no household was found whose outcome it changes" in str(differences[0])


def test_spaces_and_lines_are_no_difference() -> None:
    assert diff(scheme(), scheme(changed(1, ' "single" ', "( 93 .. 105 ]", " 75 "))) == []


def test_inputs_types_and_decisions_added_removed_and_changed_are_told() -> None:
    before = model(given("a", "number"), expression("award", "a", inputs=["a"]))
    after = model(
        item("tBand", "string", '"a", "b"'),
        given("a", "number"),
        given("b", "number"),
        expression("half", "b / 2", inputs=["b"]),
        expression("award", "a + half", inputs=["a"], decisions=["half"]),
    )
    told = {(each.change, each.what, each.element) for each in diff(before, after)}
    assert told == {
        ("added", "type", "tBand"),
        ("added", "input", "b"),
        ("added", "decision", "half"),
        ("changed", "expression", "award"),
    }
    back = {(each.change, each.what, each.element) for each in diff(after, before)}
    assert ("removed", "decision", "half") in back and ("removed", "input", "b") in back


@pytest.mark.parametrize("row", range(len(BANDS)))
def test_every_rule_left_out_is_shown_by_a_household(row: int) -> None:
    before, after = scheme(), scheme(BANDS[:row] + BANDS[row + 1 :])
    (difference,) = diff(before, after)
    was, now = outcomes(difference, before, after)
    assert was is not None and now is None


def test_the_search_for_examples_ends_however_many_rules_and_columns_somebody_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Counted in cells that are read, so that it ends at the same place on every machine."""
    from commonweal.policy.checks import trials

    names = [f"x{number}" for number in range(8)]

    def many(shift: int) -> Model:
        rules = [
            (
                *(
                    f"[{(rule * 37 + at * 11 + shift) % 900}..{(rule * 37 + at * 11) % 900 + 95}]"
                    for at in range(8)
                ),
                "1",
            )
            for rule in range(60)
        ]
        return model(
            *(given(name, "number") for name in names),
            table("award", names, [tuple(map(str, rule)) for rule in rules], inputs=names, type_="number"),
        )

    decided = [0]
    decide = Model.decide

    def counting(self: Model, *given: object, **more: object) -> object:
        decided[0] += 1
        return decide(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Model, "decide", counting)
    monkeypatch.setattr(trials, "MOST_WORK", 480 * 100)
    differences = diff(many(0), many(13))
    assert len(differences) >= 60
    assert decided[0] < 10 * 100
