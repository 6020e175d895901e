"""A decision's fingerprint, kept in its event so that an altered decision is noticed."""

from datetime import UTC

from commonweal.office.records.chain import fingerprint
from commonweal.office.records.models import Decision


def seal(decision: Decision) -> str:
    """The sha256 of all that a decision says; the secret reference in it stops anyone guessing it back."""
    return fingerprint(
        {
            "reference": decision.case.reference,
            "case": decision.case_id,
            "made_at": decision.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "made_by": decision.made_by_id,
            "policy": decision.policy_hash,
            "inputs": decision.inputs,
            "values": decision.values,
            "trace": decision.trace,
            "result": decision.result,
            "agrees": decision.agrees_with_policy,
            "reason": decision.reason,
            "final": decision.final,
        }
    )
