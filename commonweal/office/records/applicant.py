"""Whom a case is about, by the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonweal.office.catalogue.service import PreparedService
from commonweal.service.journey import Question


def applicant_name(prepared: PreparedService, answers: Mapping[str, Any]) -> str:
    """The applicant's full name: the answer to the journey's first question of the type `name`."""
    for asked in prepared.any_journey.asked:
        if isinstance(asked, Question) and asked.type.name == "name":
            return str(answers.get(asked.key) or "")[:200]
    return ""
