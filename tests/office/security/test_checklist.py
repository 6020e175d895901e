"""The checklist names tests, and every one of them exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CHECKLIST = (ROOT / "docs/reference/asvs.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", CHECKLIST)))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_every_test_that_the_checklist_names_exists(file, test):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_line_says_where_it_stands_and_none_is_open():
    rows = [line.split("|")[1:-1] for line in CHECKLIST.splitlines() if line.startswith("| V")]
    assert len(rows) > 60
    for requirement, state, what in rows:
        assert state.strip() in {"holds", "accepted", "not applicable"}, requirement
        assert len(what.strip()) > 10, requirement
        if state.strip() == "holds":
            assert re.search(r"`tests/[\w/]+\.py::\w+`", what), requirement
        if state.strip() == "accepted":
            assert "because" in what, requirement
    assert not re.search(r"\bopen\b:", CHECKLIST, re.IGNORECASE)


def test_every_section_of_the_standard_has_a_line():
    told = set(re.findall(r"^\| V(\d+)", CHECKLIST, re.MULTILINE))
    assert told == {str(number) for number in range(1, 15)}
