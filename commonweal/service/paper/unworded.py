"""Conditions of a journey that paper and phone cannot say in words."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.service.conditions import Condition
from commonweal.service.journey import Asked, Journey, Question, Repeat
from commonweal.service.paper.conditions_in_words import Teller


def unworded(journey: Journey) -> Iterator[tuple[str, Condition]]:
    """Each condition without words, with what it is: "`when` of `rent`"."""
    teller = Teller(journey)
    for asked in journey.asked:
        every: tuple[Asked, ...] = (asked, *asked.questions) if isinstance(asked, Repeat) else (asked,)
        for each in every:
            conditions = [("when", each.when)] if each.when is not None else []
            if isinstance(each, Question):
                conditions += [("stop if", stop.condition) for stop in each.stops]
            for what, condition in conditions:
                tree = condition.expression.tree
                if tree is not None and teller.tell(tree) is None:
                    yield f"`{what}` of `{each.key}`", condition
