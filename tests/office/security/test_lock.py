"""What is installed to run can be pinned by hash, and the lock names no place that it came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCK, re.M))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = ("postgresql", "notify", "oidc", "solve")


def test_every_package_is_pinned_and_every_pin_has_hashes():
    blocks = re.split(r"^(?=[A-Za-z0-9])", LOCK, flags=re.M)[1:]
    assert len(blocks) > 40
    assert all(re.match(r"[A-Za-z0-9._-]+==\S", block) for block in blocks)
    without = [block.split()[0] for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}", block)]
    assert not without


@pytest.mark.parametrize(
    "place", ["://", "index-url", "find-links", "trusted-host", "file:", " @ ", "/work", "/opt"]
)
def test_it_names_no_registry_and_no_machine(place):
    assert place not in LOCK


@pytest.mark.parametrize(
    "needed",
    [*PROJECT["dependencies"], *(each for name in EXTRAS for each in PROJECT["optional-dependencies"][name])],
)
def test_it_has_all_that_the_project_needs_in_a_version_that_it_takes(needed):
    wanted = Requirement(needed)
    pins = {canonicalize_name(name): version for name, version in PINNED.items()}
    assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)])
