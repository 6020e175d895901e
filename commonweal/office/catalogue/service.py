"""Which services are offered, and every version of each, ready to use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonweal.office.catalogue.models import ServiceVersion

if TYPE_CHECKING:
    from commonweal.service import ServiceFolder


class UnknownService(LookupError):
    """No service of this name or version is in the catalogue."""


@dataclass(frozen=True)
class PreparedService:
    """A version read into memory: journeys by language, policies by date, the process's specification."""

    version: ServiceVersion
    folder: ServiceFolder
    journeys: Mapping[str, Any]
    policies: Any
    process: bytes

    @property
    def slug(self) -> str:
        """The service's name in addresses."""
        return self.version.slug


def offered() -> list[PreparedService]:
    """Every service's current version, by slug."""
    raise NotImplementedError


def current(slug: str) -> PreparedService:
    """The version of a service that new applications begin with. Raises UnknownService."""
    raise NotImplementedError


@lru_cache(maxsize=64)
def version(content_hash: str) -> PreparedService:
    """A version by its content, however old: what a case in progress uses. Raises UnknownService."""
    raise NotImplementedError


def add(folder: Path) -> ServiceVersion:
    """Put a service folder as it stands now into the catalogue, and offer it.

    Raises Faulty when `check` finds an error in it.
    """
    raise NotImplementedError
