"""Random FEEL trees for property tests: whatever the parser can make."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from commonweal.policy.feel import ast

NAMES = [
    "a",
    "b",
    "monthly income",
    "x-y",
    "what if?",
    "item",
    "partial",
    "count",
    "string length",
    "nothing here",
]
DECLARED = ["a", "b", "monthly income", "x-y", "what if?"]
MEMBERS = ["name", "first name", "time offset", "year", "day"]
PARAMETERS = ["p", "q", "rate of pay"]

literals = st.one_of(
    st.just(ast.NullLiteral()),
    st.booleans().map(ast.BooleanLiteral),
    st.decimals(min_value=0, max_value=10**12, places=3).map(ast.NumberLiteral),
    st.sampled_from(["0", "1", "2", "0.5", "1e3", "123456789012345678901234567890.1234"]).map(
        lambda text: ast.NumberLiteral(Decimal(text))
    ),
    st.text(max_size=8)
    .filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
    .map(ast.StringLiteral),
    st.sampled_from(
        [
            "2024-02-29",
            "10:30:00",
            "2025-04-01T10:00:00@Europe/London",
            "P1Y",
            "P1DT2H",
            "nonsense",
            "23:00:00+01:00",
        ]
    ).map(ast.AtLiteral),
)
names = st.sampled_from(NAMES).map(ast.Name)
simple_types = st.sampled_from(
    ["number", "string", "date and time", "Any", "days and time duration", "tUnknown"]
).map(ast.NamedType)
types = st.recursive(
    simple_types,
    lambda inner: st.one_of(
        inner.map(ast.ListOf),
        inner.map(ast.RangeOf),
        st.dictionaries(st.sampled_from(MEMBERS), inner, min_size=1, max_size=2).map(
            lambda entries: ast.ContextOf(tuple(entries.items()))
        ),
        st.builds(lambda ps, r: ast.FunctionOf(tuple(ps), r), st.lists(inner, max_size=2), inner),
    ),
    max_leaves=4,
)


def _several(kind: type, inner: st.SearchStrategy[ast.Node], least: int = 2) -> st.SearchStrategy[ast.Node]:
    return st.lists(inner, min_size=least, max_size=3).map(lambda parts: kind(tuple(parts)))


def _iterations(inner: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[tuple[ast.Iteration, ...]]:
    one = st.builds(ast.Iteration, st.sampled_from(["i", "each child"]), inner, st.none() | inner)
    return st.lists(one, min_size=1, max_size=2).map(tuple)


def _invocations(inner: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[ast.Node]:
    functions = st.sampled_from(["count", "string length", "sum", "date", "a", "substring", "sort"]).map(
        ast.Name
    )
    positional = st.builds(
        lambda f, arguments: ast.Invocation(f, tuple(arguments)),
        functions | inner,
        st.lists(inner, max_size=3),
    )
    named = st.builds(
        lambda f, given: ast.Invocation(f, tuple(given.values()), tuple(given)),
        functions,
        st.dictionaries(st.sampled_from(["list", "from", "start position"]), inner, min_size=1, max_size=2),
    )
    return positional | named


def _extend(inner: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[ast.Node]:
    comparisons = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    tests = inner | st.builds(ast.UnaryComparison, comparisons, inner)
    formals = st.lists(
        st.builds(ast.FormalParameter, st.sampled_from(PARAMETERS), st.none() | types),
        max_size=2,
        unique_by=lambda each: each.name,
    ).map(tuple)
    return st.one_of(
        st.builds(ast.Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
        st.builds(ast.Comparison, comparisons, inner, inner),
        inner.map(ast.Negation),
        st.builds(ast.Between, inner, inner, inner),
        st.builds(ast.In, inner, st.lists(tests, min_size=1, max_size=3).map(tuple)),
        _several(ast.Conjunction, inner),
        _several(ast.Disjunction, inner),
        st.builds(ast.InstanceOf, inner, types),
        st.builds(ast.If, inner, inner, inner),
        st.builds(ast.For, _iterations(inner), inner),
        st.builds(ast.Quantified, st.sampled_from(["some", "every"]), _iterations(inner), inner),
        st.builds(ast.RangeLiteral, inner, st.booleans(), inner, st.booleans()),
        _several(ast.ListLiteral, inner, 0),
        st.dictionaries(st.sampled_from([*MEMBERS, "no name!", ""]), inner, max_size=3).map(
            lambda entries: ast.ContextLiteral(tuple(entries.items()))
        ),
        st.builds(ast.FunctionDefinition, formals, inner, st.just(False)),
        st.builds(ast.Path, inner, st.sampled_from(MEMBERS)),
        st.builds(ast.Filter, inner, inner),
        _invocations(inner),
    )


trees: st.SearchStrategy[ast.Node] = st.recursive(literals | names, _extend, max_leaves=12)
