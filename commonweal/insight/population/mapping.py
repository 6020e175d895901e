"""A mapping file: which column of an extract is which of our inputs and characteristics, and in what form."""

from __future__ import annotations

import datetime
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from commonweal.insight.population.vocabulary import INPUTS, KINDS, Input, Kind, personal
from commonweal.insight.population.written_yaml import Written

PERIODS = ("day", "week", "fortnight", "4 weeks", "month", "year")
_A_WEEK = {
    "day": (7, 1),
    "week": (1, 1),
    "fortnight": (1, 2),
    "4 weeks": (1, 4),
    "month": (12, 52),
    "year": (1, 52),
}
YES = ("yes", "y", "true", "t", "1")
NO = ("no", "n", "false", "f", "0")
_FORM = (
    "column", "constant", "type", "label", "per", "wanted per", "format", "yes", "no", "choices", "at least",
    "at most", "allowed", "optional", "otherwise", "bands",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """How the text of a cell becomes a value.

    `factor`: what an amount is multiplied and divided by to be for the wanted period; the result is rounded
    to the penny, half to even. `otherwise`: what a blank counts as. `bands`: upper limits with the label of
    each, and a last one without limit.
    """

    name: str
    kind: Kind
    line: int
    factor: tuple[int, int] = (1, 1)
    format: str = "%Y-%m-%d"
    yes: tuple[str, ...] = YES
    no: tuple[str, ...] = NO
    choices: AnyMapping[str, str] | None = None
    allowed: tuple[str, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    optional: bool = False
    otherwise: str | None = None
    bands: tuple[tuple[Decimal | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One of our columns: from a column of theirs, or the same for everyone."""

    form: Form
    column: str | None
    constant: str | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """A list of people: from numbered columns, or from the rows of a second file.

    With a file: `forms` and `columns` say each field of a person and its column; `key` the column that holds
    the household's identifier; `where` what else a row must hold. With numbered columns: `numbered` holds the
    columns of the first person, the second and so on, in the order of `forms`.
    """

    name: str
    line: int
    forms: tuple[Form, ...]
    numbered: tuple[tuple[str | None, ...], ...] = ()
    file: Path | None = None
    key: str = ""
    columns: tuple[str | None, ...] = ()
    where: AnyMapping[str, str] | None = None
    counted_as: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """All of a mapping file."""

    file: Path
    name: str
    relevant_date: datetime.date
    extract: Path
    household: str | None
    weight: str | None
    sample: bool
    fields: tuple[Field, ...]
    people: tuple[People, ...]
    characteristics: AnyMapping[str, str]
    delimiter: str | None
    assumptions: tuple[str, ...]
    does_not_know: tuple[str, ...]
    sources: tuple[str, ...]


def read_mapping(file: Path) -> Mapping:
    """The mapping in a file. Raises PopulationFault naming the line, the key and what to do."""
    written = Written.read(file)
    written.only(
        ("name", "relevant date", "extract", "delimiter", "household", "weight", "sample", "inputs",
         "characteristics", "assumptions", "does not know", "source")
    )  # fmt: skip
    inputs, labelled = written.map("inputs"), written.map("characteristics")
    fields: list[Field] = []
    people: list[People] = []
    for name, inner in inputs.maps():
        _refuse_personal(inner, name, "input")
        known = INPUTS.get(name)
        if known is not None and known.kind == "people":
            people.append(_people(name, inner, known, file.parent))
        else:
            fields.append(_field(name, inner, known))
    taken = set(inputs.names())
    labels = {field.form.name: field.label for field in fields if field.label}
    for name, inner in labelled.maps():
        _refuse_personal(inner, name, "characteristic")
        if name in taken:
            labels[name] = inner.text("label", name.capitalize())
            inner.only(("label",))
            continue
        field = _field(name, inner, None)
        labels[name] = field.label or name.capitalize()
        fields.append(field)
    household = written.text("household", "") or None
    for key in ("household", "weight"):
        _refuse_column(written, key, written.text(key, ""))
    if not fields:
        raise written.fault("no column is mapped.", "Map at least one under `inputs`.", key="inputs")
    if household is None and any(each.file for each in people):
        message = "people of a second file need the household's identifier."
        raise written.fault(message, "Add `household: COLUMN`.", key="household")
    return Mapping(
        file=file,
        name=written.text("name"),
        relevant_date=written.date("relevant date"),
        extract=file.parent / written.text("extract"),
        household=household,
        weight=written.text("weight", "") or None,
        sample=written.flag("sample"),
        fields=tuple(fields),
        people=tuple(people),
        characteristics=labels,
        delimiter=written.text("delimiter", "") or None,
        assumptions=written.texts("assumptions"),
        does_not_know=written.texts("does not know"),
        sources=written.texts("source"),
    )


def _refuse_personal(written: Written, name: str, what: str) -> None:
    if personal(name):
        message = (
            f"a population holds no names, numbers or addresses of people, so no {what} may be called this."
        )
        raise written.fault(message, "Delete it, or use an area such as a ward.")
    _refuse_column(written, "column", written.text("column", "") if "column" in written else "")


def _refuse_column(written: Written, key: str, column: str) -> None:
    if column and personal(column):
        message = f"the column `{column}` looks like a person's name, number, address or contact."
        remedy = "Map another; if it is none of these, rename it in the extract."
        raise written.fault(message, remedy, key=key)


def _field(name: str, written: Written, known: Input | None) -> Field:
    written.only(_FORM)
    column, constant = written.text("column", "") or None, written.text("constant", "") or None
    if (column is None) == (constant is None):
        message = "this should say where its values come from, once."
        raise written.fault(message, "Write `column: THEIRS` or `constant: VALUE`.")
    form = _form(name, written, known)
    return Field(form, column, constant, written.text("label", ""))


def _form(name: str, written: Written, known: Input | None) -> Form:
    kind: Kind = known.kind if known else "text"
    if "type" in written:
        given = written.choice("type", KINDS)
        if known is not None and given != known.kind:
            raise written.fault(f"`{name}` is of the type `{known.kind}`.", "Delete `type`.", key="type")
        kind = next(each for each in KINDS if each == given)
    bands = _bands(written)
    if bands and kind not in ("money", "count", "date"):
        raise written.fault("bands are of money, of a count, or of the age since a date.", key="bands")
    money = kind == "money"
    wanted = known.per if known else (written.text("wanted per", "") if "wanted per" in written else "")
    if money and wanted and "per" not in written and "constant" not in written:
        remedy = f"Write one of: {', '.join(PERIODS)}."
        raise written.fault(f"say what period `{name}` is for in the extract.", remedy, key="per")
    low = written.text("at least", known.at_least if known else "")
    high = written.text("at most", known.at_most if known else "")
    choices = written.map("choices")
    return Form(
        name=name,
        kind=kind,
        line=written.node.line,
        factor=_factor(written, wanted) if money else (1, 1),
        format=written.text("format", "%Y-%m-%d"),
        yes=tuple(each.lower() for each in written.texts("yes")) or YES,
        no=tuple(each.lower() for each in written.texts("no")) or NO,
        choices={each: choices.text(each) for each in choices.names()} or None,
        allowed=written.texts("allowed") or (tuple("abcdefgh") if name == "council tax band" else ()),
        at_least=written.as_number(low, "at least") if low and kind in ("money", "count") else None,
        at_most=written.as_number(high, "at most") if high and kind in ("money", "count") else None,
        earliest=_day(written, "at least", low) if low and kind == "date" else None,
        latest=_day(written, "at most", high) if high and kind == "date" else None,
        optional=written.flag("optional"),
        otherwise=written.text("otherwise", "") or None,
        bands=bands,
    )


def _day(written: Written, key: str, text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise written.fault(f"`{text}` is not a date.", "Write it as 2025-04-01.", key=key) from None


def _bands(written: Written) -> tuple[tuple[Decimal | None, str], ...]:
    bands = written.map("bands")
    result: list[tuple[Decimal | None, str]] = []
    for limit in bands.names():
        label = bands.text(limit)
        if limit == "above":
            result.append((None, label))
        else:
            result.append((bands.as_number(limit, limit), label))
    limits = [limit for limit, _ in result[:-1]]
    if result and (result[-1][0] is not None or None in limits or limits != sorted(limits, key=_or_zero)):
        message = "bands rise, and the last is `above`."
        raise written.fault(message, "Such as `bands: {0: none, 100: up to £100, above: more}`.", key="bands")
    return tuple(result)


def _or_zero(limit: Decimal | None) -> Decimal:
    return limit if limit is not None else Decimal(0)


def _factor(written: Written, wanted: str) -> tuple[int, int]:
    """What an amount for the extract's period is multiplied and divided by: exactly, by way of the week."""
    if "per" not in written:
        return (1, 1)
    given = written.choice("per", PERIODS)
    if not wanted:
        raise written.fault("this amount is not for a period.", "Delete `per`.", key="per")
    if given == wanted:
        return (1, 1)
    if wanted not in PERIODS:
        raise written.fault(f"`{wanted}` is not one of {', '.join(PERIODS)}.", key="wanted per")
    if {given, wanted} == {"month", "year"}:
        return (12, 1) if given == "month" else (1, 12)
    (times, over), (back_over, back_times) = _A_WEEK[given], _A_WEEK[wanted]
    return (times * back_times, over * back_over)


def _people(name: str, written: Written, known: Input, folder: Path) -> People:
    written.only(("columns", "file", "household", "where", "fields", "count as"))
    fields = written.map("fields")
    fields.only(tuple(field for field, _ in known.fields))
    forms, columns = [], []
    for field, kind in known.fields:
        inner = fields.map(field)
        inner.only(("column", "format", "yes", "no", "optional", "otherwise"))
        _refuse_column(inner, "column", inner.text("column", ""))
        form = _form(field, inner, Input(kind))
        forms.append(form if "column" in inner or "columns" in written else _unknown(form))
        columns.append(inner.text("column", "") or None)
    counted_as = written.text("count as", "")
    if "file" in written:
        if columns[0] is None:
            message = f"say which column holds `{known.fields[0][0]}`."
            raise written.fault(message, "Write `fields: {born: {column: DOB}}`.", key="fields")
        where = written.map("where")
        return People(
            name, written.node.line, tuple(forms),
            file=folder / written.text("file"),
            key=written.text("household"),
            columns=tuple(columns),
            where={each: where.text(each) for each in where.names()},
            counted_as=counted_as,
        )  # fmt: skip
    lists = written.map("columns")
    lists.only(tuple(field for field, _ in known.fields))
    by_field = [lists.texts(field) for field, _ in known.fields]
    for (field, _), given in zip(known.fields, by_field, strict=True):
        for column in given:
            _refuse_column(lists, field, column)
    most = len(by_field[0])
    if not most or any(given and len(given) != most for given in by_field):
        message = "each field should list its columns, as many as there are people."
        raise written.fault(message, "Such as `columns: {born: [child1_dob, child2_dob]}`.", key="columns")
    numbered = tuple(tuple(given[n] if given else None for given in by_field) for n in range(most))
    forms = [form if given else _unknown(form) for form, given in zip(forms, by_field, strict=True)]
    return People(name, written.node.line, tuple(forms), numbered=numbered, counted_as=counted_as)


def _unknown(form: Form) -> Form:
    """A field that no column gives: null, or what `otherwise` says."""
    return replace(form, optional=True)
