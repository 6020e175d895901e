from __future__ import annotations

import pytest

from tests.policy.feel.evaluating import codes_of, to_feel, value_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a: 1, b: a + 1}.b", 2),
        ('get value({a: 1}, "a")', 1),
        ("get entries({a: 1})", [{"key": "a", "value": 1}]),
        ('context([{key: "a", value: 1, other: 2}])', {"a": 1}),
        ('context({key: "a", value: null})', {"a": None}),
        ('context put({x: 1, y: 0, z: 0}, "y", 2)', {"x": 1, "y": 2, "z": 0}),
        ('context put({x: 1, y: {a: 0}}, ["y", "a"], 2)', {"x": 1, "y": {"a": 2}}),
        ('context put({x: 1}, ["y"], 2)', {"x": 1, "y": 2}),
        ("context merge([{x: 1, y: 0}, {y: 2}])", {"x": 1, "y": 2}),
        ("{f: function(a, b) a - b, r: f(b: 1, a: 3)}.r", 2),
        ("{f: function(a, b) [a, b], r: f(b: 1)}.r", [None, 1]),
        ('{"a b": 1, c: a b + 1}.c', 2),
    ],
)
def test_contexts_give_what_the_standard_says(text: str, expected: object) -> None:
    assert value_of(text) == to_feel(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{a: 1}.b", "no-entry"),
        ("null.b", "null-operand"),
        ("(1).b", "no-property"),
        ('get value({a: 1}, "b")', "no-entry"),
        ('context([{key: "a", value: 1}, {key: "a", value: 2}])', "duplicate-entry"),
        ('context([{key: "a"}])', "bad-entry"),
        ("context put({}, [], 1)", "empty-list"),
        ('context put({y: 1}, ["y", "a"], 1)', "argument-type"),
        ("context merge([1])", "argument-type"),
        ("{f: function(a) a, r: f(1, 2)}.r", "wrong-arguments"),
        ("{f: function(a) a, r: f(b: 1)}.r", "wrong-arguments"),
        ('{f: function(a: number) a, r: f("x")}.r', "argument-type"),
        ("{f: function(a: tNothing) a, r: f(1)}.r", "unknown-type"),
        ("(1)()", "not-a-function"),
    ],
)
def test_what_has_no_value_is_null_and_says_why(text: str, code: str) -> None:
    assert value_of(text) is None
    assert code in codes_of(text)


def test_the_entries_of_a_context_keep_their_order() -> None:
    value = value_of("context merge([{b: 1, a: 2}, {c: 3, b: 4}])")
    assert isinstance(value, dict)
    assert list(value) == ["b", "a", "c"]


def test_evaluating_never_changes_the_values_it_was_given() -> None:
    given = {"list": [1, [2]], "pair": {"a": 1}}
    value_of('[append(list, 3), context put(pair, "a", 2), concatenate(list, list)]', **given)
    assert given == {"list": [1, [2]], "pair": {"a": 1}}
