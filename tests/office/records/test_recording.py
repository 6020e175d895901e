import pytest
from django.db import IntegrityError, transaction

from commonweal.office.accounts.models import User
from commonweal.office.records.actor import Actor
from commonweal.office.records.audit import audit
from commonweal.office.records.chain import canonical
from commonweal.office.records.models import ChainHead, Event
from commonweal.office.records.recording import recording

pytestmark = pytest.mark.django_db
WORKER = Actor.worker()


def actions():
    return list(Event.objects.values_list("action", flat=True))


def test_a_write_and_its_event_are_kept_together():
    with recording("add user", actor=WORKER, subject="user:new", why="starts on Monday") as facts:
        facts["user"] = User.objects.create(username="new").pk
    event = Event.objects.get()
    assert (event.action, event.actor, event.subject, event.why) == (
        "add user",
        "worker",
        "user:new",
        "starts on Monday",
    )
    assert event.facts == {"user": User.objects.get(username="new").pk}
    assert audit().sound


def test_an_exception_undoes_the_write_and_leaves_no_event():
    with pytest.raises(RuntimeError), recording("add user", actor=WORKER, subject="user:new"):
        User.objects.create(username="new")
        raise RuntimeError
    assert not User.objects.filter(username="new").exists()
    assert not Event.objects.exists()


def test_an_event_that_cannot_be_written_undoes_the_write():
    with pytest.raises(TypeError), recording("add user", actor=WORKER, subject="user:new") as facts:
        User.objects.create(username="new")
        facts["weight"] = 1.5
    assert not User.objects.filter(username="new").exists()


def test_actions_within_an_action_stand_after_it_in_the_order_they_began():
    with recording("outer", actor=WORKER, subject="x"):
        with recording("first", actor=WORKER, subject="x"):
            pass
        with recording("second", actor=WORKER, subject="x"), recording("inner", actor=WORKER, subject="x"):
            pass
    assert actions() == ["outer", "first", "second", "inner"]
    assert audit().sound


def test_an_inner_action_that_failed_and_was_caught_leaves_no_event():
    with recording("outer", actor=WORKER, subject="x"):
        with pytest.raises(RuntimeError), recording("fails", actor=WORKER, subject="x"):
            with recording("within the failing", actor=WORKER, subject="x"):
                User.objects.create(username="new")
            raise RuntimeError
        with recording("goes on", actor=WORKER, subject="x"):
            pass
    assert actions() == ["outer", "goes on"]
    assert not User.objects.filter(username="new").exists()


def test_an_action_after_a_failed_one_does_not_carry_its_events():
    with pytest.raises(RuntimeError), recording("outer", actor=WORKER, subject="x"):
        with recording("inner", actor=WORKER, subject="x"):
            pass
        raise RuntimeError
    with recording("later", actor=WORKER, subject="x"):
        pass
    assert actions() == ["later"]
    assert audit().sound


def test_an_action_says_what_it_is_about():
    with pytest.raises(ValueError, match="what it is about"), recording("vague", actor=WORKER):
        pass


@pytest.mark.parametrize("value", [1.5, float("nan"), b"x", object(), {1: "x"}, "\0", "\ud800", [{"a": 0.1}]])
def test_a_fact_that_two_databases_would_spell_differently_is_refused(value):
    with pytest.raises(TypeError):
        canonical({"fact": value})


def test_the_order_of_keys_does_not_change_canonical_json():
    assert canonical({"b": 1, "a": [True, None, "£"]}) == canonical({"a": [True, None, "£"], "b": 1})


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_or_delete_an_event(change):
    with recording("something", actor=WORKER, subject="x"):
        pass
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        if change == "update":
            Event.objects.update(why="nothing happened")
        else:
            Event.objects.all().delete()
    assert Event.objects.get().why == ""


def test_the_head_of_the_chain_only_moves_on():
    for _ in range(3):
        with recording("something", actor=WORKER, subject="x"):
            pass
    with pytest.raises(IntegrityError), transaction.atomic():
        ChainHead.objects.update(sequence=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChainHead.objects.all().delete()
    assert audit().sound
