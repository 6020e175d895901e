"""Any slip in a shipped table is caught by the folder's own examples.

Each mutation is a change that somebody could make by accident: a bound off by a penny, an open bound
closed, a rule lost, a result or a constant changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from commonweal.policy import load
from commonweal.service import Example
from commonweal.service.cells import row_inputs
from commonweal.service.examples import run_example
from commonweal.service.inputs import house_values
from commonweal.service.policies import Policies
from tests.services.shipped import POLICIES, SERVICES, folder

DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
BOUND = re.compile(r"\d+(?:\.\d+)?")
PENNY = Decimal("0.01")
BANDED = {"discount percentage", "household", "savings within limit"}
"""Tables whose bounds each decide somebody's result; `eligibility` is over values already sorted out."""
CONSTANTS = {
    "council-tax-support/policy/2025-04-01.dmn": [
        ("partner earnings - 25", "partner earnings - 25.01"),
        ("earnings + partner earnings", "earnings"),
        ("- universal credit housing", "+ universal credit housing"),
        ("- disability disregard", "+ disability disregard"),
        ("max(0, earned income", "max(1, earned income"),
        ("decimal(max(0, earned income + universal", "(max(0, earned income + universal"),
        ("then 10 else 5", "then 10 else 10"),
        ("then 10 else 5", "then 5 else 5"),
        ('duration("P18Y") then', 'duration("P19Y") then'),
        ("born &gt; day", "born &gt;= day"),
        ('relevant date - duration("P20Y")', 'relevant date - duration("P19Y")'),
        ("[born &gt; relevant", "[born &gt;= relevant"),
        ("* 365 / 7)", "* 52)"),
        ("* 7 / 365", "/ 52"),
        ("other adults deduction * 365", "0 * 365"),
        ("decimal(yearly support, 2)", "round half up(yearly support, 2)"),
        ("council tax bill - yearly award", "council tax counted - yearly award"),
        ("council tax bill * band share", "council tax bill * 1"),
        (
            'date of birth &gt; relevant date - duration("P18Y")',
            'date of birth &gt;= relevant date - duration("P18Y")',
        ),
    ],
    "central-bedfordshire/policy/2025-04-01.dmn": [("earnings - 32", "earnings - 32.01")],
    "central-bedfordshire/policy/proposed/2026-04-01.dmn": [("earnings - 32", "earnings - 32.01")],
    "manchester/policy/2019-04-01.dmn": [("* 7 / 366", "* 7 / 365"), ("- applicable amount", "")],
    "manchester/policy/2024-04-01.dmn": [("* 7 / 365", "* 7 / 366"), ("- applicable amount", "")],
    "somerset/policy/2024-04-01.dmn": [
        ("earnings - 25", "earnings - 25.01"),
        ("then 30 else", "then 20 else"),
    ],
}


@dataclass(frozen=True)
class Mutation:
    """One change to one policy file, in the rule with this id if it is in a rule."""

    policy: str
    what: str
    content: bytes
    rule: str = ""


def _table_mutations(policy: str) -> Iterator[Mutation]:
    source = (SERVICES / policy).read_bytes()
    root = etree.fromstring(source)
    for table in root.iter(f"{DMN}decisionTable"):
        name = table.getparent().get("name")
        for rule in table.findall(f"{DMN}rule"):
            place = rule.getparent().index(rule)
            table.remove(rule)
            yield Mutation(policy, f"{rule.get('id')} lost", etree.tostring(root), rule.get("id"))
            table.insert(place, rule)
            for entry in [*rule.findall(f"{DMN}inputEntry"), *rule.findall(f"{DMN}outputEntry")]:
                text = entry.find(f"{DMN}text")
                is_output = entry.tag == f"{DMN}outputEntry"
                if name not in BANDED and not is_output:
                    continue
                was = text.text
                for changed in _slips(was, whole=is_output or name == "household", bounds=not is_output):
                    text.text = changed
                    what = f"{entry.get('id')}: {was} becomes {changed}"
                    yield Mutation(policy, what, etree.tostring(root), rule.get("id"))
                text.text = was


def _slips(cell: str, *, whole: bool, bounds: bool) -> Iterator[str]:
    if cell.startswith('"'):
        return
    for found in BOUND.finditer(cell):
        value = Decimal(found.group())
        if value == 0:
            continue  # nothing is ever below nothing, so a lowest bound cannot be told from a lower one
        step = Decimal(1) if whole and value == value.to_integral_value() else PENNY
        for other in (value - step, value + step):
            yield cell[: found.start()] + str(other) + cell[found.end() :]
    for one, other in (("(", "["), ("]", ")"), ("<= ", "< "), ("> ", ">= ")):
        if bounds and one in cell:
            yield cell.replace(one, other)


def _constant_mutations(policy: str) -> Iterator[Mutation]:
    source = (SERVICES / policy).read_text()
    for was, becomes in CONSTANTS[policy]:
        assert was in source, f"{policy} no longer holds “{was}”"
        yield Mutation(policy, f"{was} becomes {becomes}", source.replace(was, becomes, 1).encode())


MUTATIONS = [
    mutation for policy in POLICIES for mutation in (*_table_mutations(policy), *_constant_mutations(policy))
]


@cache
def _examples(policy: str) -> tuple[tuple[Example, frozenset[str]], ...]:
    """The examples that a policy file decides, each with the ids of the rules that it meets."""
    service, file = Path(policy).parts[0], Path(policy).name
    read = folder(service)
    found = []
    for example in read.examples.rows:
        version = example.version(read.policies)
        if version.path.name == file:
            on = example.on or version.starts
            inputs, _ = row_inputs(read.journey(), example.given, version, house_values(on, on))
            tables = [step.table for step in version.model.decide(inputs, "left to pay").trace if step.table]
            met = frozenset(str(rule.id) for table in tables for rule in table.matched)
            found.append((example, met))
    return tuple(found)


def _caught(mutation: Mutation) -> bool:
    service, file = Path(mutation.policy).parts[0], Path(mutation.policy).name
    read = folder(service)
    model = load(mutation.content)
    versions = tuple(replace(v, model=model) if v.path.name == file else v for v in read.policies.versions)
    changed = replace(read, policies=Policies(versions))
    # Those that meet the changed rule first: they are the likeliest to notice.
    likeliest = sorted(_examples(mutation.policy), key=lambda each: mutation.rule not in each[1])
    return any(not run_example(changed, example).passes for example, _ in likeliest)


def test_the_mutations_are_many_and_of_every_policy() -> None:
    assert {mutation.policy for mutation in MUTATIONS} == set(POLICIES)
    assert sum("becomes" in mutation.what for mutation in MUTATIONS) > 400
    assert sum(mutation.what.endswith("lost") for mutation in MUTATIONS) > 100


@pytest.mark.parametrize("policy", POLICIES)
def test_an_unchanged_policy_is_not_called_changed(policy: str) -> None:
    assert not _caught(Mutation(policy, "nothing", (SERVICES / policy).read_bytes()))


@pytest.mark.parametrize("policy", POLICIES)
def test_the_examples_catch_every_slip(policy: str) -> None:
    survivors = [m.what for m in MUTATIONS if m.policy == policy and not _caught(m)]
    assert survivors == []
