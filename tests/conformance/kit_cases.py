"""The DMN Technology Compatibility Kit's test files: what each case gives and what it expects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lxml import etree

from commonweal.policy.feel import Date, DateTime, DaysTime, Time, Value, YearsMonths

KIT = "http://www.omg.org/spec/DMN/20160719/testcase"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"

_DATE = re.compile(r"(-?\d{4,9})-(\d\d)-(\d\d)")
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d(?::\d\d)?|@\S+)?")
_MONTHS = re.compile(r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?")
_DAYS = re.compile(r"(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,9}))?S)?)?")


@dataclass(frozen=True)
class Expected:
    """What one result must be. `error` means: null, and a diagnostic that says why."""

    name: str
    value: Value
    error: bool


@dataclass(frozen=True)
class Case:
    """One test case; `invocable` names the service or function it calls, when it is not about decisions."""

    id: str
    kind: str
    invocable: str | None
    inputs: dict[str, Value]
    expected: tuple[Expected, ...]


@dataclass(frozen=True)
class TestFile:
    """One file of cases, all about the model beside it."""

    __test__ = False

    path: Path
    folder: str
    model: Path
    cases: tuple[Case, ...]


class BadKit(ValueError):
    """A test file that does not say what it should."""


def test_files(directory: Path) -> Iterator[TestFile]:
    """Every test file below a directory, in order of path. Other XML files are passed over."""
    for path in sorted(directory.rglob("*.xml")):
        root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
        if root.tag == f"{{{KIT}}}testCases":
            yield _test_file(path, directory, root)


test_files.__test__ = False  # type: ignore[attr-defined]


def _test_file(path: Path, directory: Path, root: etree._Element) -> TestFile:
    name = (root.findtext(f"{{{KIT}}}modelName") or "").strip()
    if not name:
        raise BadKit(f"{path}: the test file names no model")
    cases = tuple(_case(each, path) for each in root.iterfind(f"{{{KIT}}}testCase"))
    return TestFile(path, _folder(path, directory), path.parent / name, cases)


def _folder(path: Path, directory: Path) -> str:
    parts = path.resolve().parent.parts
    level = next((at for at, part in enumerate(parts) if part.startswith("compliance-level-")), None)
    if level is not None:
        return "/".join(parts[level:])
    relative = path.parent.relative_to(directory).as_posix()
    return relative if relative != "." else path.resolve().parent.name


def _case(node: etree._Element, path: Path) -> Case:
    number = node.get("id") or ""
    try:
        inputs = {each.get("name") or "": read_value(each) for each in node.iterfind(f"{{{KIT}}}inputNode")}
        expected = tuple(_expected(each) for each in node.iterfind(f"{{{KIT}}}resultNode"))
    except BadKit as error:
        raise BadKit(f"{path}: case {number}: {error}") from None
    return Case(number, node.get("type") or "decision", node.get("invocableName"), inputs, expected)


def _expected(node: etree._Element) -> Expected:
    holder = node.find(f"{{{KIT}}}expected")
    value = None if holder is None else read_value(holder)
    return Expected(node.get("name") or "", value, node.get("errorResult") in ("true", "1"))


def read_value(node: etree._Element) -> Value:
    """The value inside an input, an expected result, a component or an item."""
    if node.get(f"{_XSI}nil") in ("true", "1"):
        return None
    inner = {etree.QName(each).localname: each for each in node if isinstance(each.tag, str)}
    if "list" in inner:
        if inner["list"].get(f"{_XSI}nil") in ("true", "1"):
            return None
        return [read_value(each) for each in inner["list"].iterfind(f"{{{KIT}}}item")]
    if "component" in inner:
        components = node.iterfind(f"{{{KIT}}}component")
        return {each.get("name") or "": read_value(each) for each in components}
    value = inner.get("value")
    if value is None or value.get(f"{_XSI}nil") in ("true", "1"):
        return None
    kind = (value.get(f"{_XSI}type") or "string").rpartition(":")[2]
    return read_simple(kind, value.text or "")


def read_simple(kind: str, text: str) -> Value:
    """A value by the name of its XML Schema type."""
    if kind == "string":
        return text
    text = text.strip()
    if kind == "boolean":
        return text in ("true", "1")
    if kind in ("decimal", "double", "float", "integer", "int", "long", "short"):
        try:
            return Decimal(text)
        except InvalidOperation:
            raise BadKit(f"“{text}” is not a number") from None
    readers = {"date": _date, "time": _time, "dateTime": _date_time, "duration": _duration}
    if kind not in readers:
        raise BadKit(f"“{kind}” is not a type the kit uses")
    found = readers[kind](text)
    if found is None:
        raise BadKit(f"“{text}” is not a {kind}")
    return found


def _date(text: str) -> Date | None:
    match = _DATE.fullmatch(text)
    return Date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _time(text: str) -> Time | None:
    match = _TIME.fullmatch(text)
    if not match:
        return None
    seconds = (int(match[1]) * 60 + int(match[2])) * 60 + int(match[3])
    nanos = seconds * 1_000_000_000 + int((match[4] or "0").ljust(9, "0"))
    return Time(nanos, _zone(match[5]))


def _zone(text: str | None) -> int | str | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    if text.startswith("@"):
        return text[1:]
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    offset = (hours * 60 + minutes) * 60 + (seconds[0] if seconds else 0)
    return -offset if text.startswith("-") else offset


def _date_time(text: str) -> DateTime | None:
    first, parted, rest = text.partition("T")
    date, time = _date(first), _time(rest) if parted else Time(0)
    return DateTime(date, time) if date and time else None


def _duration(text: str) -> Value:
    months = _MONTHS.fullmatch(text)
    if months and (months[2] or months[3]):
        total = int(months[2] or 0) * 12 + int(months[3] or 0)
        return YearsMonths(-total if months[1] else total)
    days = _DAYS.fullmatch(text)
    if not days:
        return None
    seconds = ((int(days[2] or 0) * 24 + int(days[3] or 0)) * 60 + int(days[4] or 0)) * 60 + int(days[5] or 0)
    nanos = seconds * 1_000_000_000 + int((days[6] or "0").ljust(9, "0"))
    return DaysTime(-nanos if days[1] else nanos)
