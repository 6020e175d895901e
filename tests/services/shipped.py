"""The shipped service folders, and the published figures beside the project where they are present."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from commonweal.service import ServiceFolder, read_service

PROJECT = Path(__file__).parents[2]
SERVICES = PROJECT / "services"
PUBLISHED = PROJECT.parent / "shared" / "data" / "council-tax-reduction"
FOLDERS = sorted(path.name for path in SERVICES.iterdir() if (path / "service.yaml").is_file())
POLICIES = sorted(str(path.relative_to(SERVICES)) for path in SERVICES.glob("*/policy/**/*.dmn"))


@cache
def folder(name: str) -> ServiceFolder:
    return read_service(SERVICES / name)


def published(file: str) -> Any:
    """A file of published figures, numbers as decimals; the test is skipped where the data is not at hand."""
    path = PUBLISHED / file
    if not path.is_file():
        pytest.skip(f"the published figures are not at hand: {file}")
    return json.loads(path.read_text(), parse_float=Decimal, parse_int=Decimal)
