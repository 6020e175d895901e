"""Never does `unknowns` say “cannot matter” of what can: held to every way that the unknown inputs can turn out."""

from __future__ import annotations

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.policy import load
from commonweal.policy.unknowns import key_of, unknowns
from tests.policy.unknowns.random_models import VALUES, models

_MOST_UNKNOWN = 3


@st.composite
def _known(draw: st.DrawFn) -> dict[str, object]:
    unknown = set(draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=_MOST_UNKNOWN)))
    return {name: draw(st.sampled_from(values)) for name, values in VALUES.items() if name not in unknown}


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(models(), _known())
def test_what_cannot_matter_never_changes_the_outcome_of_a_random_model(
    content: bytes, known: dict[str, object]
) -> None:
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
