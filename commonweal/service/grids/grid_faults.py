"""What is wrong with a grid file, each with its council, its key and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GridFault:
    """One fault. `str()` is "grids.json: exampleshire_2026_27: `pct`: what is wrong. What to do."."""

    file: str
    council: str
    key: str
    message: str
    remedy: str

    def __str__(self) -> str:
        council = f"{self.council}: " if self.council else ""
        key = f"`{self.key}`: " if self.key else ""
        return f"{self.file}: {council}{key}{self.message} {self.remedy}".rstrip()


class GridFaults(ValueError):
    """A grid file cannot become a service; `faults` says why, in the file's order."""

    def __init__(self, faults: list[GridFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


@dataclass(slots=True)
class Complaints:
    """Collects the faults of one council's grid."""

    file: str
    council: str = ""
    faults: list[GridFault] = field(default_factory=list)

    def add(self, key: str, message: str, remedy: str) -> None:
        """Record a fault of a key."""
        self.faults.append(GridFault(self.file, self.council, key, message, remedy))

    def stop_if_any(self) -> None:
        """Raise GridFaults when there is any."""
        if self.faults:
            raise GridFaults(self.faults)
