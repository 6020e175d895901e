"""A reminder before a draft is deleted, to those who left an address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.office.applying.models import Application
from commonweal.office.returning.actions.remind import remind_due
from tests.office.applying.person import Person
from tests.office.returning.conftest import Post, save_by_email, save_by_words

pytestmark = pytest.mark.django_db


def left_alone(days: int) -> None:
    Application.objects.update(changed_at=timezone.now() - timedelta(days=days))


def test_it_comes_in_the_last_week_once_with_a_link_that_works(applicant: Person, post: Post) -> None:
    applicant.answer("liable")
    save_by_email(applicant)
    post.all()
    left_alone(20)
    assert remind_due(timezone.now()) == 0
    left_alone(22)
    assert remind_due(timezone.now()) == 1
    assert remind_due(timezone.now()) == 0
    assert "will be deleted on" in post.newest()
    other = Person()
    other.post(post.link())
    assert other.went_to == "apply/full-name"


def test_after_coming_back_another_may_come(applicant: Person, post: Post) -> None:
    save_by_email(applicant)
    left_alone(24)
    assert remind_due(timezone.now()) == 1
    later = timezone.now() + timedelta(days=2)
    Application.objects.update(changed_at=later)
    assert remind_due(later + timedelta(days=24)) == 1


def test_nobody_is_reminded_without_an_address_or_after_sending(applicant: Person) -> None:
    save_by_words(applicant)
    left_alone(25)
    assert remind_due(timezone.now()) == 0
    sent = Person()
    sent.start()
    sent.answer_until()
    save_by_email(sent)
    sent.send()
    left_alone(25)
    assert remind_due(timezone.now()) == 0
