"""Sentences for people that a DMN file carries, with FEEL in braces: `We counted {assessed income} a week.`

`{{` and `}}` stand for braces themselves. A placeholder may name the decision's own result, and the inputs
and decisions that it requires.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from commonweal.policy.feel import Expression, FeelType, Scope, compile_expression, normal_name

from . import tree
from .graph import Graph, Node, group_type
from .reports import Reports, Subject

AUTHORITY: Final = "Authority"
AUTHORITY_IN: Final = {"en": AUTHORITY, "cy": "Awdurdod"}
"""The annotation columns that name what a rule rests on; a language without its own is told `Authority`."""
IN_WORDS: Final = {"en": "In words", "cy": "Mewn geiriau"}
"""The annotation columns that hold a rule's sentence, by language."""


class Piece(NamedTuple):
    """Plain text, or the FEEL inside a pair of braces."""

    text: str
    is_feel: bool


def pieces(sentence: str) -> Iterator[Piece]:
    """The plain and the FEEL parts of a sentence. An unclosed brace is plain text."""
    plain = ""
    at = 0
    while at < len(sentence):
        if sentence[at : at + 2] in ("{{", "}}"):
            plain += sentence[at]
            at += 2
            continue
        end = _closing(sentence, at) if sentence[at] == "{" else -1
        if end < 0:
            plain += sentence[at]
            at += 1
            continue
        if plain:
            yield Piece(plain, False)
            plain = ""
        yield Piece(sentence[at + 1 : end].strip(), True)
        at = end + 1
    if plain:
        yield Piece(plain, False)


def _closing(sentence: str, start: int) -> int:
    depth, quoted, at = 0, False, start
    while at < len(sentence):
        letter = sentence[at]
        if letter == "\\" and quoted:
            at += 1
        elif letter == '"':
            quoted = not quoted
        elif not quoted and letter == "{":
            depth += 1
        elif not quoted and letter == "}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return -1


class Vocabulary:
    """What the placeholders of one decision may name: its result, and what it requires."""

    def __init__(self, graph: Graph, node: Node) -> None:
        self.node = node
        names: dict[str, FeelType] = {}
        self._sources: dict[str, Node | dict[str, Node]] = {}
        for prefix, members in graph.visible(node).items():
            if prefix:
                names[prefix] = group_type(members)
                self._sources[prefix] = members
            else:
                names |= {name: each.type for name, each in members.items()}
                self._sources |= members
        own = normal_name(node.element.variable.name)
        names[own] = node.type
        self._sources[own] = node
        self.scope = Scope(names, types=graph.types[node.unit].all())
        self._known: dict[str, Expression] = {}

    def expression(self, text: str) -> Expression:
        """A placeholder's FEEL, prepared once."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = compile_expression(text, self.scope)
        return known

    def source(self, name: str) -> Node | dict[str, Node] | None:
        """The element, or the elements of an import, that a name stands for."""
        return self._sources.get(name)

    def values(self, frame: list[object]) -> dict[str, object]:
        """The named values in a model's frame."""
        return {
            name: frame[source.slot]
            if isinstance(source, Node)
            else {member: frame[each.slot] for member, each in source.items()}
            for name, source in self._sources.items()
        }


def check_sentences(vocabulary: Vocabulary, reports: Reports) -> None:
    """Report what is wrong in the placeholders of a decision's sentences."""
    node = vocabulary.node
    assert isinstance(node.element, tree.Decision)
    for words in node.element.words:
        _check(words.text, vocabulary, reports, node.subject.at(words.line))
        if words.when is not None:
            _check_feel(words.when, vocabulary, reports, node.subject.at(words.line))
    logic = node.element.logic
    if isinstance(logic, tree.DecisionTable):
        columns = [name for name in logic.annotations if name in IN_WORDS.values()]
        for rule in logic.rules if columns else ():
            for name, text in zip(logic.annotations, rule.annotations, strict=False):
                if name in columns:
                    _check(text, vocabulary, reports, node.subject.at(rule.line, name, rule.number))


def _check(sentence: str, vocabulary: Vocabulary, reports: Reports, subject: Subject) -> None:
    for piece in pieces(sentence):
        if piece.is_feel:
            _check_feel(piece.text, vocabulary, reports, subject)


def _check_feel(feel: str, vocabulary: Vocabulary, reports: Reports, subject: Subject) -> None:
    reports.problems(vocabulary.expression(feel).problems, tree.Text(feel, subject.line or 0), subject)
