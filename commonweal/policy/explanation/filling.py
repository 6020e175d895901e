"""A policy's sentences with their placeholders filled, as far as what they speak of is known."""

from __future__ import annotations

from commonweal.policy.dmn.evaluation import PolicyRun
from commonweal.policy.dmn.graph import Node
from commonweal.policy.dmn.outcome import Outcome
from commonweal.policy.dmn.placeholders import Vocabulary, pieces
from commonweal.policy.feel import DEFAULT_LIMITS, Expression, ast
from commonweal.policy.partial.left_open import Bounds, LeftOpen
from commonweal.policy.partial.possible import Possible, Unsure, put_together
from commonweal.policy.partial.readers import reader

from .phrases import PHRASES
from .spoken import Language, Style, joined, spoken
from .styles import Styles


class Filling:
    """The values of one outcome, put into sentences of one language.

    Of a number that is not known, but is the reason for something that is, its bounds are told; of anything
    else that is not known, nothing.
    """

    def __init__(self, outcome: Outcome, language: Language, left_open: LeftOpen) -> None:
        self._model = outcome.model
        self._language = language
        self._open = left_open
        self._frame: list[Possible] = list(outcome.frame)
        for name, value in left_open.values.items():
            self._frame[outcome.model.node(name).slot] = value

    def holds(self, condition: str, vocabulary: Vocabulary) -> bool:
        """Whether a sentence's `when` is certainly true."""
        return self._value(vocabulary.expression(condition), vocabulary) is True

    def filled(self, sentence: str, vocabulary: Vocabulary, *, bounds: bool = True) -> str | None:
        """The sentence with its placeholders filled; None when one of them has no value to tell.

        Without `bounds`, a number of which only these are known has none.
        """
        styles = Styles(self._model.graph, vocabulary)
        text = ""
        for piece in pieces(sentence):
            if not piece.is_feel:
                text += piece.text
                continue
            expression = vocabulary.expression(piece.text)
            value = self._value(expression, vocabulary)
            style = styles.of(expression.tree)
            if isinstance(value, Unsure):
                known = self._bounds(expression.tree, vocabulary) if bounds else None
                if known is None:
                    return None
                text += bounds_in_words(known, self._language, style)
            elif value is None:
                return None
            else:
                text += spoken(value, self._language, style)
        return text

    def _bounds(self, tree: ast.Node | None, vocabulary: Vocabulary) -> Bounds | None:
        source = vocabulary.source(tree.name) if isinstance(tree, ast.Name) else None
        return self._open.bounds.get(source.name) if isinstance(source, Node) else None

    def _value(self, expression: Expression, vocabulary: Vocabulary) -> Possible:
        named = {
            name: put_together(value) if isinstance(value, dict) else value
            for name, value in vocabulary.values(list(self._frame)).items()
        }
        run = PolicyRun(clock=None, limits=DEFAULT_LIMITS, bindings=None, trace=False)
        with run:
            frame = vocabulary.scope.frame(run, named)
            unsure = any(isinstance(value, Unsure) for value in named.values())
            if unsure and expression.tree is not None:
                return reader(expression.tree, vocabulary.scope)(frame)
            return expression(frame)


def bounds_in_words(bounds: Bounds, language: Language, style: Style) -> str:
    """What is known of a number: "at most £80"."""
    words = PHRASES[language]
    low, high = (spoken(each, language, style) for each in (bounds.low, bounds.high))
    if bounds.low is None:
        return words.at_most.format(end=high)
    if bounds.high is None:
        return words.at_least.format(end=low)
    return words.between.format(ends=joined([low, high], language))
