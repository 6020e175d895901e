"""Finds the very version of the policy that made a decision."""

from __future__ import annotations

from commonweal.office.catalogue.service import PreparedService
from commonweal.policy import Model


def policy_model(prepared: PreparedService, policy_hash: str) -> Model | None:
    """The model of this content among the versions that the case began with; None when it is not there."""
    for version in prepared.policies.versions:
        if version.model.content_hash == policy_hash:
            found: Model = version.model
            return found
    return None
