"""Receive an application: the case, the decision, the process and the events, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commonweal.office.accounts.models import User
from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case


def receive(
    *,
    service_version: ServiceVersion,
    answers: Mapping[str, Any],
    language: str,
    channel: str,
    actor: Actor,
    received_at: datetime | None = None,
    keyed_by: User | None = None,
    application: object | None = None,
) -> Case:
    """Make a case of an application and decide it by the policy in force on its relevant date.

    One transaction: everything is kept, or nothing. Receiving the same `application` (a model instance
    or any key) again gives the case that was made the first time.
    """
    raise NotImplementedError
