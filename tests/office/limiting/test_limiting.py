"""Counting tries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.office.limiting.models import Tally
from commonweal.office.limiting.service import Limit, allow, forget

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
