"""Tries an action and says, in words to the person, what stopped it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from commonweal.office.process.service import MachineRefusal, NotOpen, ProcessFault
from commonweal.office.records.revision import Stale

CHANGED: Final = (
    "Somebody changed this case after you opened it. Nothing of yours was done or lost: "
    "look at what changed, then decide again"
)
MOVED_ON: Final = "This case does not wait for this any more. Look at what happened since you opened it"
CANNOT_GO_ON: Final = (
    "The service’s process cannot take this step, so nothing was done. Tell the person who looks after it"
)


@dataclass(frozen=True)
class Stopped:
    """Why an action was not done, and the HTTP status that says so."""

    message: str
    status: int


def attempt(act: Callable[[], object]) -> Stopped | None:
    """Do the action; None when it was done. PermissionDenied goes on to the page that tells of it."""
    try:
        act()
    except Stale:
        return Stopped(CHANGED, 409)
    except NotOpen:
        return Stopped(MOVED_ON, 409)
    except (MachineRefusal, ProcessFault):
        return Stopped(CANNOT_GO_ON, 409)
    except ValueError as fault:
        return Stopped(str(fault), 422)
    return None
