"""Who is told by a message that a letter is here must be able to get to it: their address is a way back."""

from __future__ import annotations

from commonweal.office.applying.models import Application
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.telling.models import ContactChoice
from commonweal.office.telling.service import choice_of


def keep_way_back(case: Case, application: Application | None, actor: Actor) -> bool:
    """Let links be asked for at the address that messages go to; True where that is new.

    Where the person has said before where links go, that stays. In the caller's transaction.
    """
    from commonweal.office.returning.actions.keep_place import keep_address
    from commonweal.office.returning.models import SavedPlace

    choice = choice_of(case)
    if application is None or choice is None or choice.way == ContactChoice.Way.POST:
        return False
    if SavedPlace.objects.filter(application_id=application.pk).exclude(address="").exists():
        return False
    application.case = case
    keep_address(
        application,
        kind=choice.way,
        address=choice.address,
        language=case.language,
        site=choice.site,
        actor=actor,
    )
    return True
