"""Places and postcodes read from open data; rows that are wrong are told with their line."""

from __future__ import annotations

import json

import pytest

from commonweal.insight.places import (
    Place,
    RowFault,
    compact_postcode,
    distance_miles,
    nearest,
    read_mapping,
    read_open_referral,
    read_places,
    read_postcodes,
)
from commonweal.insight.places.map_drawing import draw_map

MAPPING = b"kind: = Library\nname: library\nlatitude: lat\nlongitude: lon\nhours: open\n"
HUBS = (
    b"library,lat,lon,open\n"
    b'Sale Library,53.4239,-2.3212,"Monday, 10am"\n'
    b"No place,,-2.3,\n"
    b",53.4,-2.3,\n"
    b"Too far,99,-2.3,\n"
    b"Short,53.4\n"
)


def test_each_good_row_is_a_place_and_each_bad_one_is_told_with_file_and_line() -> None:
    mapping, faults = read_mapping(MAPPING, "map.yaml")
    assert faults == []
    rows = list(read_places(HUBS, "hubs.csv", mapping))
    (place,) = [row for row in rows if isinstance(row, Place)]
    assert (place.name, place.kind, place.hours) == ("Sale Library", "Library", "Monday, 10am")
    assert [str(row).split(": ")[0:2] for row in rows if isinstance(row, RowFault)] == [
        ["hubs.csv:3", "latitude"],
        ["hubs.csv:4", "name"],
        ["hubs.csv:5", "latitude"],
        ["hubs.csv:6", "row"],
    ]


def test_a_mapping_that_names_no_column_says_which_there_are() -> None:
    mapping, _ = read_mapping(b"name: nobody\nlatitude: lat\nlongitude: lon\n", "map.yaml")
    (fault,) = read_places(HUBS, "hubs.csv", mapping)
    assert isinstance(fault, RowFault)
    assert "library, lat, lon, open" in fault.message


def test_a_mapping_with_faults_says_what_to_do() -> None:
    _, faults = read_mapping(b"nam: x\nlatitude: lat\n", "map.yaml")
    assert any("map.yaml:1" in fault and "nam" in fault for fault in faults)
    assert any("longitude" in fault for fault in faults)


def test_postcodes_are_read_by_the_names_that_the_ons_gives_its_columns() -> None:
    content = b"pcds,lat,long\nM33 7ZF,53.42,-2.32\nZZ,1,2\nM33 7ZG,99.999999,0\nM337ZH,x,-2\n"
    rows = list(read_postcodes(content, "onspd.csv"))
    assert rows[0] == ("M337ZF", 53.42, -2.32)
    assert [row.line for row in rows if isinstance(row, RowFault)] == [3, 5]
    (fault,) = read_postcodes(b"a,b\n1,2\n", "x.csv")
    assert isinstance(fault, RowFault) and fault.line == 1


@pytest.mark.parametrize(("typed", "kept"), [(" m33 7zf", "M337ZF"), ("M33-7ZF.", "M337ZF"), ("M33", None)])
def test_a_postcode_is_read_as_people_type_it(typed: str, kept: str | None) -> None:
    assert compact_postcode(typed) == kept


SERVICE = {
    "id": "s1",
    "name": "Debt advice",
    "description": "Free advice.",
    "status": "active",
    "phones": [{"number": "01632 960 002"}],
    "languages": [{"name": "Urdu", "code": "ur"}],
    "schedules": [{"byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "17:00:00"}],
    "service_at_locations": [
        {
            "id": "p1",
            "location": {
                "name": "The Hub",
                "latitude": 53.4,
                "longitude": -2.3,
                "addresses": [{"address_1": "1 High Street", "city": "Sale", "postal_code": "M33 7ZF"}],
            },
        }
    ],
}


def test_a_service_of_open_referral_is_a_place_with_hours_and_languages() -> None:
    (place,) = read_open_referral(json.dumps({"contents": [SERVICE]}).encode(), "or.json")
    assert isinstance(place, Place)
    assert place.name == "Debt advice, The Hub"
    assert place.address == "1 High Street, Sale"
    assert place.hours == "Monday, Tuesday 09:00 to 17:00"
    assert (place.languages, place.phone, place.offers) == ("Urdu", "01632 960 002", "Free advice.")


@pytest.mark.parametrize(
    "content", [b"{", b"[1]", b'"x"', b"[" * 100_000, b'{"contents": 3}', b'{"name": "x"}']
)
def test_what_is_no_open_referral_is_told_and_never_crashes(content: bytes) -> None:
    rows = list(read_open_referral(content, "x.json"))
    assert rows and all(isinstance(row, RowFault) for row in rows)


def test_a_service_that_has_ended_is_left_out() -> None:
    assert list(read_open_referral(json.dumps([SERVICE | {"status": "defunct"}]).encode(), "x.json")) == []


def test_the_nearest_come_first_by_great_circle_distance() -> None:
    # London to Edinburgh, 331 miles by great circle.
    assert distance_miles(51.5074, -0.1278, 55.9533, -3.1883) == pytest.approx(331.5, abs=1)
    near, far = Place("a", "Near", 53.41, -2.3), Place("b", "Far", 53.5, -2.3)
    assert [each.place for each in nearest([far, near], 53.4, -2.3)] == [near, far]


def test_the_map_numbers_the_places_and_no_name_can_break_it() -> None:
    near = nearest([Place("a", "<b>", 53.41, -2.3), Place("b", "B", 53.41, -2.3)], 53.4, -2.3)
    svg = draw_map(near, 53.4, -2.3, words="Map <of>", here="Here & now")
    assert svg.count("<circle") == 2
    assert "Map &lt;of&gt;" in svg and "Here &amp; now" in svg
    assert "style=" not in svg and "<script" not in svg
