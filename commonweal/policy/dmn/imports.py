"""Files that a model imports (DMN 1.5, 6.3.3), found without ever leaving the folder of the model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from lxml import etree

from commonweal.policy.diagnostics import Diagnostic, PolicyFault

from . import tree
from .reading import NAMESPACES, read
from .reports import Reports, Subject
from .safe_xml import LARGEST_FILE

MOST_UNITS: Final = 64
"""Files read for one model, each import counted where it stands: a chain of doubled imports grows fast."""


class Source(NamedTuple):
    """An imported file: what to call it in messages, and its bytes."""

    name: str
    content: bytes


class Resolver(Protocol):
    """How a host finds imported files; None when there is no such file."""

    def __call__(self, namespace: str, location: str | None) -> Source | None:
        """The file whose model has this namespace. `location` is the hint that the import gives."""


class Folder:
    """Finds imported models in one folder: by the location's file name, else by namespace. Nowhere else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._namespaces: dict[str, Path] | None = None

    def __call__(self, namespace: str, location: str | None) -> Source | None:
        """The file in the folder; a location that leads out of it is looked up by its last part."""
        if self._namespaces is None:
            self._namespaces = {space: path for path, space in self._models()}
        named = Path(unquote(urlsplit(location).path)).name if location else ""
        path = self._folder / named if named else None
        if path is not None and path.suffix == ".dmn" and path.is_file() and _namespace(path) == namespace:
            return Source(path.name, path.read_bytes())
        found = self._namespaces.get(namespace)
        return None if found is None else Source(found.name, found.read_bytes())

    def _models(self) -> Iterator[tuple[Path, str]]:
        for path in sorted(self._folder.glob("*.dmn")):
            namespace = _namespace(path)
            if namespace:
                yield path, namespace


def _namespace(path: Path) -> str | None:
    """The namespace of a file's model, read from its first element alone."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            return None
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
        for _, node in etree.iterparse(str(path), events=("start",), **options):
            namespace = node.get("namespace")
            return None if namespace is None else str(namespace)
    except (etree.XMLSyntaxError, OSError, ValueError):
        return None
    return None


class Unit:
    """One file's model where it stands among the imports: under a path of import names, empty for the top."""

    __slots__ = ("definitions", "imports", "path")

    def __init__(self, definitions: tree.Definitions, path: tuple[str, ...]) -> None:
        self.definitions = definitions
        self.path = path
        self.imports: list[tuple[tree.Import, Unit]] = []

    def all(self) -> Iterator[Unit]:
        """The units below this one and then itself, so that each comes after those it uses."""
        for _, unit in self.imports:
            yield from unit.all()
        yield self


def link(top: tree.Definitions, resolver: Resolver | None, reports: Reports) -> tuple[Unit, list[str]]:
    """The model with everything it imports, and the SHA-256 of each imported file in the order read."""
    digests: list[str] = []
    unit = Unit(top, ())
    waiting: list[tuple[Unit, frozenset[str]]] = [(unit, frozenset({top.namespace}))]
    units = 1
    while waiting:
        importer, above = waiting.pop(0)
        for each in importer.definitions.imports:
            subject = Subject(importer.definitions.file, each.name or each.namespace, each.line)
            if each.kind not in NAMESPACES:
                message = f"The import is of kind “{each.kind}”; only DMN models are imported."
                remedy = "Put its types and functions into a DMN model."
                reports.add(subject.diagnostic("warning", "import-kind", message, remedy))
                continue
            if each.namespace in above:
                message = "The model imports itself, directly or by way of other models."
                reports.add(
                    subject.diagnostic("error", "circular-import", message, "Remove one of the imports.")
                )
                continue
            if units >= MOST_UNITS:
                message = f"The model imports more than {MOST_UNITS} models in all."
                reports.add(subject.diagnostic("error", "too-many-imports", message, "Import fewer."))
                return unit, digests
            found = _read(each, resolver, reports, subject, digests)
            if found is not None:
                units += 1
                imported = Unit(found, (*importer.path, each.name) if each.name else importer.path)
                importer.imports.append((each, imported))
                waiting.append((imported, above | {each.namespace}))
    return unit, digests


def _read(
    wanted: tree.Import, resolver: Resolver | None, reports: Reports, subject: Subject, digests: list[str]
) -> tree.Definitions | None:
    source = resolver(wanted.namespace, wanted.location) if resolver is not None else None
    if source is None:
        message = f"No model with the namespace “{wanted.namespace}” was found."
        remedy = "Put the imported file into the same folder and check its namespace."
        reports.add(subject.diagnostic("error", "import-not-found", message, remedy))
        return None
    digests.append(hashlib.sha256(source.content).hexdigest())
    try:
        definitions, diagnostics = read(source.content, source.name)
    except PolicyFault as fault:
        reports.extend(fault.diagnostics)
        return None
    reports.extend(diagnostics)
    if definitions.namespace != wanted.namespace:
        message = f"“{source.name}” has the namespace “{definitions.namespace}”, not “{wanted.namespace}”."
        reports.add(
            Diagnostic(
                "error", "import-not-found", message, "Correct the import.", subject.file, subject.line
            )
        )
        return None
    return definitions
