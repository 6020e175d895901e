"""From a grid file to service folders: which schemes belong in one folder, and what each folder holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commonweal.service.grids.assuming import with_defaults
from commonweal.service.grids.council_keys import council_name, read_key, same_council
from commonweal.service.grids.dmn_document import identifier
from commonweal.service.grids.filling import completed
from commonweal.service.grids.folder_writing import Version, assumptions_of, files_of, not_modelled
from commonweal.service.grids.grid_faults import GridFault, GridFaults
from commonweal.service.grids.grid_files import RawGrids, read_grid_file
from commonweal.service.grids.grid_reading import read_grid
from commonweal.service.grids.scheme import Scheme, leaves_out_earnings
from commonweal.service.grids.worked_example_files import (
    BESIDE,
    Worked,
    disregard_shown,
    examples_about,
    read_worked,
)
from commonweal.service.grids.worked_examples import worked_rows
from commonweal.service.strict_yaml import nearest


@dataclass(frozen=True, slots=True)
class MadeFolder:
    """A service folder not yet written: its name, its files, and what people must be told of it."""

    name: str
    files: dict[str, str]
    assumed: dict[str, str]
    not_modelled: tuple[str, ...]
    not_run: tuple[str, ...]
    schemes: tuple[Scheme, ...]

    def write(self, folder: Path) -> None:
        """Write every file. Raises OSError, and FileExistsError where the folder is there already."""
        if folder.exists() and any(folder.iterdir()):
            raise FileExistsError(str(folder))
        for place, content in self.files.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")


def folders_from_grids(
    path: Path, councils: Sequence[str] = (), examples: Path | None = None
) -> list[MadeFolder]:
    """A folder for each council of a grid file. Raises GridFaults.

    `councils`: keys of grids, or names of councils for all their years; empty for all. A council's grids
    go into one folder. `examples`: a file of worked examples; without it, the one beside the grids.
    """
    raw = read_grid_file(path)
    wanted = _wanted(path, raw, councils)
    every, faults = _read_all(path, raw, wanted)
    worked = _worked(path, examples)
    groups = _groups([scheme for scheme in every if scheme.key.partition(" ")[0] in wanted])
    made: list[MadeFolder] = []
    for name, schemes in groups.items():
        try:
            made.append(_folder(name, schemes, every, worked, path.name))
        except GridFaults as error:
            faults += error.faults
    if faults:
        raise GridFaults(list(dict.fromkeys(faults)))
    return made


def _wanted(path: Path, raw: RawGrids, councils: Sequence[str]) -> list[str]:
    if not councils:
        return list(raw)
    keys: list[str] = []
    for asked in councils:
        name = council_name(asked.replace("_", " ").replace("-", " "))
        found = [asked] if asked in raw else [k for k in raw if same_council(_council(k, raw), name)]
        if not found:
            remedy = nearest(asked, list(raw)) or f"It holds: {', '.join(raw)}."
            raise GridFaults([GridFault(path.name, asked, "", "the file holds no such grid.", remedy)])
        keys += [key for key in found if key not in keys]
    return keys


def _council(key: str, raw: RawGrids) -> str:
    given = raw[key].get("council")
    return given if isinstance(given, str) and given else read_key(key).council


def _read_all(path: Path, raw: RawGrids, wanted: Sequence[str]) -> tuple[list[Scheme], list[GridFault]]:
    """Every scheme of the file that can be read; faults of those that are wanted."""
    every: list[Scheme] = []
    faults: list[GridFault] = []
    for key, grid in raw.items():
        try:
            every += read_grid(key, grid, path.name)
        except GridFaults as error:
            if key in wanted:
                faults += error.faults
    return every, faults


def _worked(path: Path, examples: Path | None) -> list[Worked]:
    beside = path.parent / BESIDE
    if examples is not None:
        return read_worked(examples)
    return read_worked(beside) if beside.is_file() else []


def _groups(schemes: Sequence[Scheme]) -> dict[str, list[Scheme]]:
    """Schemes by folder: a council's years together; two schemes of one year apart."""
    groups: dict[str, list[Scheme]] = {}
    for scheme in schemes:
        name = identifier(scheme.council).replace("_", "-") or "council"
        together = groups.setdefault(name, [])
        if any((one.starts, one.proposed) == (scheme.starts, scheme.proposed) for one in together):
            name = re.sub(r"[^a-z0-9]+", "-", scheme.key.lower()).strip("-")
            together = groups.setdefault(name, [])
        together.append(scheme)
    return groups


def _folder(
    name: str, schemes: Sequence[Scheme], every: Sequence[Scheme], worked: Sequence[Worked], file: str
) -> MadeFolder:
    mine = sorted(schemes, key=lambda scheme: (scheme.starts, scheme.proposed))
    if all(scheme.proposed for scheme in mine):
        based = _base_of(mine[0], every)
        if based is not None:
            mine = [based, *mine]
    examples = examples_about(mine[0].council, worked)
    shown = disregard_shown(examples)
    finished: list[Scheme] = []
    for scheme in mine:
        scheme = completed(scheme, every, file)
        if shown is not None and not leaves_out_earnings(scheme.terms):
            amount, source = shown
            scheme = replace(scheme, terms=replace(scheme.terms, earnings_disregard=amount))
            told = "What is left out of earnings is that of one published example, for everyone."
            scheme = scheme.assume(told, source, "earned income")
        finished.append(with_defaults(scheme))
    in_force = any(not scheme.proposed for scheme in finished)
    if not in_force:
        told = "What is only proposed stands as if in force: the file has no scheme that is."
        finished = [finished[0].assume(told), *finished[1:]]
    versions = [
        Version(scheme, scheme.proposed and (in_force or index > 0)) for index, scheme in enumerate(finished)
    ]
    rows = worked_rows(examples, [(version.scheme, version.proposed) for version in versions])
    return MadeFolder(
        name=name,
        files=files_of(versions, rows.rows),
        assumed=assumptions_of(versions),
        not_modelled=tuple(not_modelled(versions)),
        not_run=tuple(rows.not_run),
        schemes=tuple(finished),
    )


def _base_of(scheme: Scheme, every: Sequence[Scheme]) -> Scheme | None:
    """The rules in force that a proposal changes."""
    earlier = [
        other
        for other in every
        if other.key != scheme.key
        and not other.proposed
        and (other.key == scheme.based_on or same_council(other.council, scheme.council))
        and other.starts <= scheme.starts
        and other.columns
    ]
    return max(earlier, key=lambda other: (other.key == scheme.based_on, other.starts), default=None)
