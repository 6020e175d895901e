"""The phone script's words for each question, to stand beside its field."""

from __future__ import annotations

from functools import lru_cache

from commonweal.office.catalogue import service as catalogue
from commonweal.service.paper.phone_script import Line, PhoneScript, phone_script


@lru_cache(maxsize=32)
def script_of(content_hash: str, language: str) -> PhoneScript:
    """The script of a version of a service."""
    return phone_script(catalogue.version(content_hash).folder, language)


def lines_by_number(content_hash: str, language: str) -> dict[str, tuple[Line, ...]]:
    """What to say for each question, by the number that it has on paper and on the page."""
    script = script_of(content_hash, language)
    return {question.number: question.lines for section in script.sections for question in section.questions}
