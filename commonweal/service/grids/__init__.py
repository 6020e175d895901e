"""Service folders from councils' income grids: see docs/reference/grid-file.md."""

from __future__ import annotations

from commonweal.service.grids.grid_faults import GridFault, GridFaults
from commonweal.service.grids.making import MadeFolder, folders_from_grids

__all__ = ["GridFault", "GridFaults", "MadeFolder", "folders_from_grids"]
