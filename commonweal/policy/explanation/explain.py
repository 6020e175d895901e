"""The sentences that tell a person, or an auditor, how an outcome came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from commonweal.policy.dmn import tree
from commonweal.policy.dmn.graph import Node
from commonweal.policy.dmn.outcome import Outcome
from commonweal.policy.dmn.placeholders import AUTHORITY, AUTHORITY_IN, IN_WORDS, Vocabulary
from commonweal.policy.dmn.trace import MatchedRule, Step, TableTrace
from commonweal.policy.feel import FeelSyntaxError, Value, parse_expression
from commonweal.policy.partial.left_open import LeftOpen

from .cells import cell_in_words
from .filling import Filling, bounds_in_words
from .phrases import PHRASES, Phrases
from .spoken import Language, Style, joined, spoken
from .styles import Styles

_MOST_RULES: Final = 4
"""Rules told of where one of them decided and it is not known which."""


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
    left_open: LeftOpen | None = None,
) -> list[Sentence]:
    """How the outcome came about, in the order in which the decisions were taken.

    A letter has the policy's own sentences (`In words` and `Mewn geiriau` columns, `cw:words`), and one made
    for the decision asked for when the policy has none in the language. A sentence whose `when` is not true
    is left out. An auditor's explanation has for every decision its own sentence, and one made from the
    facts: value, inputs, rule and authority. Needs an outcome with a trace; without one the list is empty.
    Never raises for what the policy says.

    `left_open` is what rests on answers that were never asked for. Their stand-ins are not told. A number
    that something certain goes by is told by its bounds ("at most £80"), and nothing is told of anything
    else that is not known. A decision that is certain is told as always, or by its value alone where the
    policy's own sentence speaks of what is not known.
    """
    open_ = left_open or LeftOpen()
    teller = _Teller(outcome, language, open_)
    whole = _Teller(outcome, language, LeftOpen())
    sentences: list[Sentence] = []
    for step in outcome.trace:
        if step.decision in open_.values and step.decision not in open_.bounds:
            continue
        own = list(teller.own_words(step))
        if not own and open_.names and step.decision not in open_.values and any(whole.own_words(step)):
            own.append(teller.bare(step))
        if detail == "auditor":
            sentences += [*own, teller.facts(step)]
        elif own:
            sentences += own
        elif step.decision == outcome.decision:
            sentences.append(teller.reason(step))
    if sentences and open_.names and open_.settled and outcome.decision:
        sentences.append(Sentence(PHRASES[language].not_all_asked, None, outcome.decision))
    return list(dict.fromkeys(sentences))


class _Teller:
    """Tells of one outcome in one language."""

    def __init__(self, outcome: Outcome, language: Language, left_open: LeftOpen) -> None:
        self._outcome = outcome
        self._open = left_open
        self._filling = Filling(outcome, language, left_open)
        self._language = language
        self._phrases: Phrases = PHRASES[language]
        self._model = outcome.model

    def own_words(self, step: Step) -> Iterator[Sentence]:
        """The policy's own sentences about a step: those of its rules, else those of its decision."""
        vocabulary = self._model.vocabulary(self._model.node(step.decision))
        said = False
        if step.decision in self._open.rules:
            whichever = self._whichever(step, vocabulary)
            if whichever is not None:
                said = True
                yield whichever
        else:
            for rule in (rule for table in step.tables for rule in table.matched):
                filled = self._filled(rule.annotations, vocabulary)
                if filled is not None:
                    said = True
                    yield Sentence(filled, self._authority(rule.annotations), step.decision)
        for words in () if said else step.element.words:
            if self._speaks(words) and self._applies(words, vocabulary):
                filled = self._filling.filled(words.text, vocabulary)
                if filled is not None:
                    yield Sentence(filled, words.authority, step.decision)

    def bare(self, step: Step) -> Sentence:
        """What was decided and no more."""
        text = self._phrases.plain.format(label=self._label(step), value=self._value(step)) + "."
        rules = [rule for table in step.tables for rule in table.matched]
        certain = step.decision not in self._open.rules and len(rules) == 1
        return Sentence(text, self._authority(rules[0].annotations) if certain else None, step.decision)

    def _whichever(self, step: Step, vocabulary: Vocabulary) -> Sentence | None:
        """The sentences of the rules of which one decided, where it is not known which.

        None where one of them speaks of what is not known: "at most £80" may be no truth of that rule.
        """
        numbers = self._open.rules[step.decision]
        if not 0 < len(numbers) <= _MOST_RULES or step.table is None:
            return None
        table = step.table.table
        noted = [
            dict(zip(table.annotations, table.rules[number - 1].annotations, strict=False))
            for number in numbers
        ]
        told = [self._filled(each, vocabulary, bounds=False) for each in noted]
        sentences = list(dict.fromkeys(each for each in told if each is not None))
        if None in told:
            return None
        authorities = dict.fromkeys(each for each in map(self._authority, noted) if each)
        text = sentences[0]
        if len(sentences) > 1:
            quoted = [f"“{each.rstrip('.')}”" for each in sentences]
            text = self._phrases.whichever.format(sentences=joined(quoted, self._language, "or")) + "."
        return Sentence(text, "; ".join(authorities) or None, step.decision)

    def _filled(
        self, annotations: Mapping[str, str], vocabulary: Vocabulary, *, bounds: bool = True
    ) -> str | None:
        text = annotations.get(IN_WORDS[self._language])
        return self._filling.filled(text, vocabulary, bounds=bounds) if text else None

    def _speaks(self, words: tree.Words) -> bool:
        return words.language.partition("-")[0].lower() == self._language

    def _applies(self, words: tree.Words, vocabulary: Vocabulary) -> bool:
        return words.when is None or self._filling.holds(words.when, vocabulary)

    def _authority(self, annotations: Mapping[str, str]) -> str | None:
        """What a rule rests on, in the language where the table says it so."""
        return annotations.get(AUTHORITY_IN[self._language]) or annotations.get(AUTHORITY)

    # Sentences made from the facts

    def reason(self, step: Step) -> Sentence:
        """One sentence: what was decided, and because of what."""
        words = self._phrases
        label, value = self._label(step), self._value(step)
        table = step.table
        if step.value is None:
            return Sentence(words.undecided.format(label=label), None, step.decision)
        if table is not None and table.matched and step.decision not in self._open.rules:
            conditions = self._conditions(step, table, table.matched[0])
            rules = joined([str(rule.number) for rule in table.matched], self._language)
            rule = (words.rules if len(table.matched) > 1 else words.rule).format(rules=rules)
            authority = self._authority(table.matched[0].annotations)
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
        matched = [] if step.decision in self._open.rules else [each.matched for each in step.tables]
        named = [self._authority(rule.annotations) for rules in matched for rule in rules]
        authorities = [authority for authority in named if authority]
        if not authorities:
            spoken_here = (each for each in step.element.words if self._speaks(each))
            authorities = [each.authority for each in spoken_here if each.authority]
        return Sentence(text, "; ".join(dict.fromkeys(authorities)) or None, step.decision)

    def _label(self, step: Step) -> str:
        return step.label[:1].upper() + step.label[1:]

    def _value(self, step: Step) -> str:
        return self._told(step.decision, step.value)

    def _told(self, name: str, value: Value) -> str:
        """A value by the name of its input or decision, or what is known of it."""
        node = self._model.node(name)
        style = self._styles(node).of_element(node)
        bounds = self._open.bounds.get(name)
        if bounds is not None:
            return bounds_in_words(bounds, self._language, style)
        return spoken(value, self._language, style)

    def _styles(self, node: Node) -> Styles:
        return Styles(self._model.graph, self._model.vocabulary(node))

    def _conditions(self, step: Step, table: TableTrace, rule: MatchedRule) -> str:
        node = self._model.node(step.decision)
        vocabulary = self._model.vocabulary(node)
        styles = Styles(self._model.graph, vocabulary)
        said = []
        cells = table.table.rules[rule.number - 1].inputs
        for clause, cell, (heading, value) in zip(table.table.inputs, cells, table.inputs, strict=True):
            style = _column_style(clause, vocabulary, styles, node)
            unknown = [name for name in self._open.values if name in clause.expression.text]
            if any(name not in self._open.bounds for name in unknown):
                continue
            asked = self._open.values[unknown[0]] if unknown else value
            words = cell_in_words(cell.text, asked, self._language, style)
            if words is not None:
                said.append(self._phrases.condition.format(name=_uncapitalised(heading), test=words))
        return joined(said, self._language) if said else ""

    def _inputs(self, step: Step) -> str:
        said = []
        for name, value in step.inputs.items():
            if name in self._open.values and name not in self._open.bounds:
                continue
            node = self._model.node(name)
            shown = self._shortened(self._told(name, value))
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
