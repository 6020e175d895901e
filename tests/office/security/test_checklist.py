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


def test_every_line_says_where_it_stands():
    rows = [line.split("|")[1:-1] for line in CHECKLIST.splitlines() if line.startswith("| V")]
    assert len(rows) > 25
    for section, state, what in rows:
        assert state.strip() in {"holds", "open", "not applicable"}, section
        assert len(what.strip()) > 10, section
        if state.strip() == "holds":
            assert "::" in what or "make audit" in what or "Open:" in what, section
