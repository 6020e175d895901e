"""A decision's trace as JSON: every step, each table's rows that matched, and the explanation in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast, get_args

from commonweal.office.records.feel_json import encode
from commonweal.policy import MatchedRule, NearMiss, Outcome, Step, TableTrace, explain
from commonweal.policy.explanation.spoken import Language
from commonweal.policy.feel import Function, Value
from commonweal.policy.partial import LeftOpen

EXPLAINED: Final[tuple[str, ...]] = get_args(Language)
"""The languages that a policy has words in."""


def trace_to_json(
    outcome: Outcome, *, languages: Sequence[str], left_open: LeftOpen | None = None
) -> dict[str, Any]:
    """`{"steps": […], "diagnostics": […], "explanation": {language: […]}}`; FEEL values as in `feel_json`.

    `left_open` is what rests on questions that were not asked because no answer could change the result; its
    names are kept as `untold`.

    The explanation is kept as it was given, so that what a person was told can be read for ever.
    """
    return {
        "steps": [_step(step) for step in outcome.trace],
        "diagnostics": [
            {"code": each.code, "message": each.message, "decision": each.element}
            for each in outcome.diagnostics
        ],
        "explanation": {
            language: [
                {"text": each.text, "authority": each.authority, "decision": each.decision}
                for each in explain(outcome, language=cast("Any", language), left_open=left_open)
            ]
            for language in _spoken(languages)
        },
        **({"untold": sorted(left_open.names)} if left_open and left_open.names else {}),
    }


def _spoken(languages: Sequence[str]) -> list[str]:
    """The languages that a policy can be explained in; English where it can be in none that is asked for."""
    return [language for language in languages if language in EXPLAINED] or ["en"]


def _step(step: Step) -> dict[str, Any]:
    return {
        "decision": step.decision,
        "label": step.label,
        "kind": step.kind,
        "inputs": _values(step.inputs),
        "value": _value(step.value),
        "tables": [_table(table) for table in step.tables],
    }


def _table(table: TableTrace) -> dict[str, Any]:
    return {
        "hit policy": table.hit_policy,
        "inputs": [[heading, _value(value)] for heading, value in table.inputs],
        "matched": [_rule(rule) for rule in table.matched],
        "near misses": [
            _rule(miss) | {"column": miss.column, "cell": miss.cell} for miss in table.near_misses
        ],
    }


def _rule(rule: MatchedRule | NearMiss) -> dict[str, Any]:
    return {"row": rule.number, "id": rule.id, "annotations": dict(rule.annotations)}


def _values(values: Mapping[str, Value]) -> dict[str, Any]:
    return {name: _value(value) for name, value in values.items() if not isinstance(value, Function)}


def _value(value: Value) -> Any:
    return None if isinstance(value, Function) else encode(value)
