"""Which services are offered, and every version of each, ready to use."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from commonweal.office import house_words  # noqa: F401 (a service is refused where any group has gaps)
from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.catalogue.packing import content_hash, pack, read_files, unpack
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

if TYPE_CHECKING:
    from commonweal.service import ServiceFolder
    from commonweal.service.policies import Policies, PolicyVersion

# How long a process may go on offering a version after another process offered a newer one.
_SECONDS_BEHIND = 2.0


class UnknownService(LookupError):
    """No service of this name or version is in the catalogue."""


class FaultyService(ValueError):
    """A service folder has faults; `faults` says where and what to do."""

    def __init__(self, folder: Path, faults: list[Any]) -> None:
        self.faults = faults
        super().__init__("\n".join([f"{folder} cannot be offered:", *(f"  {fault}" for fault in faults)]))


@dataclass(frozen=True)
class PreparedService:
    """A version read into memory once for each process: nothing in it changes."""

    version: ServiceVersion
    folder: ServiceFolder
    files: Mapping[str, bytes]

    @property
    def slug(self) -> str:
        """The service's name in addresses."""
        return self.version.slug

    @property
    def content_hash(self) -> str:
        """The version's content hash."""
        return self.version.content_hash

    @cached_property
    def journeys(self) -> Mapping[str, Any]:
        """The journey in each language that the service is offered in."""
        return {language: self.folder.journey(language) for language in self.folder.service.languages}

    @property
    def any_journey(self) -> Any:
        """The journey in the service's first language: keys, types and conditions are the same in all."""
        return next(iter(self.journeys.values()))

    @property
    def policies(self) -> Policies:
        """The dated policy versions: `.on(date)`."""
        return self.folder.policies

    def policy(self, policy_hash: str) -> PolicyVersion:
        """The policy version with this content, which made a decision. Raises UnknownService."""
        for each in self.folder.policies.versions:
            if each.model.content_hash == policy_hash:
                return each
        raise UnknownService(f"the version of the policy that made it ({policy_hash[:12]}) is gone")

    @property
    def process(self) -> bytes | None:
        """The bytes of casework.bpmn; None where the folder has none."""
        return self.files.get("casework.bpmn")


class _Known:
    """What this process has read already."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.versions: dict[str, PreparedService] = {}
        self.folders: dict[str, ServiceFolder] = {}
        self.offered: dict[str, tuple[float, str]] = {}


_known = _Known()


def offered() -> list[PreparedService]:
    """Every service's current version, by slug."""
    slugs = ServiceVersion.objects.order_by("slug").values_list("slug", flat=True).distinct()
    return [current(slug) for slug in slugs]


def current(slug: str) -> PreparedService:
    """The version of a service that new applications begin with. Raises UnknownService."""
    until, newest = _known.offered.get(slug, (0.0, ""))
    if time.monotonic() < until:
        return version(newest)
    found = (
        ServiceVersion.objects.filter(slug=slug)
        .order_by("-offered_at", "-pk")
        .values_list("content_hash", flat=True)
        .first()
    )
    if found is None:
        raise UnknownService(f"there is no service called “{slug}”")
    _known.offered[slug] = (time.monotonic() + _SECONDS_BEHIND, found)
    return version(found)


def version(wanted: str) -> PreparedService:
    """A version by its content hash, however old: what a case in progress uses. Raises UnknownService."""
    if known := _known.versions.get(wanted):
        return known
    with _known.lock:
        if known := _known.versions.get(wanted):
            return known
        row = ServiceVersion.objects.filter(content_hash=wanted).first()
        if row is None:
            raise UnknownService(f"there is no service version {wanted[:12]}")
        prepared = _prepare(row)
        _known.versions[wanted] = prepared
    return prepared


def _prepare(row: ServiceVersion) -> PreparedService:
    """Read a version from its own kept files, never from the folder that may have changed since."""
    files = unpack(bytes(row.files))
    if content_hash(row.slug, files) != row.content_hash:
        raise UnknownService(f"the files kept of {row} are not those that were added")
    folder = _known.folders.get(row.content_hash)
    if folder is None:
        folder = _known.folders[row.content_hash] = read_kept(row.slug, files)
    return PreparedService(row, folder, files)


def read_kept(slug: str, files: Mapping[str, bytes]) -> ServiceFolder:
    """A service folder read from its files' contents; its faults are in it."""
    with tempfile.TemporaryDirectory(prefix="commonweal-service-") as place:
        root = Path(place) / slug
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return _read(root)


def _read(root: Path) -> ServiceFolder:
    from commonweal.service import read_service

    return read_service(root)


def add(folder: Path, *, actor: Actor | None = None) -> ServiceVersion:
    """Put a service folder as it stands now into the catalogue under its name, and offer it.

    Policies that staff published are laid over its files. Adding the same content again changes nothing.
    Raises FaultyService when the folder has errors.
    """
    from commonweal.office.catalogue.publishing import laid_over

    folder = Path(folder).resolve()
    return offer(folder.name, laid_over(folder.name, read_files(folder)), actor=actor, folder=folder)


def offer(
    slug: str, files: Mapping[str, bytes], *, actor: Actor | None = None, folder: Path | None = None
) -> ServiceVersion:
    """Make these files the version that new applications begin with. `folder` is where they came from, if
    from one. Raises FaultyService."""
    wanted = content_hash(slug, dict(files))
    newest = ServiceVersion.objects.filter(slug=slug).order_by("-offered_at", "-pk").first()
    if newest is not None and newest.content_hash == wanted:
        return newest
    read = read_kept(slug, files)
    if not read.ok:
        raise FaultyService(folder or Path(slug), list(read.errors))
    subject = f"service:{slug}"
    with recording("offer service version", actor=actor or Actor.worker(), subject=subject) as facts:
        row, _ = ServiceVersion.objects.update_or_create(
            content_hash=wanted,
            defaults={"offered_at": timezone.now()},
            create_defaults={"slug": slug, "files": pack(dict(files)), "offered_at": timezone.now()},
        )
        facts["version"] = wanted
    _known.offered.pop(slug, None)
    return row


def forget() -> None:
    """Let go of every row read in this process. What was read from content alone stays."""
    with _known.lock:
        _known.versions.clear()
        _known.offered.clear()
