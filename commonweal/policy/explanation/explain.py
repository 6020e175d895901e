"""The sentences that tell a person, or an auditor, how an outcome came about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from commonweal.policy.dmn import tree
from commonweal.policy.dmn.evaluation import PolicyRun
from commonweal.policy.dmn.graph import Node
from commonweal.policy.dmn.outcome import Outcome
from commonweal.policy.dmn.placeholders import AUTHORITY, AUTHORITY_IN, IN_WORDS, Vocabulary, pieces
from commonweal.policy.dmn.trace import MatchedRule, Step, TableTrace
from commonweal.policy.feel import DEFAULT_LIMITS, Expression, FeelSyntaxError, Value, parse_expression

from .cells import cell_in_words
from .phrases import PHRASES, Phrases
from .spoken import Language, Style, joined, spoken
from .styles import Styles


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, the authority it rests on where the policy names one, and the decision it tells of."""

    text: str
    authority: str | None
    decision: str


def explain(
    outcome: Outcome,
    language: Language = "en",
    detail: Literal["letter", "auditor"] = "letter",
    *,
    untold: Collection[str] = (),
) -> list[Sentence]:
    """How the outcome came about, in the order in which the decisions were taken.

    A letter has the policy's own sentences (`In words` and `Mewn geiriau` columns, `cw:words`), and one made
    for the decision asked for when the policy has none in the language. A sentence whose `when` is not true
    is left out. An auditor's explanation has for every decision its own sentence, and one made from the
    facts: value, inputs, rule and authority. Needs an outcome with a trace; without one the list is empty.
    Never raises for what the policy says.

    `untold` names inputs and decisions whose values are of no account, because they rest on answers that
    were never asked for: nothing is told of them.
    """
    teller = _Teller(outcome, language, frozenset(untold))
    sentences: list[Sentence] = []
    for step in outcome.trace:
        if step.decision in untold:
            continue
        own = list(teller.own_words(step))
        if detail == "auditor":
            sentences += [*own, teller.facts(step)]
        elif own:
            sentences += own
        elif step.decision == outcome.decision:
            sentences.append(teller.reason(step))
    return list(dict.fromkeys(sentences))


class _Teller:
    """Tells of one outcome in one language."""

    def __init__(self, outcome: Outcome, language: Language, untold: frozenset[str]) -> None:
        self._outcome = outcome
        self._untold = untold
        self._frame = list(outcome.frame)
        for name in untold:
            self._frame[outcome.model.node(name).slot] = None
        self._language = language
        self._phrases: Phrases = PHRASES[language]
        self._model = outcome.model

    def own_words(self, step: Step) -> Iterator[Sentence]:
        """The policy's own sentences about a step: those of its rules, else those of its decision."""
        node = self._model.node(step.decision)
        vocabulary = self._model.vocabulary(node)
        said = False
        for table in step.tables:
            for rule in table.matched:
                text = rule.annotations.get(IN_WORDS[self._language])
                filled = self._filled(text, vocabulary) if text else None
                if filled is not None:
                    said = True
                    yield Sentence(filled, self._authority(rule), step.decision)
        for words in () if said else step.element.words:
            if self._speaks(words) and self._applies(words, vocabulary):
                filled = self._filled(words.text, vocabulary)
                if filled is not None:
                    yield Sentence(filled, words.authority, step.decision)

    def _speaks(self, words: tree.Words) -> bool:
        return words.language.partition("-")[0].lower() == self._language

    def _applies(self, words: tree.Words, vocabulary: Vocabulary) -> bool:
        return words.when is None or self._evaluated(vocabulary.expression(words.when), vocabulary) is True

    def _authority(self, rule: MatchedRule) -> str | None:
        """What a rule rests on, in the language where the table says it so."""
        return rule.annotations.get(AUTHORITY_IN[self._language]) or rule.annotations.get(AUTHORITY)

    def _evaluated(self, expression: Expression, vocabulary: Vocabulary) -> Value:
        run = PolicyRun(clock=None, limits=DEFAULT_LIMITS, bindings=None, trace=False)
        with run:
            return expression(vocabulary.scope.frame(run, vocabulary.values(list(self._frame))))

    def _filled(self, sentence: str, vocabulary: Vocabulary) -> str | None:
        """The sentence with its placeholders filled; None when one of them has no value to tell."""
        styles = Styles(self._model.graph, vocabulary)
        text = ""
        for piece in pieces(sentence):
            if not piece.is_feel:
                text += piece.text
                continue
            expression = vocabulary.expression(piece.text)
            value = self._evaluated(expression, vocabulary)
            if value is None:
                return None
            text += spoken(value, self._language, styles.of(expression.tree))
        return text

    # Sentences made from the facts

    def reason(self, step: Step) -> Sentence:
        """One sentence: what was decided, and because of what."""
        words = self._phrases
        label, value = self._label(step), self._value(step)
        table = step.table
        if step.value is None:
            return Sentence(words.undecided.format(label=label), None, step.decision)
        if table is not None and table.matched:
            conditions = self._conditions(step, table, table.matched[0])
            rules = joined([str(rule.number) for rule in table.matched], self._language)
            rule = (words.rules if len(table.matched) > 1 else words.rule).format(rules=rules)
            authority = self._authority(table.matched[0])
            if conditions and len(table.matched) == 1:
                said = words.because.format(label=label, value=value, reasons=conditions)
            else:
                said = words.plain.format(label=label, value=value)
            return Sentence(f"{said} — {rule}.", authority, step.decision)
        inputs = self._inputs(step)
        if not inputs:
            return Sentence(words.plain.format(label=label, value=value) + ".", None, step.decision)
        text = words.worked_out.format(label=label, value=value, inputs=inputs)
        return Sentence(text, None, step.decision)

    def facts(self, step: Step) -> Sentence:
        """Everything about one decision: its value, its inputs, its rules with the authority."""
        words = self._phrases
        reason = self.reason(step)
        text = reason.text
        inputs = self._inputs(step)
        if inputs and (step.table is not None or step.value is None):
            text += " " + words.given.format(inputs=inputs)
        for diagnostic in self._outcome.diagnostics if step.value is None else ():
            if diagnostic.element == step.decision:
                text += f" {diagnostic.message}"
        named = [self._authority(rule) for table in step.tables for rule in table.matched]
        authorities = [authority for authority in named if authority]
        if not authorities:
            spoken_here = (each for each in step.element.words if self._speaks(each))
            authorities = [each.authority for each in spoken_here if each.authority]
        return Sentence(text, "; ".join(dict.fromkeys(authorities)) or None, step.decision)

    def _label(self, step: Step) -> str:
        return step.label[:1].upper() + step.label[1:]

    def _value(self, step: Step) -> str:
        node = self._model.node(step.decision)
        return spoken(step.value, self._language, self._styles(node).of_element(node))

    def _styles(self, node: Node) -> Styles:
        return Styles(self._model.graph, self._model.vocabulary(node))

    def _conditions(self, step: Step, table: TableTrace, rule: MatchedRule) -> str:
        node = self._model.node(step.decision)
        vocabulary = self._model.vocabulary(node)
        styles = Styles(self._model.graph, vocabulary)
        said = []
        cells = table.table.rules[rule.number - 1].inputs
        for clause, cell, (heading, value) in zip(table.table.inputs, cells, table.inputs, strict=True):
            if any(name in clause.expression.text for name in self._untold):
                continue
            style = _column_style(clause, vocabulary, styles, node)
            words = cell_in_words(cell.text, value, self._language, style)
            if words is not None:
                said.append(self._phrases.condition.format(name=_uncapitalised(heading), test=words))
        return joined(said, self._language) if said else ""

    def _inputs(self, step: Step) -> str:
        said = []
        for name, value in step.inputs.items():
            if name in self._untold:
                continue
            node = self._model.node(name)
            style = self._styles(node).of_element(node)
            shown = self._shortened(spoken(value, self._language, style))
            said.append(
                self._phrases.input.format(name=_uncapitalised(node.element.label or name), value=shown)
            )
        return joined(said, self._language) if said else ""

    @staticmethod
    def _shortened(text: str) -> str:
        return text if len(text) <= 200 else text[:197] + "…"


def _column_style(clause: tree.InputClause, vocabulary: Vocabulary, styles: Styles, node: Node) -> Style:
    named = styles.of_name(node, clause.type_ref)
    if named:
        return named
    try:
        return styles.of(parse_expression(clause.expression.text, vocabulary.scope))
    except FeelSyntaxError:
        return None


def _uncapitalised(label: str) -> str:
    """A label within a sentence: its first letter small, unless it begins a proper name."""
    first, _, rest = label.partition(" ")
    proper = any(letter.isupper() for letter in first[1:]) or len(first) < 2 or rest[:1].isupper()
    return label if proper and first not in ("A", "I") else label[:1].lower() + label[1:]
