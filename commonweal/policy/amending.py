"""Changing a model's file: a cell of a table, a rule added or dropped, an expression.

The file is changed as XML, so what is not read here (the diagram, another tool's extensions, comments) is
kept. Names are those of the file; a rule is counted from 1 as in every message, and so is a column: inputs
first, then outputs, then annotations (DMN 1.5, clause 8).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from .diagnostics import Diagnostic, PolicyFault
from .dmn.safe_xml import parse

_LOGIC = ("decision", "businessKnowledgeModel")
_ENTRIES = ("inputEntry", "outputEntry", "annotationEntry")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell gets this text. `column` counts inputs, then outputs, then annotations, from 1."""

    decision: str
    rule: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class NewRule:
    """A copy of a rule is put after it, to be changed by the amendments that follow."""

    decision: str
    after: int


@dataclass(frozen=True, slots=True)
class DropRule:
    """A rule goes. Those below it move up by one, for the amendments that follow too."""

    decision: str
    rule: int


@dataclass(frozen=True, slots=True)
class NewExpression:
    """The FEEL text of a decision, or of a business knowledge model, that is one literal expression."""

    decision: str
    text: str


Amendment = Cell | NewRule | DropRule | NewExpression


def amend(source: bytes, amendments: Iterable[Amendment], *, file: str | None = None) -> bytes:
    """The DMN file with the amendments made, one after the other.

    Whether the new text is FEEL, and what it does, is for `load`, `check` and `diff` to say. Raises
    PolicyFault when the file cannot be read, or holds no such decision, rule or column.
    """
    root = parse(source, file, comments=True)
    for each in amendments:
        _Logic(root, each.decision, file).make(each)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


class _Logic:
    """The element of one decision or knowledge model, being changed."""

    def __init__(self, root: etree._Element, name: str, file: str | None) -> None:
        self._name, self._file = name, file
        space = etree.QName(root).namespace
        self._space = f"{{{space}}}" if space else ""
        wanted = " ".join(name.split())
        for kind in _LOGIC:
            for element in root.iterfind(f"{self._space}{kind}"):
                if " ".join((element.get("name") or "").split()) == wanted:
                    self._element = element
                    return
        raise self._fault(f"The file has no decision called “{name}”.", "Use a name that stands in the file.")

    def make(self, amendment: Amendment) -> None:
        match amendment:
            case Cell():
                self._write(self._cell(amendment), amendment.text)
            case NewRule():
                rule = self._rule(amendment.after)
                added = copy.deepcopy(rule)
                for element in added.iter(etree.Element):
                    # An identifier may stand only once in a file; those of rules and cells are optional.
                    element.attrib.pop("id", "")
                rule.addnext(added)
                added.tail = rule.tail
            case DropRule():
                rule = self._rule(amendment.rule)
                before = rule.getprevious()
                if before is not None and rule.getnext() is None:
                    before.tail = rule.tail
                self._table().remove(rule)
            case NewExpression():
                self._write(self._expression(), amendment.text)

    def _table(self) -> etree._Element:
        table = self._element.find(f".//{self._space}decisionTable")
        if table is None:
            raise self._fault(f"“{self._name}” is not a decision table.", "Change its expression instead.")
        return table

    def _rule(self, number: int) -> etree._Element:
        rules = self._table().findall(f"{self._space}rule")
        if not 1 <= number <= len(rules):
            remedy = f"Its rules are numbered from 1 to {len(rules)}." if rules else "It has no rules."
            raise self._fault(f"“{self._name}” has no rule {number}.", remedy)
        return rules[number - 1]

    def _cell(self, amendment: Cell) -> etree._Element:
        rule = self._rule(amendment.rule)
        cells = [each for kind in _ENTRIES for each in rule.findall(f"{self._space}{kind}")]
        if not 1 <= amendment.column <= len(cells):
            message = f"Rule {amendment.rule} of “{self._name}” has no column {amendment.column}."
            raise self._fault(message, f"Its columns are numbered from 1 to {len(cells)}.")
        return cells[amendment.column - 1]

    def _expression(self) -> etree._Element:
        found = self._element.find(f".//{self._space}literalExpression")
        if found is None or self._element.find(f".//{self._space}decisionTable") is not None:
            message = f"“{self._name}” is not one expression."
            raise self._fault(message, "Change its table, or open the file in a DMN editor.")
        return found

    def _write(self, place: etree._Element, text: str) -> None:
        element = place.find(f"{self._space}text")
        if element is None:
            element = etree.SubElement(place, f"{self._space}text")
        try:
            element.text = text
        except ValueError:
            message = f"The new text in “{self._name}” holds a character that no XML file may hold."
            raise self._fault(message, "Type it again without control characters.") from None

    def _fault(self, message: str, remedy: str) -> PolicyFault:
        return PolicyFault([Diagnostic("error", "no-such-place", message, remedy, self._file)])
