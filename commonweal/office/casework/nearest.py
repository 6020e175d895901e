"""What would have changed a refusal: the smallest change of one answer, for whoever has to stand by it."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.office.casework.policy_made_by import policy_model
from commonweal.office.catalogue.service import PreparedService
from commonweal.office.records.feel_json import decode
from commonweal.office.records.models import Decision
from commonweal.policy import why_not

MOST_TOLD = 5


@dataclass(frozen=True)
class Nearest:
    """The sentences, the smallest change first. `assumes` where questions were not asked."""

    sentences: tuple[str, ...]
    assumes: bool


def what_would_change(prepared: PreparedService, decision: Decision) -> Nearest | None:
    """What would have changed the policy's decision; None when its version is not among the case's own.

    An answer that was never asked for is not changed, but has a stand-in, which the sentences rest on: then
    `assumes` is true.
    """
    model = policy_model(prepared, decision.policy_hash)
    if model is None:
        return None
    inputs = decode(decision.inputs)
    untold = frozenset(decision.trace.get("untold", ()))
    labels = {each.name: each.label or each.name for each in model.inputs}
    changes = why_not(
        model,
        inputs,
        prepared.folder.service.decision,
        among=[name for name in labels if name not in untold],
    )
    return Nearest(
        tuple(each.words("en", subject=f"“{labels[each.input]}”") for each in changes[:MOST_TOLD]),
        bool(untold),
    )
