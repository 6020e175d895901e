"""Nothing that an expression gives lies outside what the checks say it can give."""

from decimal import Decimal

from hypothesis import given as draws
from hypothesis import settings
from hypothesis import strategies as st

from commonweal.policy.checks.surroundings import Surroundings

from .tables import expression, given, item, model

NUMBER = st.sampled_from(["a", "b", "0", "1", "25", "0.5", "-3", "100"])


def _more(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    return st.one_of(
        st.builds(lambda pair, sign: f"({pair[0]} {sign} {pair[1]})", two, st.sampled_from("+-*/")),
        st.builds(
            lambda pair, name: f"{name}({pair[0]}, {pair[1]})", two, st.sampled_from(["max", "min", "sum"])
        ),
        st.builds(lambda one, places: f"decimal({one}, {places})", inner, st.integers(0, 3)),
        st.builds(
            lambda one, name: f"{name}({one})", inner, st.sampled_from(["floor", "ceiling", "abs", "-"])
        ),
        st.builds(
            lambda name, sign, end, pair: f"(if {name} {sign} {end} then {pair[0]} else {pair[1]})",
            st.sampled_from("ab"),
            st.sampled_from(["<", "<=", ">", ">=", "=", "!="]),
            st.sampled_from(["0", "25", "-3"]),
            two,
        ),
    )


PENCE = st.integers(-20_000, 20_000).map(lambda pence: Decimal(pence) / 100)
EDGES = st.sampled_from([Decimal(text) for text in ("0", "25", "-3", "100", "0.01", "24.99", "25.01")])


@settings(max_examples=150, deadline=None)
@draws(
    st.recursive(NUMBER, _more, max_leaves=6), st.lists(st.tuples(PENCE | EDGES, PENCE | EDGES), min_size=5)
)
def test_every_value_of_a_random_expression_is_within_its_reach(
    text: str, pairs: list[tuple[Decimal, Decimal]]
) -> None:
    policy = model(
        item("money", "number"),
        item("share", "number", "[0..100]"),
        given("a", "money"),
        given("b", "share"),
        expression("result", text, inputs=["a", "b"], type_="Any"),
        sound=False,  # `1 / 0` is told of as it is read; it has a value all the same
    )
    surroundings = Surroundings(policy)
    reachable = next(values for node, values in surroundings.values.items() if node.name == "result")
    for a, b in [*pairs, (Decimal(0), Decimal(0)), (Decimal(25), Decimal(100))]:
        value = policy.decide({"a": a, "b": abs(b) % 101}, "result").value
        assert reachable.holds(value), f"{text} gives {value} for {a}, {b}; told: {reachable}"
