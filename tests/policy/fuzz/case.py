"""One thing to feed to the engine, and how it is kept in a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["feel", "cell", "dmn"]
CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Case:
    """FEEL text, the text of a table's cell, or the bytes of a DMN file."""

    kind: Kind
    content: bytes
    origin: str = ""

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    def save(self, folder: Path) -> Path:
        """Keep it, by its own hash."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{hashlib.sha256(self.content).hexdigest()[:16]}.{self.kind}"
        path.write_bytes(self.content)
        return path


def read(path: Path) -> Case:
    """A case that was kept."""
    kind = path.suffix[1:]
    assert kind in ("feel", "cell", "dmn"), path
    return Case(kind, path.read_bytes(), path.name)  # type: ignore[arg-type]


def kept(folder: Path = CORPUS) -> list[Case]:
    """Every case in a folder, in the order of their names."""
    return [read(path) for path in sorted(folder.glob("*.*")) if path.suffix in (".feel", ".cell", ".dmn")]
