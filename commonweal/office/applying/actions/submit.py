"""Send an application: it becomes a case, once, however often it is sent."""

from django.db import transaction

from commonweal.office.accounts.models import User
from commonweal.office.applying.actions.save import Gone
from commonweal.office.applying.models import Application
from commonweal.office.records.actions.receive import receive
from commonweal.office.records.actor import Actor
from commonweal.office.records.models import Case
from commonweal.office.telling.way_back import keep_way_back


def submit(application: Application, language: str, *, sent_by: User | None = None, site: str = "") -> Case:
    """Make the case of a draft, or give the one that was made already.

    `sent_by` is an adviser who sends it with the person. `site` is what links in messages begin with.

    One transaction, with the draft's row held: the case, its decision, its events and the draft's end are
    all kept or none is. Raises NotComplete when the answers are no longer a whole application, and Gone
    when the draft has been deleted.
    """
    with transaction.atomic():
        held = Application.objects.select_for_update().filter(pk=application.pk).first()
        if held is None:
            raise Gone
        if held.case_id is not None:
            return Case.objects.get(pk=held.case_id)
        by = sent_by or held.keyed_by
        actor = Actor.staff(by, on_behalf_of="applicant") if by else Actor.applicant()
        case = receive(
            service_version=held.version,
            answers=held.answers,
            language=language,
            channel=held.channel,
            actor=actor,
            keyed_by=by,
            application=held,
            # The reference that somebody saved to come back with stays theirs.
            reference=_saved_reference(held),
            site=site,
        )
        Application.objects.filter(pk=held.pk).update(
            case=case, answers={}, language=language, revision=held.revision + 1
        )
        keep_way_back(case, held, actor)
        if held.helped:
            _end_help(held, sent_by)
        return case


def _saved_reference(application: Application) -> str | None:
    from commonweal.office.returning.models import SavedPlace

    found = SavedPlace.objects.filter(application_id=application.pk).values_list("reference", flat=True)
    return found.first()


def _end_help(application: Application, sent_by: User | None) -> None:
    from commonweal.office.helping.actions.end import end_when_sent

    end_when_sent(application, sent_by)
