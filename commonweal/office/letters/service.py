"""What the other apps ask of letters: queue one with the decision, and send those that wait."""

from __future__ import annotations

from django.utils import timezone

from commonweal.office.letters.dispatch import dispatch_waiting
from commonweal.office.letters.models import Letter
from commonweal.office.letters.posting import ask_after_posted, post_waiting
from commonweal.office.letters.writing import write
from commonweal.office.records.models import Case

__all__ = ["ask_after_posted", "dispatch_waiting", "post_waiting", "queue"]


def queue(case: Case, notice_name: str) -> Letter:
    """Write the letter of a notice for a case and let it wait for the worker. In the caller's transaction.

    The words are fixed now, from the case's latest decision. Raises NoticeFault when the service has no
    such notice, or when a refusal would be sent that no person has made.
    """
    from commonweal.office.telling.service import tell

    written = write(case, notice_name)
    letter = Letter.objects.create(
        case=case,
        notice=notice_name,
        language=written.language,
        title=written.title[:300],
        html=written.html,
        text=written.text,
        created_at=timezone.now(),
    )
    if notice_name != "evidence-soon":
        tell(case, "letter-here", written.language)
    return letter
