"""A policy through time: a folder of models, each in force from the day it is named after until the next."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, overload

from .diagnostics import Diagnostic, PolicyFault
from .dmn.imports import Resolver
from .dmn.loading import load
from .dmn.model import Model
from .feel import Bindings

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
IN_FORCE: Final = "policy"
PROPOSED: Final = "policy/proposed"
"""Where a service folder keeps its versions, and its proposals."""


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One version: the day from which it is in force until the next one starts, its file and its model.

    Or a proposal of such rules, which never comes into force by its day.
    """

    starts: datetime.date
    path: Path
    model: Model
    proposed: bool = False

    @property
    def file(self) -> str:
        """The file's place in a service folder."""
        return f"{PROPOSED if self.proposed else IN_FORCE}/{self.path.name}"


def named_day(path: Path) -> datetime.date | None:
    """The day that a version's file is named after, as `YYYY-MM-DD.dmn`; None where it is named otherwise.

    Raises ValueError for a day that the calendar does not have.
    """
    return datetime.date.fromisoformat(path.stem) if _DAY.fullmatch(path.stem) else None


def in_force(versions: Sequence[PolicyVersion], date: datetime.date) -> PolicyVersion | None:
    """The version of these, the earliest first, that is in force on a day; None before the first."""
    at = bisect_right(versions, date, key=lambda each: each.starts)
    return versions[at - 1] if at else None


class PolicyVersions(Sequence[PolicyVersion]):
    """The versions in a folder, the earliest first: files called `YYYY-MM-DD.dmn`. Others are not versions.

    Each is loaded once, when the folder is read. Raises PolicyFault, with every file's faults, when the
    folder holds no version, or a file in it is no DMN model or not named after a day.
    """

    def __init__(
        self, folder: str | Path, *, imports: Resolver | None = None, bindings: Bindings | None = None
    ) -> None:
        self.folder = Path(folder)
        faults: list[Diagnostic] = []
        versions: list[PolicyVersion] = []
        for path in sorted(self.folder.glob("*.dmn")) if self.folder.is_dir() else ():
            try:
                starts = named_day(path)
                if starts is None:
                    continue
                versions.append(PolicyVersion(starts, path, load(path, imports=imports, bindings=bindings)))
            except PolicyFault as fault:
                faults += fault.diagnostics
            except ValueError:
                message = f"“{path.stem}” is not a day of the calendar."
                remedy = "Name the file after the day from which it is in force."
                faults.append(Diagnostic("error", "version-name", message, remedy, path.name))
        if not versions and not faults:
            message = f"The folder “{self.folder.name}” has no policy version."
            remedy = "Name each file after the day from which it is in force, such as 2025-04-01.dmn."
            faults.append(Diagnostic("error", "no-version", message, remedy, self.folder.name))
        if faults:
            raise PolicyFault(faults)
        self._versions = tuple(sorted(versions, key=lambda each: each.starts))

    @overload
    def __getitem__(self, at: int) -> PolicyVersion: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PolicyVersion]: ...
    def __getitem__(self, at: int | slice) -> PolicyVersion | Sequence[PolicyVersion]:
        return self._versions[at]

    def __len__(self) -> int:
        return len(self._versions)

    def __iter__(self) -> Iterator[PolicyVersion]:
        return iter(self._versions)

    def on(self, date: datetime.date) -> PolicyVersion:
        """The version in force on a day. Raises LookupError for a day before the first version."""
        found = in_force(self._versions, date)
        if found is None:
            first = self._versions[0].starts.isoformat()
            raise LookupError(f"No policy is in force on {date.isoformat()}; the first starts on {first}.")
        return found

    def with_hash(self, content_hash: str) -> PolicyVersion | None:
        """The version whose model has that content hash, so that an old decision can be taken again."""
        return next((each for each in self._versions if each.model.content_hash == content_hash), None)
