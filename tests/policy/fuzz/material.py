"""What there is to mutate: the shipped policies and, where there is a copy, the conformance kit's models."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parents[3]


def kit() -> Path | None:
    """The conformance kit: COMMONWEAL_DMN_TCK, or `dmn-tck` in a folder beside the project."""
    named = os.environ.get("COMMONWEAL_DMN_TCK")
    found = Path(named) if named else ROOT.parent / "shared" / "dmn-tck"
    return found if found.is_dir() else None


@cache
def policies() -> tuple[bytes, ...]:
    """The models, those of the project alone first."""
    return tuple(path.read_bytes() for path in sorted((ROOT / "services").glob("*/policy/**/*.dmn")))


@cache
def models(*, with_kit: bool = True) -> tuple[bytes, ...]:
    """Every model there is."""
    folder = kit() if with_kit else None
    found = sorted(folder.rglob("*.dmn")) if folder is not None else []
    return policies() + tuple(path.read_bytes() for path in found)


@cache
def expressions(*, with_kit: bool = True) -> tuple[str, ...]:
    """Every different FEEL text in the models."""
    texts: dict[str, None] = {}
    for content in models(with_kit=with_kit):
        try:
            root = etree.fromstring(content)
        except etree.XMLSyntaxError:
            continue
        for each in root.iter("{*}text"):
            if each.text and each.text.strip():
                texts[each.text.strip()] = None
    return tuple(texts)
