import datetime
from decimal import Decimal

import pytest
from hypothesis import given as draws
from hypothesis import settings
from hypothesis import strategies as st

from commonweal.policy import Model, why_not

from .checks.tables import expression, given, item, model, table


def scheme() -> Model:
    return model(
        item("money", "number"),
        item("tTenure", "string", '"owner", "council", "private"'),
        given("savings", "money"),
        given("earnings", "money"),
        given("liable", "boolean"),
        given("born", "date"),
        given("tenure", "tTenure"),
        expression("counted", "max(0, earnings - 25)", inputs=["earnings"], type_="money"),
        table("share", ["counted"], [("<= 93", "100"), ("(93..111]", "75"), ("> 111", "0")],
              decisions=["counted"], type_="number"),
        table(
            "eligible",
            ["liable", "savings", "born", "tenure"],
            [
                ("true", "<= 16000", '> date("1959-04-05")', '"council", "private"', "true"),
                ("-", "-", "-", "-", "false"),
            ],
            hit="FIRST",
            inputs=["liable", "savings", "born", "tenure"],
            type_="boolean",
        ),
        expression("award", "if eligible then decimal(20 * share / 100, 2) else 0",
                   decisions=["eligible", "share"], type_="money"),
    )  # fmt: skip


SCHEME = scheme()
AWARDED: dict[str, object] = {
    "savings": Decimal("100"),
    "earnings": Decimal("100"),
    "liable": True,
    "born": datetime.date(1980, 1, 1),
    "tenure": "council",
}


def smallest(**differing: object) -> tuple[str, object, str]:
    changes = why_not(SCHEME, {**AWARDED, **differing}, "award")
    return changes[0].input, changes[0].then, changes[0].reach


def test_savings_over_the_limit_are_told_with_the_limit() -> None:
    change = why_not(SCHEME, {**AWARDED, "savings": Decimal("17000")}, "award")[0]
    assert (change.input, change.then, change.reach) == ("savings", Decimal("16000"), "or less")
    assert (change.outcome_now, change.outcome_then) == (Decimal(0), Decimal("20.00"))
    assert change.words() == (
        "If your answer to “savings” had been £16,000 or less, “award” would have been £20."
    )
    assert change.words("cy", subject="eich cynilion") == (
        "Pe bai eich cynilion wedi bod yn £16,000 neu lai, £20 fyddai “award”."
    )


def test_a_choice_a_yes_and_a_date_are_found_too() -> None:
    assert smallest(liable=False) == ("liable", True, "exactly")
    assert smallest(tenure="owner")[:1] == ("tenure",)
    name, then, reach = smallest(born=datetime.date(1950, 1, 1))
    assert (name, str(then), reach) == ("born", "Date(year=1959, month=4, day=6)", "or later")


def test_the_boundary_is_followed_through_the_decisions_before_it() -> None:
    assert smallest(earnings=Decimal("200"))[:2] == ("earnings", Decimal("136.00"))
    assert smallest(earnings=Decimal("130"))[:2] == ("earnings", Decimal("118.00"))


def test_nothing_is_told_where_no_single_change_helps() -> None:
    assert why_not(SCHEME, {**AWARDED, "liable": False, "savings": Decimal(20000)}, "award") == []
    assert why_not(SCHEME, AWARDED, "award") == []


def test_only_the_inputs_asked_about_are_changed() -> None:
    asked = {**AWARDED, "savings": Decimal(17000)}
    assert why_not(SCHEME, asked, "award", among=["earnings"]) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_sentence_holds_what_it_says(language: str) -> None:
    change = why_not(SCHEME, {**AWARDED, "earnings": Decimal(130)}, "award")[0]
    assert "118" in change.words(language)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@draws(st.integers(0, 3_000_000), st.integers(0, 30_000))
def test_every_change_told_is_true_and_no_smaller_step_does_it(savings: int, earnings: int) -> None:
    household = {**AWARDED, "savings": Decimal(savings) / 100, "earnings": Decimal(earnings) / 100}
    now = SCHEME.decide(household, "award").value
    for change in why_not(SCHEME, household, "award"):
        then = SCHEME.decide({**household, change.input: change.then}, "award").value
        assert then == change.outcome_then and then > now  # type: ignore[operator]
        if isinstance(change.then, Decimal):
            step = Decimal("0.01") if change.then < change.now else Decimal("-0.01")  # type: ignore[operator]
            nearer = SCHEME.decide({**household, change.input: change.then + step}, "award").value
            assert nearer == now
