"""Counting tries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.office.helping.limits import of_making
from commonweal.office.limiting.models import Tally
from commonweal.office.limiting.service import FROM_ONE_NETWORK, Limit, allow, forget, take_back
from commonweal.office.returning.limits import of_asking, of_saving

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_so_many_and_no_more() -> None:
    assert [allow(Limit("a", "x", 2, HOUR)) for _ in range(3)] == [True, True, False]


def test_others_are_not_counted_together() -> None:
    allow(Limit("a", "x", 1, HOUR))
    assert allow(Limit("a", "y", 1, HOUR))
    assert allow(Limit("b", "x", 1, HOUR))


def test_one_that_is_reached_refuses_and_all_are_counted() -> None:
    small, large = Limit("a", "x", 1, HOUR), Limit("b", "x", 3, HOUR)
    assert [allow(small, large) for _ in range(3)] == [True, False, False]
    assert not allow(large)


def test_time_clears_it_and_so_does_being_right() -> None:
    limit = Limit("a", "x", 1, HOUR)
    allow(limit)
    assert not allow(limit)
    assert allow(limit, now=timezone.now() + HOUR + timedelta(seconds=1))
    forget(limit)
    assert allow(limit)


def test_nothing_it_keeps_says_who_or_where() -> None:
    allow(Limit("return words from", "192.0.2.7", 1, HOUR))
    assert "192" not in str(list(Tally.objects.values_list("key")))


def test_being_right_takes_back_that_one_try_and_no_other() -> None:
    limit = Limit("a", "a library", 3, HOUR)
    for _ in range(2):
        assert allow(limit)
    for _ in range(5):
        assert allow(limit)
        take_back(limit)
    assert [allow(limit) for _ in range(2)] == [True, False]


def test_what_was_never_counted_cannot_be_taken_back() -> None:
    limit = Limit("a", "x", 1, HOUR)
    take_back(limit)
    assert [allow(limit) for _ in range(2)] == [True, False]


def test_two_hundred_people_of_one_library_are_not_in_each_others_way() -> None:
    library = "192.0.2.7"
    for person in range(200):
        assert allow(*of_saving(person, f"{person}@example.com", library))
        assert allow(*of_asking("council-tax-support", f"{person}@example.com", library))
        assert allow(*of_making(person, library))


def test_one_network_without_end_is_stopped() -> None:
    tries = [allow(*of_making(person, "192.0.2.7")) for person in range(FROM_ONE_NETWORK + 1)]
    assert tries == [True] * FROM_ONE_NETWORK + [False]
