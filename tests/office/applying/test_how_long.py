"""How long it takes and how far along somebody is: measured or said to be an estimate, and never untrue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from commonweal.office.applying.how_long import forget, measured, questions
from commonweal.office.applying.models import Application
from commonweal.office.applying.progress import progress
from commonweal.office.catalogue import service as catalogue
from commonweal.office.records.models import Case
from commonweal.service.path import Path
from tests.browser.council_tax_support import STORED
from tests.office.applications import AWARDED, COUNCIL_TAX_SUPPORT, apply, council_tax_support
from tests.office.applying.person import words

START = "/council-tax-support/"


@pytest.fixture
def service(db: None) -> Any:
    catalogue.add(COUNCIL_TAX_SUPPORT)
    return catalogue.current("council-tax-support")


def said(language: str = "") -> str:
    forget()
    return words(Client(HTTP_HOST="localhost").get(f"{START}{language}"))


def sent_after(minutes: list[float], **more: Any) -> None:
    """People who took so long."""
    version = council_tax_support()
    for number, each in enumerate(minutes):
        case: Case = apply(AWARDED)
        Application.objects.create(
            key=f"{number}-{len(more)}-{case.pk}",
            service="council-tax-support",
            version=version,
            language="en",
            started_at=case.received_at - timedelta(minutes=each),
            changed_at=case.received_at,
            case=case,
            **more,
        )


def test_with_too_few_to_measure_it_is_an_estimate_and_says_so(service: Any) -> None:
    sent_after([9.0] * 19)
    assert "There are about 21 questions, and up to 37 or more if your circumstances need them." in said()
    assert "At half a minute each that is 11 to 19 minutes: an estimate" in said()
    assert "amcangyfrif" in said("cy/")


def test_with_enough_it_is_what_8_in_10_took_in_whole_fives(service: Any) -> None:
    sent_after([2, 3, *[11.0] * 8, *[12.5] * 8, 31, 55])
    assert "8 in 10 people take between 10 and 15 minutes." in said()
    assert "Mae 8 o bob 10 o bobl yn cymryd rhwng 10 a 15 munud." in said("cy/")
    assert "estimate" not in said()


def test_who_came_back_later_was_helped_or_keyed_for_is_not_measured(service: Any) -> None:
    sent_after([300.0] * 10)
    sent_after([30.0] * 12, helped=True)
    sent_after([30.0] * 12, channel="phone")
    forget()
    assert measured("council-tax-support") is None


def test_the_questions_that_are_counted_are_those_that_people_meet(service: Any) -> None:
    journey = service.journeys["en"]
    fewest, most = questions(journey)
    assert (fewest, most) == (21, 37)
    asked = len(journey.path(STORED).pages)
    assert fewest <= asked <= most


def numbers(journey: Any, path: Path) -> list[str]:
    return list(dict.fromkeys(progress(journey, path, page).split(":")[0] for page in path.pages))


def test_parts_are_counted_without_a_gap_and_end_at_the_last(service: Any) -> None:
    journey = service.journeys["en"]
    assert numbers(journey, journey.path(STORED)) == [f"Part {n} of 6" for n in range(1, 7)]


def test_a_part_in_which_nothing_was_asked_is_not_counted(service: Any) -> None:
    journey = service.journeys["en"]
    path = journey.path(STORED)
    without = tuple(page for page in path.pages if page.asked.section != journey.sections[2].key)
    shorter = Path(journey, without, None, {})
    assert numbers(journey, shorter) == [
        "Part 1 of 6",
        "Part 2 of 6",
        "Part 3 of 5",
        "Part 4 of 5",
        "Part 5 of 5",
    ]
