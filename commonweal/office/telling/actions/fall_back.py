"""An address failed: from now on by post, and what was told of is posted too."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.records.recording import recording
from commonweal.office.telling.models import ContactChoice

TEMPLATES: Final = frozenset({"letter-here", "evidence-soon"})


def fall_back(template: str, about: str) -> None:
    """Change the case's way to post where one of our messages was given up. In the caller's transaction."""
    kind, _, number = about.partition(":")
    if template not in TEMPLATES or kind != "case" or not number.isdigit():
        return
    case = Case.objects.filter(pk=int(number), forgotten_at=None).first()
    if case is None:
        return
    changed = ContactChoice.objects.filter(case=case).exclude(way=ContactChoice.Way.POST)
    with recording("fall back to post", actor=Actor.worker(), case=case) as facts:
        facts["changed"] = changed.update(way=ContactChoice.Way.POST, address="", failed_at=timezone.now())
        facts["posted"] = _post_what_was_told_of(case)


def _post_what_was_told_of(case: Case) -> int:
    from commonweal.office.letters.dispatch import post_after_all
    from commonweal.office.letters.models import Letter

    last = case.letters.filter(state=Letter.State.SENT).order_by("-pk").first()
    return int(last is not None and post_after_all(last))
