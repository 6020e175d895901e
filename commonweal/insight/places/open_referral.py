"""Places of Open Referral UK, which is the Human Services Data Specification (HSDS) 3, as JSON.

Read are a service with its `service_at_locations`, a `service_at_location` with its `service`, a list of
either, and a page of an API (`contents`). A service that is not active is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from commonweal.insight.places.place import Place, RowFault, checked_place

_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}


def read_open_referral(content: bytes, file: str) -> Iterator[Place | RowFault]:
    """Each place of each service, or what is wrong with it; `line` counts the records."""
    try:
        root = json.loads(content)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        yield RowFault(file, line, "JSON", f"it cannot be read: {getattr(error, 'msg', 'it is too deep')}")
        return
    records = root.get("contents", [root]) if isinstance(root, dict) else root
    if not isinstance(records, list):
        yield RowFault(file, 1, "contents", "it should be a list of services")
        return
    for number, record in enumerate(records, 1):
        if not isinstance(record, dict):
            yield RowFault(file, number, "record", "it is not a service")
            continue
        service = _map(record.get("service")) or record
        if service.get("status") not in (None, "", "active"):
            continue
        at_places = (
            [record]
            if isinstance(record.get("location"), dict)
            else _maps(record.get("service_at_locations"))
        )
        if not at_places:
            yield RowFault(file, number, "service_at_locations", "the service has no place")
        for at_place in at_places:
            yield _place(file, number, service, at_place)


def _place(file: str, number: int, service: dict[str, Any], at_place: dict[str, Any]) -> Place | RowFault:
    location = _map(at_place.get("location"))
    address = next(iter(_maps(location.get("addresses"))), {})
    lines = [_text(address, name) for name in ("address_1", "address_2", "city", "region")]
    languages = [*_maps(location.get("languages")), *_maps(service.get("languages"))]
    phones = [*_maps(at_place.get("phones")), *_maps(location.get("phones")), *_maps(service.get("phones"))]
    schedules = [
        *_maps(at_place.get("schedules")),
        *_maps(location.get("schedules")),
        *_maps(service.get("schedules")),
    ]
    name = _text(service, "name")
    where = _text(location, "name")
    fields = {
        "name": f"{name}, {where}" if name and where and where != name else name or where,
        "kind": _text(_map(service.get("organization")), "name"),
        "address": ", ".join(line for line in lines if line),
        "postcode": _text(address, "postal_code"),
        "latitude": str(location.get("latitude", "")),
        "longitude": str(location.get("longitude", "")),
        "phone": next((_text(phone, "number") for phone in phones if _text(phone, "number")), ""),
        "email": _text(service, "email"),
        "web": _text(service, "url"),
        "hours": "; ".join(dict.fromkeys(said for each in schedules if (said := _hours(each)))),
        "offers": _text(service, "description"),
        "languages": ", ".join(dict.fromkeys(said for each in languages if (said := _text(each, "name")))),
    }
    key = _text(at_place, "id") or f"{_text(service, 'id')}/{_text(location, 'id')}"
    return checked_place(file, number, fields, key[:100])


def _hours(schedule: dict[str, Any]) -> str:
    said = _text(schedule, "description")
    if said:
        return said
    days = [_DAYS[day] for day in _text(schedule, "byday").split(",") if day in _DAYS]
    opens, closes = _text(schedule, "opens_at")[:5], _text(schedule, "closes_at")[:5]
    times = f"{opens} to {closes}" if opens and closes else ""
    return " ".join(part for part in (", ".join(days), times) if part)


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _maps(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
