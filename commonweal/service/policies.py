"""The dated policy versions of a service folder: each is one DMN file named by the day it starts.

Those in `policy/` are the rules. Those in `policy/proposed/` are not, until somebody moves them there:
they are checked and tried like the rules, and never decide a case.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commonweal.policy import Diagnostic, Model, PolicyFault, PolicyVersion, load
from commonweal.policy.feel import FeelType
from commonweal.policy.versions import IN_FORCE, PROPOSED, in_force, named_day
from commonweal.service.faults import Faults

__all__ = ["FORMATS", "NoPolicyInForce", "Policies", "PolicyVersion", "read_policies"]
FORMATS = frozenset({"money", "percentage"})


class NoPolicyInForce(LookupError):
    """No version of the policy is in force on a day."""


@dataclass(frozen=True, slots=True)
class Policies:
    """Every version of a service's policy: those in force, the earliest first, then the proposals."""

    versions: tuple[PolicyVersion, ...] = ()

    def on(self, date: datetime.date, *, proposed: bool = False) -> PolicyVersion:
        """The version in force on a day; or, when `proposed`, the proposal for that day.

        Raises NoPolicyInForce before the first.
        """
        versions = [version for version in self.versions if version.proposed == proposed]
        found = in_force(versions, date)
        if found is None:
            what = "policy is proposed for" if proposed else "policy is in force on"
            first = f"; the first starts on {versions[0].starts}" if versions else ""
            raise NoPolicyInForce(f"no {what} {date}{first}")
        return found

    @property
    def latest(self) -> PolicyVersion:
        """The version in force that starts last. Raises NoPolicyInForce when there is none."""
        return self.on(datetime.date.max)

    def formats(self) -> dict[str, str]:
        """Every decision whose declared type says how it prints (`money`, `percentage`), with that type."""
        return {
            decision.name: decision.type_name
            for version in self.versions
            for decision in version.model.decisions
            if decision.type_name in FORMATS
        }

    def decision_types(self) -> dict[str, FeelType]:
        """Every decision of any version by name, with its type in the latest that has it."""
        found: dict[str, FeelType] = {}
        for version in self.versions:
            for decision in version.model.decisions:
                found[decision.name] = decision.type
        return found


def read_policies(folder: Path, faults_by_file: dict[str, Faults]) -> Policies:
    """Every readable version under `policy/`; faults go to each file's own collection."""
    versions = [
        *_read(folder, IN_FORCE, faults_by_file),
        *_read(folder, PROPOSED, faults_by_file),
    ]
    return Policies(tuple(versions))


def _read(folder: Path, place: str, faults_by_file: dict[str, Faults]) -> Iterator[PolicyVersion]:
    for path in sorted((folder / place).glob("*.dmn")):
        file = f"{place}/{path.name}"
        faults = faults_by_file.setdefault(file, Faults(file))
        starts = _starts(path)
        if starts is None:
            remedy = "Name it by the day it starts: 2025-04-01.dmn."
            faults.add(
                None, "policy-name", f"`{path.name}` does not say from which day it is in force.", remedy
            )
            continue
        model = _load(path, faults)
        if model is not None:
            yield PolicyVersion(starts, path, model, place == PROPOSED)


def _starts(path: Path) -> datetime.date | None:
    try:
        return named_day(path)
    except ValueError:
        return None


def _load(path: Path, faults: Faults) -> Model | None:
    try:
        model = load(path)
    except PolicyFault as fault:
        for diagnostic in fault.diagnostics:
            _pass_on(diagnostic, faults)
        return None
    for diagnostic in model.diagnostics:
        _pass_on(diagnostic, faults)
    return model


def _pass_on(diagnostic: Diagnostic, faults: Faults) -> None:
    subject = f"“{diagnostic.element}”" if diagnostic.element else ""
    if diagnostic.row is not None:
        subject += f" rule {diagnostic.row}"
    if diagnostic.column:
        subject += f" column “{diagnostic.column}”"
    message = f"{subject}: {diagnostic.message}" if subject else diagnostic.message
    place = (diagnostic.line, 1) if diagnostic.line else None
    faults.add(place, diagnostic.code, message, diagnostic.remedy, diagnostic.severity)
