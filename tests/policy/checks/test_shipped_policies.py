"""What the checks alone make of slips in the policies that are shipped, before any example is tried."""

from __future__ import annotations

from functools import cache

import pytest

from commonweal.policy import check, load
from commonweal.policy.checks import Finding
from tests.services.shipped import POLICIES, SERVICES
from tests.services.test_policies_against_mutation import MUTATIONS, Mutation


@cache
def unique_rules(policy: str) -> frozenset[str]:
    """The ids of the rules in tables where every household must meet exactly one."""
    model = load(SERVICES / policy)
    tables = [each.logic for each in model.definitions.decisions if hasattr(each.logic, "rules")]
    return frozenset(
        str(rule.id)
        for table in tables
        if table.hit_policy == "UNIQUE"  # type: ignore[union-attr]
        for rule in table.rules  # type: ignore[union-attr]
    )


def of_bounds_and_rules(policy: str) -> list[Mutation]:
    return [
        each
        for each in MUTATIONS
        if each.policy == policy
        and each.rule in unique_rules(policy)
        and (each.what.endswith("lost") or "_input_" in each.what)
    ]


def faults(content: bytes) -> list[Finding]:
    return [each for each in check(load(content)) if each.severity == "error"]


@pytest.mark.parametrize("policy", POLICIES)
def test_a_shipped_policy_has_no_findings_but_notes(policy: str) -> None:
    assert [each for each in check(load(SERVICES / policy)) if each.severity != "note"] == []


@pytest.mark.parametrize("policy", POLICIES)
def test_every_bound_moved_and_rule_lost_in_a_unique_table_is_shown_by_a_household(policy: str) -> None:
    mutations = of_bounds_and_rules(policy)
    assert mutations
    missed = []
    for mutation in mutations:
        found = faults(mutation.content)
        if not any(each.witness is not None and each.witness.verified for each in found):
            missed.append(mutation.what)
    assert missed == []
