"""What a draft does and what is wrong with it, worked out once for each text of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from commonweal.office.catalogue.service import UnknownService, current, read_kept, version
from commonweal.office.drafting.models import Draft
from commonweal.policy import Diagnostic, Difference, Finding, check, diff, load
from commonweal.service.examples import run_examples


@dataclass(frozen=True)
class Otherwise:
    """A worked example that comes out otherwise with the draft, with each result before and after."""

    name: str
    results: list[str]


@dataclass(frozen=True)
class Findings:
    """What is to be known of a draft before it is asked to be published."""

    diagnostics: list[Diagnostic]
    findings: list[Finding]
    differences: list[Difference]

    @property
    def errors(self) -> int:
        """How many faults stop it: of the file, and of rules that leave somebody undecided."""
        return self.unreadable + sum(each.severity == "error" for each in self.findings)

    @property
    def unreadable(self) -> int:
        """How many faults stop what it does from being worked out."""
        return sum(each.severity == "error" for each in self.diagnostics)


@lru_cache(maxsize=64)
def _findings(original: bytes, document: bytes) -> Findings:
    before, after = load(original), load(document)
    faults = list(after.diagnostics)
    broken = any(each.severity == "error" for each in faults)
    return Findings(faults, [] if broken else check(after), [] if broken else diff(before, after))


def findings(draft: Draft) -> Findings:
    """The draft's faults, the findings of its checks, and its differences from what it began as."""
    return _findings(bytes(draft.original), bytes(draft.document))


def examples_otherwise(draft: Draft) -> tuple[int, list[Otherwise]] | None:
    """How many worked examples the service has, and those that come out otherwise with the draft in place of
    the version it began as. None where the service is gone or cannot be read with the draft in it."""
    try:
        service = current(draft.service)
    except UnknownService:
        return None
    return _examples_otherwise(service.content_hash, draft.based_on_starts, bytes(draft.document))


@lru_cache(maxsize=32)
def _examples_otherwise(
    content_hash: str, starts: datetime.date, document: bytes
) -> tuple[int, list[Otherwise]] | None:
    service = version(content_hash)
    files = dict(service.files) | {f"policy/{starts.isoformat()}.dmn": document}
    changed = read_kept(service.slug, files)
    if changed.errors:
        return None
    was = {each.example.line: each for each in run_examples(service.folder)}
    found = []
    tried = run_examples(changed)
    for each in tried:
        if each.passes or not was[each.example.line].passes:
            continue
        results = [f"{one.says}: now {one.got}, was {one.expected}" for one in each.differences]
        found.append(Otherwise(each.example.name, results))
    return len(tried), found
