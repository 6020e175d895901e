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

_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.dmn")


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One version: the day from which it is in force, its file and its model."""

    starts: datetime.date
    path: Path
    model: Model


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
            match = _DATED.fullmatch(path.name)
            if match is None:
                continue
            try:
                starts = datetime.date.fromisoformat(match[1])
                versions.append(PolicyVersion(starts, path, load(path, imports=imports, bindings=bindings)))
            except PolicyFault as fault:
                faults += fault.diagnostics
            except ValueError:
                message = f"“{match[1]}” is not a day of the calendar."
                remedy = "Name the file after the day from which it is in force."
                faults.append(Diagnostic("error", "version-name", message, remedy, path.name))
        if not versions and not faults:
            message = f"The folder “{self.folder.name}” has no policy version."
            remedy = "Name each file after the day from which it is in force, such as 2025-04-01.dmn."
            faults.append(Diagnostic("error", "no-version", message, remedy, self.folder.name))
        if faults:
            raise PolicyFault(faults)
        self._versions = tuple(sorted(versions, key=lambda each: each.starts))
        self._starts = [each.starts for each in self._versions]

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
        at = bisect_right(self._starts, date)
        if at == 0:
            first = self._starts[0].isoformat()
            raise LookupError(f"No policy is in force on {date.isoformat()}; the first starts on {first}.")
        return self._versions[at - 1]

    def with_hash(self, content_hash: str) -> PolicyVersion | None:
        """The version whose model has that content hash, so that an old decision can be taken again."""
        return next((each for each in self._versions if each.model.content_hash == content_hash), None)
