"""Never does `unknowns` say “cannot matter” of what can.

Held to every way that the unknown inputs can turn out.
"""

from __future__ import annotations

import re
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.policy import load
from commonweal.policy.partial import key_of, unknowns
from tests.policy.partial.random_models import VALUES, models

_MOST_UNKNOWN = 3


@st.composite
def _cases(draw: st.DrawFn) -> tuple[bytes, dict[str, object]]:
    """A model, and what is known: of what it speaks of, a few inputs are not."""
    content = draw(models())
    logic = content[content.index(b"<decision ") :].decode()
    logic = logic.replace("requiredInput href", "")
    spoken_of = [name for name in VALUES if re.search(rf"[^#]\b{name}\b", logic)] or ["income"]
    unknown = set(draw(st.lists(st.sampled_from(spoken_of), min_size=1, max_size=_MOST_UNKNOWN)))
    known = {}
    for name, values in VALUES.items():
        if name not in unknown:
            null = draw(st.integers(0, 9)) == 0
            known[name] = None if null else draw(st.sampled_from(values[:-1]))
    return content, known


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(_cases())
def test_what_cannot_matter_never_changes_the_outcome_of_a_random_model(
    case: tuple[bytes, dict[str, object]],
) -> None:
    content, known = case
    model = load(content, name="random")
    decision = model.decisions[-1].name
    found = unknowns(model, known, decision)
    unknown = [name for name in VALUES if name not in known]
    outcomes = {}
    for way in product(*(range(len(VALUES[name])) for name in unknown)):
        inputs = known | {name: VALUES[name][at] for name, at in zip(unknown, way, strict=True)}
        outcomes[way] = key_of(model.decide(inputs, decision, trace=False).value)
    if found.certain:
        assert set(outcomes.values()) == {key_of(found.value)}
    assert found.can_matter <= set(unknown)
    for at, name in enumerate(unknown):
        if name not in found.can_matter:
            for way, outcome in outcomes.items():
                assert outcome == outcomes[(*way[:at], 0, *way[at + 1 :])], name
