"""One decision table as boxes: its columns cut into atoms, its rules into sets of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..dmn import tree
from .cells import Cell
from .column import Atoms
from .partition import Boxes, Region, Work
from .surroundings import Place, Surroundings
from .value_sets import ValueSet


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table ready to be checked.

    `certain` holds what each rule surely lets through and `possible` what it may: they differ only in cells
    that cannot be told before the table runs, for which `certain` has nothing and `possible` everything.
    """

    table: tree.DecisionTable
    place: Place
    atoms: tuple[Atoms, ...]
    certain: Boxes
    possible: Boxes
    cells: tuple[tuple[Cell, ...], ...]
    declared: tuple[ValueSet, ...]

    @property
    def domain(self) -> Region:
        """All that can come to the table."""
        return tuple(each.every for each in self.atoms)


def shape_of(table: tree.DecisionTable, place: Place, surroundings: Surroundings) -> TableShape:
    """Read a table's cells and cut its columns. Raises WorkStopped when there is too much to do."""
    atoms: list[Atoms] = []
    read: list[list[Cell]] = []
    declared: list[ValueSet] = []
    certain: list[list[int]] = []
    possible: list[list[int]] = []
    for at, clause in enumerate(table.inputs):
        domain = surroundings.column(clause, place)
        reader = surroundings.reader(clause, place)
        column = [reader.read(rule.inputs[at].text) for rule in table.rules]
        if not any(cell.tests_null for cell in column):
            domain = domain.given()
        exact = {cell.text: cell.exact for cell in column}
        cut = Atoms([each for each in exact.values() if each is not None], domain)
        masks = {text: cut.mask(values) if values is not None else None for text, values in exact.items()}
        found = [masks[cell.text] for cell in column]
        certain.append([0 if mask is None else mask for mask in found])
        possible.append([cut.every if mask is None else mask for mask in found])
        atoms.append(cut)
        read.append(column)
        declared.append(replace(domain, null=False))
    every = tuple(each.every for each in atoms)
    rows = range(len(table.rules))
    work = Work(weight=1 + len(rows) // 500)
    return TableShape(
        table,
        place,
        tuple(atoms),
        Boxes(every, [tuple(column[row] for column in certain) for row in rows], work),
        Boxes(every, [tuple(column[row] for column in possible) for row in rows], work),
        tuple(tuple(column[row] for column in read) for row in rows),
        tuple(declared),
    )
