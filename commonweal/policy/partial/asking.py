"""With some inputs unknown.

Is the outcome certain, and if not, which of them can still matter, and to what?
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..dmn import tree
from ..dmn.placeholders import AUTHORITY, AUTHORITY_IN
from ..feel import Value, normal_name
from .possible import Possible, Unsure
from .whole_model import PartialModel, given

if TYPE_CHECKING:
    from ..dmn.model import Model


@dataclass(frozen=True, slots=True)
class Need:
    """A decision that needs an input: its name, the question it answers, and the authorities it names."""

    decision: str
    question: str | None
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknowns:
    """What is known of an outcome before everything is.

    `certain` says that no unknown input can change `value` any more; `value` is null where it is not certain.
    Whatever is not in `can_matter` cannot change the outcome, however everything else turns out. `needed_by`
    says, for each input that can matter, which decisions take it.
    """

    certain: bool
    value: Value
    can_matter: frozenset[str]
    needed_by: Mapping[str, tuple[Need, ...]] = field(default_factory=dict)


_READY: WeakKeyDictionary[Model, PartialModel] = WeakKeyDictionary()


def partial(model: Model) -> PartialModel:
    """The model made ready, once."""
    found = _READY.get(model)
    if found is None:
        found = _READY[model] = PartialModel(model)
    return found


def unknowns(
    model: Model,
    known: Mapping[str, object],
    decision: str | None = None,
    *,
    ranges: Mapping[str, Possible] | None = None,
    null: bool = True,
) -> Unknowns:
    """Whether the inputs not in `known` can still change a decision's outcome, and which.

    `decision` is chosen as `Model.decide` does. An unknown input is taken to be any value that its declared
    type and allowed values let through (a number within ±1E+300), or, unless `null` is false, null; `ranges`
    may say better for some, with the values of `commonweal.policy.partial` (`number`, `one_of`, `any_date`,
    …). Where two ranges rest on the same name they are taken to be independent, which is sound.

    Raises ValueError for a name that the model does not have, TypeError for a value that FEEL lacks.
    """
    ready = partial(model)
    wanted = _decision(model, decision)
    inputs: dict[str, Possible] = dict(given(ready, known))
    _, needed = ready.plan([wanted])
    said = {normal_name(name): possible for name, possible in (ranges or {}).items()}
    own = {normal_name(each.name) for each in model.inputs}
    for name in said:
        if name not in own:
            raise ValueError(f"The model has no input “{name}”.")
    for node in needed:
        if node.name not in inputs:
            inputs[node.name] = said[node.name] if node.name in said else ready.unknown(node.name, null=null)
    values = ready.read(inputs, [wanted])
    outcome = values[wanted]
    if not isinstance(outcome, Unsure):
        return Unknowns(True, outcome, frozenset())
    return Unknowns(False, None, outcome.rests_on, needs(ready, wanted, outcome.rests_on))


def _decision(model: Model, decision: str | None) -> str:
    if decision is not None:
        found = next((each.name for each in model.decisions if each.name == normal_name(decision)), None)
        if found is None:
            raise ValueError(f"The model “{model.name}” has no decision “{decision}”.")
        return found
    top = model.top_decisions
    if len(top) == 1:
        return top[0]
    award = next((each.name for each in model.decisions if each.name.lower() == "award"), None)
    if award is None:
        raise ValueError(f"The model “{model.name}” has several outcomes: name the decision.")
    return award


def needs(ready: PartialModel, decision: str, inputs: frozenset[str]) -> dict[str, tuple[Need, ...]]:
    """The decisions on the way to one that take these inputs, in the order in which they are taken."""
    steps, _ = ready.plan([decision])
    found: dict[str, list[Need]] = {name: [] for name in inputs}
    for node in steps:
        for each in node.needs:
            if each.name in found and isinstance(each.element, tree.InputData):
                element = node.element
                assert isinstance(element, tree.Decision)
                found[each.name].append(
                    Need(node.name, element.question, authorities(element, inputs=(each.name,)))
                )
    return {name: tuple(each) for name, each in found.items()}


def authorities(
    decision: tree.Decision, language: str = "en", inputs: Collection[str] = ()
) -> tuple[str, ...]:
    """The authorities that a decision's rules and sentences name, each once.

    With `inputs`, of a table only the rules that test one of these.
    """
    found: list[str] = []
    table = decision.logic
    own = AUTHORITY_IN.get(language, AUTHORITY)
    if isinstance(table, tree.DecisionTable) and {own, AUTHORITY} & set(table.annotations):
        at = table.annotations.index(own if own in table.annotations else AUTHORITY)
        tested = [
            column
            for column, clause in enumerate(table.inputs)
            if not inputs or any(name in clause.expression.text for name in inputs)
        ]
        found += [
            rule.annotations[at]
            for rule in table.rules
            if len(rule.annotations) > at and any(_tests(rule.inputs[column].text) for column in tested)
        ]
    found += [
        each.authority or "" for each in decision.words if each.language.partition("-")[0].lower() == language
    ]
    return tuple(dict.fromkeys(each.strip() for each in found if each.strip()))


def _tests(cell: str) -> bool:
    return cell.strip() not in ("", "-")
