"""The findings about one decision table, as regions and rows: geometry only, no household yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..dmn import tree
from ..feel import Scope, Value, compile_expression
from .cells import constant_value, is_constant
from .column import bits
from .finding import Kind, Severity
from .partition import Boxes, Region, WorkStopped, merged
from .table import TableShape

MOST_OF_A_KIND: Final = 50
"""Findings of one kind told of one table; after that their number is told."""

_MANY: Final = ("COLLECT", "RULE ORDER", "OUTPUT ORDER")


@dataclass(frozen=True, slots=True)
class Trace:
    """A finding before it is put into words: the rules and the part of the table it is about."""

    kind: Kind
    severity: Severity
    rows: tuple[int, ...] = ()
    region: Region | None = None
    column: int | None = None
    detail: str = ""


def traces(shape: TableShape) -> Iterator[Trace]:
    """Everything to be said of a table, errors and warnings as they come."""
    yield from _not_analysed(shape)
    if not shape.table.inputs:
        return
    told: set[int] = set()
    for kind, finder in (
        ("never-matches", _never),
        ("overlap", _overlaps),
        ("masked-rule", _masked),
        ("redundant-rule", _redundant),
        ("gap", _gaps),
        ("mergeable-rules", _mergeable),
    ):
        try:
            for trace in _limited(finder(shape), kind):
                if trace.kind != "mergeable-rules" or told.isdisjoint(trace.rows):
                    yield trace
                if trace.kind in ("masked-rule", "redundant-rule"):
                    told.update(trace.rows[:1])
        except WorkStopped:
            detail = f"looking for {kind.replace('-', ' ')}s"
            yield Trace("check-stopped", "warning", detail=detail)
            return


def _limited(found: Iterator[Trace], kind: str) -> Iterator[Trace]:
    for count, trace in enumerate(found):
        if count == MOST_OF_A_KIND:
            yield Trace(
                "check-stopped", "note", detail=f"after {MOST_OF_A_KIND} findings of the kind “{kind}”"
            )
            return
        yield trace


def _not_analysed(shape: TableShape) -> Iterator[Trace]:
    for column in range(len(shape.table.inputs)):
        rows = tuple(row for row, cells in enumerate(shape.cells) if cells[column].exact is None)
        if rows:
            yield Trace("not-analysed", "note", rows, column=column)


def _never(shape: TableShape) -> Iterator[Trace]:
    for row, box in enumerate(shape.possible.rules):
        for column, mask in enumerate(box):
            if not mask:
                yield Trace("never-matches", "warning", (row,), column=column)
                break


def _overlaps(shape: TableShape) -> Iterator[Trace]:
    table, boxes = shape.table, shape.certain
    if table.hit_policy not in ("UNIQUE", "ANY"):
        return
    for row in bits(boxes.living):
        later = boxes.reaching(row) >> (row + 1) << (row + 1)
        for other in bits(later):
            region = shared(boxes, row, other)
            if table.hit_policy == "UNIQUE":
                yield Trace("overlap", "error", (row, other), region)
            elif same_outputs(table, row, other) is False:
                yield Trace("conflict", "error", (row, other), region)


def shared(boxes: Boxes, one: int, other: int) -> Region:
    """What two rules both let through."""
    return tuple(a & b for a, b in zip(boxes.rules[one], boxes.rules[other], strict=True))


def _masked(shape: TableShape) -> Iterator[Trace]:
    table = shape.table
    if table.hit_policy not in ("FIRST", "PRIORITY"):
        return
    for row in bits(shape.possible.living):
        box = shape.possible.rules[row]
        before = stronger(shape, row)
        if before and shape.certain.covered(box, shape.certain.meeting(box) & before):
            covering = _covering(shape.certain, box, before)
            yield Trace("masked-rule", "warning", (row, *covering), box)


def stronger(shape: TableShape, row: int) -> int:
    """The rules whose output is taken rather than this rule's where both match."""
    if shape.table.hit_policy == "FIRST":
        return (1 << row) - 1
    ranks = priorities(shape.table)
    if ranks is None:
        return 0
    return sum(1 << other for other, rank in enumerate(ranks) if rank < ranks[row])


def priorities(table: tree.DecisionTable) -> list[tuple[int, ...]] | None:
    """For each rule the place of its outputs among the output values, the smallest first; None if unknown."""
    found: list[list[int]] = [[] for _ in table.rules]
    for at, clause in enumerate(table.outputs):
        if clause.allowed is None:
            return None
        order = compile_expression(f"[{clause.allowed.text}]", Scope())
        if order.tree is None or not is_constant(order.tree):
            return None
        values = constant_value(order.tree, Scope())
        for row, rule in enumerate(table.rules):
            written = output_value(rule.outputs[at].text)
            if written is None or not isinstance(values, list) or written[0] not in values:
                return None
            found[row].append(values.index(written[0]))
    return [tuple(each) for each in found]


def output_value(text: str) -> tuple[Value] | None:
    """The value of an output that is constant; None for one that is not."""
    expression = compile_expression(text if text.strip() else "null", Scope())
    if expression.tree is None or not is_constant(expression.tree):
        return None
    return (constant_value(expression.tree, Scope()),)


def same_outputs(table: tree.DecisionTable, one: int, other: int) -> bool | None:
    """Whether two rules give the same outputs; None where that cannot be told."""
    unsure = False
    pairs = zip(table.rules[one].outputs, table.rules[other].outputs, strict=True)
    for left, right in pairs:
        if left.text.split() == right.text.split():
            continue
        values = output_value(left.text), output_value(right.text)
        if values[0] is None or values[1] is None:
            unsure = True
        elif values[0] != values[1]:
            return False
    return None if unsure else True


def _covering(boxes: Boxes, box: Region, among: int) -> tuple[int, ...]:
    """Some of the rules that cover a box: the one that does so alone, or those that meet it."""
    meeting = boxes.meeting(box) & among
    for row in bits(meeting):
        if all(not mask & ~held for mask, held in zip(box, boxes.rules[row], strict=True)):
            return (row,)
    return tuple(bits(meeting))[:10]


def _redundant(shape: TableShape) -> Iterator[Trace]:
    """Rules without which the table would say the same of everything."""
    table, boxes = shape.table, shape.certain
    if table.hit_policy not in ("ANY", "FIRST"):
        return
    gone = 0
    for row in bits(shape.possible.living):
        box = shape.possible.rules[row]
        others = boxes.meeting(box) & ~(1 << row) & ~gone
        if table.hit_policy == "FIRST":
            if boxes.covered(box, others & ((1 << row) - 1)):
                continue  # masked, and told of already
            others = others >> (row + 1) << (row + 1)
        alike = sum(1 << other for other in bits(others) if same_outputs(table, row, other))
        if not alike or not boxes.covered(box, alike):
            continue
        if table.hit_policy == "FIRST":
            weaker = shape.possible.meeting(box) >> (row + 1) << (row + 1)
            last = max(bits(alike))
            if any(other < last and not alike >> other & 1 for other in bits(weaker)):
                continue
        gone |= 1 << row
        yield Trace("redundant-rule", "warning", (row, *_covering(boxes, box, alike)), box)


def _gaps(shape: TableShape) -> Iterator[Trace]:
    table = shape.table
    if table.hit_policy in _MANY or not table.rules:
        return
    if table.outputs and all(output.default is not None for output in table.outputs):
        return
    regions: list[Region] = []
    stopped: WorkStopped | None = None
    try:
        for region in shape.possible.uncovered(shape.domain, shape.possible.living):
            regions.append(region)
            if len(regions) > 40 * MOST_OF_A_KIND:
                break
    except WorkStopped as stop:
        stopped = stop
    for region in merged(regions):
        yield Trace("gap", "error", region=region)
    if stopped is not None:
        raise stopped


def _mergeable(shape: TableShape) -> Iterator[Trace]:
    """Rules that say the same and differ in one cell only, in which they could say it together."""
    table = shape.table
    taken: set[int] = set()
    for column in range(len(table.inputs)):
        groups: dict[tuple[object, ...], list[int]] = {}
        for row in bits(shape.certain.living):
            rule, box = table.rules[row], shape.certain.rules[row]
            outputs = tuple(each.text.strip() for each in rule.outputs)
            key = (outputs, rule.annotations, rule.description, box[:column], box[column + 1 :])
            groups.setdefault(key, []).append(row)
        for rows in groups.values():
            free = [row for row in rows if row not in taken]
            if len(free) < 2 or not _neighbours(shape, free):
                continue
            masks = [shape.certain.rules[row][column] for row in free]
            atoms = shape.atoms[column]
            together = 0
            for mask in masks:
                together |= mask
            ordered = any(atoms.ordered(mask) for mask in masks)
            if len(set(masks)) == len(masks) and (not ordered or atoms.ordered(together)):
                taken.update(free)
                yield Trace("mergeable-rules", "note", tuple(free), column=column)


def _neighbours(shape: TableShape, rows: list[int]) -> bool:
    """Whether joining these rules changes nothing: where the order counts, none of another output lies
    between.
    """
    if shape.table.hit_policy in ("UNIQUE", "ANY"):
        return True
    if shape.table.hit_policy in _MANY:
        return False
    between = sum(1 << row for row in range(rows[0], rows[-1]) if row not in rows)
    return not any(shape.possible.reaching(row) & between for row in rows)
