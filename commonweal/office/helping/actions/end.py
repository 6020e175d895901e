"""End helping: from then on the organisation sees nothing of the application but that it was sent."""

from __future__ import annotations

from django.utils import timezone

from commonweal.office.accounts.models import User
from commonweal.office.applying.models import Application
from commonweal.office.helping.models import HelpCode, Helping
from commonweal.office.records.actor import Actor
from commonweal.office.records.recording import recording

_ACTIONS = {
    Helping.Ended.HANDED_OVER: "hand over",
    Helping.Ended.NOT_ALLOWED: "refuse help",
    Helping.Ended.SENT: "end helping",
}


def end(helping: Helping, how: Helping.Ended, actor: Actor) -> bool:
    """End it, if nothing has yet; gives whether this did."""
    now = timezone.now()
    action = _ACTIONS.get(how, "stop helping")
    with recording(action, actor=actor, subject=f"application:{helping.application_id}") as facts:
        ended = Helping.objects.filter(pk=helping.pk, ended_at=None).update(ended_at=now, ended=how)
        facts["helping"] = helping.pk
        facts["organisation"] = helping.organisation_id
        facts["how"] = str(how)
        facts["ended"] = ended
    helping.ended_at, helping.ended = helping.ended_at or now, helping.ended or how
    return bool(ended)


def end_others(application: Application, how: Helping.Ended, actor: Actor) -> None:
    """End whatever help there is with an application."""
    for helping in Helping.objects.filter(application_id=application.pk, ended_at=None):
        end(helping, how, actor)


def end_when_sent(application: Application, sent_by: User | None) -> None:
    """The application was sent: nobody helps with it any more, and no code asks for help."""
    actor = Actor.staff(sent_by, on_behalf_of="applicant") if sent_by else Actor.applicant()
    HelpCode.objects.filter(application_id=application.pk).delete()
    end_others(application, Helping.Ended.SENT, actor)
