import pytest
from django.db import connection

from commonweal.office.records.actor import Actor
from commonweal.office.records.audit import audit
from commonweal.office.records.chain import FIRST, digest_of
from commonweal.office.records.models import ChainHead, Event
from commonweal.office.records.protection import unprotect
from commonweal.office.records.recording import recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Six sound events, and the triggers gone: someone has the database's own password."""
    for number in range(6):
        with recording("count", actor=Actor.worker(), subject="test", why=f"number {number}") as facts:
            facts["number"] = number
    assert audit().sound
    unprotect(connection)
    return list(Event.objects.all())


def broken():
    report = audit()
    assert report.broken is not None
    assert not report.sound
    return report.broken.sequence, report.broken.kind


def test_an_empty_chain_is_sound():
    assert audit().sound


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("action", "other"),
        ("actor", "staff:9"),
        ("on_behalf_of", "somebody"),
        ("subject", "case:9"),
        ("why", "because"),
        ("facts", {"number": 99}),
    ],
)
def test_altering_any_part_of_an_event_is_found_at_that_event(chain, field, value):
    Event.objects.filter(sequence=3).update(**{field: value})
    assert broken() == (3, "digest")


def test_altering_when_an_event_happened_is_found(chain):
    Event.objects.filter(sequence=3).update(at=chain[0].at)
    assert broken() == (3, "digest")


def test_altering_an_event_and_its_digest_is_found_at_the_next(chain):
    event = Event.objects.get(sequence=3)
    event.why = "something else"
    Event.objects.filter(sequence=3).update(why=event.why, digest=digest_of(event))
    assert broken() == (4, "previous")


def test_altering_the_last_event_and_its_digest_is_found_by_the_head(chain):
    event = Event.objects.get(sequence=6)
    event.why = "something else"
    Event.objects.filter(sequence=6).update(why=event.why, digest=digest_of(event))
    assert broken() == (6, "head")


def test_an_event_taken_out_is_named_by_its_number(chain):
    Event.objects.filter(sequence=4).delete()
    assert broken() == (4, "missing sequence")


def test_the_first_event_taken_out_is_named(chain):
    Event.objects.filter(sequence=1).delete()
    assert broken() == (1, "missing sequence")


def test_an_event_taken_out_and_the_rest_renumbered_is_found(chain):
    Event.objects.filter(sequence=4).delete()
    Event.objects.filter(sequence=5).update(sequence=4)
    Event.objects.filter(sequence=6).update(sequence=5)
    ChainHead.objects.update(sequence=5)
    assert broken() == (4, "previous")


def test_two_events_that_changed_places_are_found(chain):
    for old, new in ((3, 99), (4, 3), (99, 4)):
        Event.objects.filter(sequence=old).update(sequence=new)
    assert broken() == (3, "previous")


def test_a_tail_cut_off_is_found_by_the_head(chain):
    Event.objects.filter(sequence__gt=4).delete()
    assert broken() == (5, "tail")


def test_an_event_put_after_the_end_is_found(chain):
    last = chain[-1]
    added = Event(sequence=7, at=last.at, action="forged", actor="x", subject="x", previous=last.digest)
    added.digest = digest_of(added)
    added.save(force_insert=True)
    assert broken() == (7, "head")


def test_a_lost_head_is_found(chain):
    ChainHead.objects.all().delete()
    assert broken() == (1, "head")


def test_with_the_head_lost_nothing_more_is_written(chain):
    ChainHead.objects.all().delete()
    with pytest.raises(RuntimeError, match="audit"), recording("more", actor=Actor.worker(), subject="x"):
        pass
    assert Event.objects.count() == 6


def test_a_whole_chain_made_again_is_found_by_the_head_that_the_auditor_kept(chain):
    kept = audit().head
    previous = FIRST
    for event in Event.objects.all():
        event.why, event.previous = "rewritten", previous
        event.digest = previous = digest_of(event)
        Event.objects.filter(pk=event.pk).update(why=event.why, previous=event.previous, digest=event.digest)
    ChainHead.objects.update(digest=previous)
    assert audit().sound
    found = audit(kept_head=kept).broken
    assert found is not None
    assert (found.sequence, found.kind) == (6, "kept head")


def test_the_head_that_the_auditor_kept_is_found_though_the_chain_went_on(chain):
    kept = audit().head
    with recording("more", actor=Actor.worker(), subject="x"):
        pass
    assert audit(kept_head=kept).sound


def test_progress_is_told_up_to_the_last_event(chain):
    told = []
    audit(progress=lambda *what: told.append(what))
    assert ("events", 6, 6) in told
