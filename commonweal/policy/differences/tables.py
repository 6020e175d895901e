"""How two versions of a decision table differ: rules matched by what they say, and told in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ..checks.cells import CellReader
from ..checks.coordinates import Line, value_at
from ..checks.in_words import in_words
from ..checks.lines import LineSet, Span
from ..checks.surroundings import Place
from ..checks.table_findings import output_value
from ..checks.value_sets import ANYTHING, ValueSet
from ..dmn import tree
from ..explanation.spoken import Style, joined, spoken
from .difference import Change, What

Pair = tuple[int | None, int | None]
_Said = tuple[tuple[object, ...], tuple[object, ...]]
"""What a rule says: its cells, in the order of the matched columns, and its outputs."""


@dataclass(frozen=True, slots=True)
class TableChange:
    """One difference between two tables. `pair` are the rows, from 0, in each version."""

    change: Change
    what: What
    message: str
    pair: Pair = (None, None)


class TablePair:
    """Two versions of one table, their columns matched by what they ask about."""

    def __init__(
        self, before: tree.DecisionTable, after: tree.DecisionTable, place: Place, styles: dict[str, Style]
    ) -> None:
        self.before = before
        self.after = after
        self._reader = CellReader(ANYTHING, place.types.all())
        self._styles = styles
        asked = [_asked(each) for each in after.inputs]
        self.columns = [
            (at, asked.index(_asked(clause)))
            for at, clause in enumerate(before.inputs)
            if _asked(clause) in asked
        ]
        self.rows = self._match()

    def changes(self) -> Iterator[TableChange]:
        """Every difference, of the table as a whole first."""
        yield from self._whole()
        for pair in self.rows:
            yield from self._rule(pair)
        yield from self._annotations()

    def _whole(self) -> Iterator[TableChange]:
        before, after = self.before, self.after
        if (before.hit_policy, before.aggregation) != (after.hit_policy, after.aggregation):
            was, now = (" ".join(filter(None, (t.hit_policy, t.aggregation))) for t in (before, after))
            yield TableChange("changed", "table", f"the hit policy is now {now}, was {was}")
        kept_before = {one for one, _ in self.columns}
        kept_after = {other for _, other in self.columns}
        for at, clause in enumerate(before.inputs):
            if at not in kept_before:
                yield TableChange("removed", "column", f"no longer asks about “{clause.heading}”")
        for at, clause in enumerate(after.inputs):
            if at not in kept_after:
                yield TableChange("added", "column", f"now asks about “{clause.heading}” too")
        for one, other in self.columns:
            was, now = _text(before.inputs[one].allowed), _text(after.inputs[other].allowed)
            if was != now:
                heading = after.inputs[other].heading
                message = f"“{heading}” may now be {now or 'anything'}, was {was or 'anything'}"
                yield TableChange("changed", "column", message)
        for one_output, other_output in zip(before.outputs, after.outputs, strict=False):
            was, now = _text(one_output.default), _text(other_output.default)
            if was != now:
                yield TableChange(
                    "changed", "table", f"the default output is now {now or 'none'}, was {was or 'none'}"
                )
        if before.hit_policy in ("FIRST", "RULE ORDER"):
            order = [one for one, other in self.rows if one is not None and other is not None]
            if order != sorted(order):
                yield TableChange("changed", "table", "the rules stand in another order, which counts here")

    def outputs_alike(self, rows: Pair) -> bool:
        """Whether a matched pair of rules gives the same."""
        one, other = rows
        if one is None or other is None:
            return False
        return self._outputs(self.before.rules[one]) == self._outputs(self.after.rules[other])

    # Matching rules

    def _key(self, rule: tree.Rule, side: int) -> tuple[object, ...]:
        return tuple(self._cell(rule.inputs[pair[side]].text) for pair in self.columns)

    def _cell(self, text: str) -> object:
        exact = self._reader.read(text).exact
        if exact is None:
            return " ".join(text.split())
        lines = tuple(sorted((line, each.spans) for line, each in exact.lines.items() if each.spans))
        return lines, exact.strings, exact.booleans, exact.null

    def _outputs(self, rule: tree.Rule) -> tuple[object, ...]:
        found: list[object] = []
        for each in rule.outputs:
            value = output_value(each.text)
            found.append(" ".join(each.text.split()) if value is None else repr(value[0]))
        return tuple(found)

    def _match(self) -> list[Pair]:
        one = {row: (self._key(rule, 0), self._outputs(rule)) for row, rule in enumerate(self.before.rules)}
        other = {row: (self._key(rule, 1), self._outputs(rule)) for row, rule in enumerate(self.after.rules)}
        pairs: list[Pair] = []
        tests: list[Callable[[_Said], object]] = [_all_of_it, _its_cells]
        tests += [partial(_all_but_one_cell, at) for at in range(len(self.columns))]
        for test in tests:
            waiting: dict[object, list[int]] = {}
            for row, said in other.items():
                waiting.setdefault(test(said), []).append(row)
            for row in list(one):
                found = waiting.get(test(one[row]))
                if found:
                    match = found.pop(0)
                    pairs.append((row, match))
                    del one[row], other[match]
        ids = {self.after.rules[row].id: row for row in other}
        for row in list(one):
            identity = self.before.rules[row].id
            if identity is not None and identity in ids:
                match = ids.pop(identity)
                pairs.append((row, match))
                del one[row], other[match]
        pairs += [(row, None) for row in one]
        pairs += [(None, row) for row in other]
        return sorted(
            pairs, key=lambda pair: (pair[1] if pair[1] is not None else pair[0] or 0, pair[1] is None)
        )

    # Telling

    def _rule(self, pair: Pair) -> Iterator[TableChange]:
        one, other = pair
        if one is None and other is not None:
            yield TableChange("added", "rule", f"a new rule: {self._told(self.after, other)}", pair)
        elif one is not None and other is None:
            yield TableChange("removed", "rule", f"a rule is gone: {self._told(self.before, one)}", pair)
        elif one is not None and other is not None:
            was, now = self.before.rules[one], self.after.rules[other]
            parts = []
            same = []
            for first, second in self.columns:
                old, new = was.inputs[first].text, now.inputs[second].text
                clause = self.after.inputs[second]
                if self._cell(old) == self._cell(new):
                    if new.strip() not in ("", "-"):
                        same.append(self._cell_in_words(new, clause, short=True))
                else:
                    parts.append(self._moved(old, new, clause, other))
            outputs = self._output_changes(was, now)
            if not parts and not outputs:
                return
            if not parts:
                same = [
                    self._cell_in_words(now.inputs[second].text, self.after.inputs[second], short=True)
                    for _, second in self.columns
                    if now.inputs[second].text.strip() not in ("", "-")
                ]
            start = f"{', '.join(same)}: " if same else ""
            yield TableChange("changed", "rule", f"{start}{joined([*parts, *outputs], 'en')}", pair)

    def _moved(self, old: str, new: str, clause: tree.InputClause, row: int) -> str:
        was, now = self._reader.read(old).exact, self._reader.read(new).exact
        style = self._styles.get(_asked(clause))
        ends = None if was is None or now is None else _ends(was, now, style)
        band = f"the {self._output_in_words(row)} band"
        if ends:
            return f"{band} of “{clause.heading}” {joined(ends, 'en')}"
        before, after = self._cell_in_words(old, clause), self._cell_in_words(new, clause)
        return f"{band} now needs “{clause.heading}” to be {after}, was {before}"

    def _cell_in_words(self, text: str, clause: tree.InputClause, *, short: bool = False) -> str:
        exact = self._reader.read(text).exact
        if text.strip() in ("", "-"):
            return "anything"
        if exact is None:
            return " ".join(text.split())
        told = in_words(_of_one_kind(exact), self._styles.get(_asked(clause)))
        if short and exact.booleans and not exact.strings.named:
            return f"{clause.heading}: {told}"
        return told.strip("“”") if short and exact.strings.named and len(exact.strings.named) == 1 else told

    def _output_in_words(self, row: int) -> str:
        return joined(
            [self._value(each.text, at) for at, each in enumerate(self.after.rules[row].outputs)], "en"
        )

    def _value(self, text: str, at: int) -> str:
        value = output_value(text)
        clause = self.after.outputs[min(at, len(self.after.outputs) - 1)]
        if value is None:
            return " ".join(text.split())
        style = self._styles.get(f"output {clause.name or ''}")
        return f"“{value[0]}”" if isinstance(value[0], str) else spoken(value[0], "en", style)

    def _output_changes(self, was: tree.Rule, now: tree.Rule) -> list[str]:
        found = []
        olds, news = self._outputs(was), self._outputs(now)
        for at, (old, new) in enumerate(zip(olds, news, strict=False)):
            if old != new:
                clause = self.after.outputs[at]
                name = f"“{clause.heading}”" if len(self.after.outputs) > 1 else "the result"
                before, after = self._value(was.outputs[at].text, at), self._value(now.outputs[at].text, at)
                found.append(f"{name} is now {after}, was {before}")
        return found

    def _told(self, table: tree.DecisionTable, row: int) -> str:
        rule = table.rules[row]
        cells = [
            f"“{clause.heading}” is {self._cell_in_words(cell.text, clause)}"
            for clause, cell in zip(table.inputs, rule.inputs, strict=True)
            if cell.text.strip() not in ("", "-")
        ]
        outputs = joined([self._value(each.text, at) for at, each in enumerate(rule.outputs)], "en")
        return f"when {joined(cells, 'en') if cells else 'anything is given'}, {outputs}"

    def _annotations(self) -> Iterator[TableChange]:
        changed = []
        for one, other in self.rows:
            if one is not None and other is not None:
                was = dict(zip(self.before.annotations, self.before.rules[one].annotations, strict=False))
                now = dict(zip(self.after.annotations, self.after.rules[other].annotations, strict=False))
                if was != now:
                    changed.append(other + 1)
        if changed:
            shown = [str(row) for row in changed[:8]] + (
                [f"{len(changed) - 8} more"] if len(changed) > 8 else []
            )
            rules = f"rule{'s' if len(changed) > 1 else ''} {joined(shown, 'en')}"
            message = f"the words or authority of {rules} changed"
            yield TableChange("changed", "words", message)


def _all_of_it(said: _Said) -> object:
    return said


def _its_cells(said: _Said) -> object:
    return said[0]


def _all_but_one_cell(at: int, said: _Said) -> object:
    cells, outputs = said
    return cells[:at], cells[at + 1 :], outputs


def _asked(clause: tree.InputClause) -> str:
    return " ".join(clause.expression.text.split())


def _text(text: tree.Text | None) -> str:
    return "" if text is None else " ".join(text.text.split())


def _of_one_kind(values: ValueSet) -> ValueSet:
    """A negated cell lets through every other kind too, which need not be told."""
    return values if not values.rest else ANYTHING


def _ends(was: ValueSet, now: ValueSet, style: Style) -> list[str] | None:
    """How the ends of a single range moved; None when the cell is not one."""
    (line_was, set_was), (line_now, set_now) = _one_line(was), _one_line(now)
    if line_was is None or line_was != line_now or set_was is None or set_now is None:
        return None
    one, other = set_was.spans[0], set_now.spans[0]
    if one.low == one.high or other.low == other.high:
        return None
    found = []
    for end, word, low in (("low", "starts", True), ("high", "ends", False)):
        old, new = getattr(one, end), getattr(other, end)
        changed = old != new or getattr(one, f"{end}_included") != getattr(other, f"{end}_included")
        if not changed:
            continue
        before, after = _end(one, line_was, low, style), _end(other, line_was, low, style)
        if old == new:
            inside = "includes" if getattr(other, f"{end}_included") else "no longer includes"
            found.append(f"now {inside} {after}")
        else:
            found.append(f"now {word} at {after}, was {before}")
    return found


def _end(span: Span, line: Line, low: bool, style: Style) -> str:
    at = span.low if low else span.high
    return "no limit" if at is None else spoken(value_at(line, at), "en", style)


def _one_line(values: ValueSet) -> tuple[Line, LineSet] | tuple[None, None]:
    lines = [(line, each) for line, each in values.lines.items() if each.spans]
    if len(lines) != 1 or len(lines[0][1].spans) != 1 or not values.strings.empty or values.booleans:
        return None, None
    return lines[0]
