"""The statements made once read and write what the ORM would."""

from __future__ import annotations

import pytest
from django.utils import timezone

from commonweal.office.applying.draft_row import draft_with_key, overwrite_draft
from commonweal.office.applying.models import Application
from tests.office.applications import AWARDED, council_tax_support

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Application:
    now = timezone.now()
    return Application.objects.create(
        key="k" * 43,
        service="council-tax-support",
        version=council_tax_support(),
        language="cy",
        answers=AWARDED | {"full_name": "Siân 'O\"Brien\\%s"},
        reached="savings",
        started_at=now,
        changed_at=now,
    )


def columns(application: Application) -> dict[str, object]:
    return {field.attname: getattr(application, field.attname) for field in Application._meta.concrete_fields}


def test_a_draft_is_read_as_the_orm_reads_it(draft: Application) -> None:
    found = draft_with_key(draft.key)
    assert found is not None
    assert columns(found) == columns(Application.objects.get(pk=draft.pk))
    assert not found._state.adding
    assert found.version.content_hash == draft.version_id


def test_a_key_that_nobody_holds_finds_nothing(draft: Application) -> None:
    assert draft_with_key("' OR 1=1 --") is None


def test_a_save_writes_what_it_is_given_and_counts(draft: Application) -> None:
    now = timezone.now()
    assert overwrite_draft(draft, answers={"full_name": "Ŵyn %s"}, language="en", changed_at=now)
    found = Application.objects.get(pk=draft.pk)
    assert found.answers == {"full_name": "Ŵyn %s"}
    assert (found.language, found.changed_at, found.revision) == ("en", now, draft.revision + 1)
    assert (found.reached, found.started_at) == (draft.reached, draft.started_at)


def test_a_save_from_where_the_draft_no_longer_stands_writes_nothing(draft: Application) -> None:
    assert overwrite_draft(draft, answers={"a": 1})
    assert not overwrite_draft(draft, answers={"b": 2})
    assert Application.objects.get(pk=draft.pk).answers == {"a": 1}


def test_a_save_of_what_was_deleted_writes_nothing(draft: Application) -> None:
    Application.objects.filter(pk=draft.pk).delete()
    assert not overwrite_draft(draft, answers={"a": 1})
