from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from commonweal.policy.feel import evaluate

CALL = (
    '{f: function(x) external {java: {class: "java.lang.Math", method signature: "cos(double)"}}, r: f(0)}.r'
)


class Supplied:
    def __init__(self, function: Callable[..., object]) -> None:
        self.function = function
        self.asked: list[tuple[str, dict[str, str]]] = []

    def resolve(self, kind: str, mapping: Mapping[str, str]) -> Callable[..., object] | None:
        self.asked.append((kind, dict(mapping)))
        return self.function


def test_a_host_supplies_the_function_that_a_policy_names() -> None:
    supplied = Supplied(lambda x: math.cos(x))
    assert evaluate(CALL, bindings=supplied).value == 1
    assert supplied.asked == [("java", {"class": "java.lang.Math", "method signature": "cos(double)"})]


def test_a_function_that_no_host_supplies_is_null_and_says_so() -> None:
    found = evaluate(CALL)
    assert found.value is None
    assert found.problems[0].code == "no-binding"


def test_a_host_function_that_fails_or_gives_what_feel_lacks_is_null_and_says_so() -> None:
    def fails(_: object) -> object:
        raise RuntimeError("private detail")

    for supplied in (Supplied(fails), Supplied(lambda _: object()), Supplied(lambda: 1)):
        found = evaluate(CALL, bindings=supplied)
        assert found.value is None
        assert found.problems[-1].code == "external-failed"
        assert "private detail" not in found.problems[-1].message


def test_a_mapping_of_another_form_is_null_and_says_so() -> None:
    assert evaluate("{f: function(x) external {perl: 1}, r: f(0)}.r").problems[0].code == "bad-mapping"
