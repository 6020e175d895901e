"""The SQL that turns the text of a cell into a value, or says why it cannot. Text only: nothing runs here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from commonweal.insight.population.folder import text_sql
from commonweal.insight.population.mapping import Form

PLACES = 6
_NUMBER = (
    r"^[+-]?£?[0-9]{1,3}(,[0-9]{3})*(\.[0-9]{0,6})?$|^[+-]?£?[0-9]{1,15}(\.[0-9]{0,6})?$|^[+-]?\.[0-9]{1,6}$"
)
_MOST_PENCE = 10**12
MONEY = "DECIMAL(14,2)"


@dataclass(frozen=True, slots=True)
class Cell:
    """SQL over the cell's text: the value, its type, and (condition, reason) pairs that reject the row.

    The text is trimmed, and null where blank. Conditions may be null, which rejects nothing.
    """

    value: str
    type: str
    rejects: tuple[tuple[str, str], ...]


def cell(form: Form, text: str, called: str, relevant_date: datetime.date) -> Cell:
    """The SQL for a form over the SQL of a text. `called` is how reasons name it."""
    if form.otherwise is not None:
        text = f"coalesce({text}, {text_sql(form.otherwise)})"
    rejects = [] if form.optional else [(f"{text} IS NULL", f"`{called}` is missing")]
    match form.kind:
        case "money" | "count":
            made = _number(form, text, called)
        case "yes or no":
            made = _yes_or_no(form, text, called)
        case "date":
            made = _date(form, text, called)
        case _:
            made = _text(form, text, called)
    made = Cell(made.value, made.type, (*rejects, *made.rejects))
    return _banded(form, made, relevant_date) if form.bands else made


def _number(form: Form, text: str, called: str) -> Cell:
    plain = f"replace(replace({text}, ',', ''), '£', '')"
    fits = f"regexp_matches({text}, {text_sql(_NUMBER)})"
    scaled = (
        f"CAST(TRY_CAST(CASE WHEN {fits} THEN {plain} END AS DECIMAL(24,{PLACES})) * {10**PLACES} AS HUGEINT)"
    )
    rejects = [
        (f"{text} IS NOT NULL AND NOT {fits}", f"`{called}` is not a number of at most 6 decimal places")
    ]
    if form.kind == "count":
        value, kind = f"CAST({scaled} // {10**PLACES} AS INTEGER)", "INTEGER"
        rejects.append((f"{scaled} % {10**PLACES} <> 0", f"`{called}` is not a whole number"))
        rejects.append((f"abs({scaled}) > {10**9 * 10**PLACES}", f"`{called}` is too large"))
        value = f"CASE WHEN abs({scaled}) <= {10**9 * 10**PLACES} THEN {value} END"
    else:
        times, over = form.factor
        pence = half_even(f"{scaled} * {times * 100}", over * 10**PLACES)
        held = f"CASE WHEN abs({pence}) <= {_MOST_PENCE} THEN {pence} END"
        value = f"CAST(CAST({held} AS DECIMAL(16,0)) * 0.01 AS {MONEY})"
        rejects.append((f"abs({pence}) > {_MOST_PENCE}", f"`{called}` is too large"))
        kind = MONEY
    # Bounds are held against the exact amount, so that a hundredth of a penny below nought is told.
    times, over = form.factor
    exact = f"{scaled} * {times}"
    for limit, sign, word in ((form.at_least, "<", "less"), (form.at_most, ">", "more")):
        if limit is not None:
            bound = int(limit * 10**PLACES) * over
            rejects.append((f"{exact} {sign} {bound}", f"`{called}` is {word} than {limit}"))
    return Cell(value, kind, tuple(rejects))


def half_even(number: str, over: int) -> str:
    """SQL that divides a whole number by another and rounds half to even, in whole numbers throughout."""
    whole = f"(abs({number}) // {over})"
    rest = f"(abs({number}) % {over})"
    up = f"CASE WHEN 2 * {rest} > {over} OR (2 * {rest} = {over} AND {whole} % 2 = 1) THEN 1 ELSE 0 END"
    return f"(sign({number})::HUGEINT * ({whole} + {up}))"


def _yes_or_no(form: Form, text: str, called: str) -> Cell:
    yes, no = (", ".join(text_sql(each) for each in codes) for codes in (form.yes, form.no))
    value = f"CASE WHEN lower({text}) IN ({yes}) THEN true WHEN lower({text}) IN ({no}) THEN false END"
    unknown = (f"{text} IS NOT NULL AND ({value}) IS NULL", f"`{called}` is neither of its yes and no codes")
    return Cell(value, "BOOLEAN", (unknown,))


def _date(form: Form, text: str, called: str) -> Cell:
    value = f"CAST(try_strptime({text}, {text_sql(form.format)}) AS DATE)"
    rejects = [
        (f"{text} IS NOT NULL AND {value} IS NULL", f"`{called}` is not a date of the form {form.format}")
    ]
    if form.earliest is not None:
        rejects.append((f"{value} < DATE '{form.earliest}'", f"`{called}` is before {form.earliest}"))
    if form.latest is not None:
        rejects.append((f"{value} > DATE '{form.latest}'", f"`{called}` is after {form.latest}"))
    return Cell(value, "DATE", tuple(rejects))


def _text(form: Form, text: str, called: str) -> Cell:
    value = text
    if form.choices is not None:
        whens = " ".join(
            f"WHEN {text_sql(theirs)} THEN {text_sql(ours)}" for theirs, ours in form.choices.items()
        )
        value = f"CASE {text} {whens} END"
    rejects = []
    if form.choices is not None:
        rejects.append(
            (f"{text} IS NOT NULL AND ({value}) IS NULL", f"`{called}` is a code that is not mapped")
        )
    if form.allowed:
        listed = ", ".join(text_sql(each) for each in form.allowed)
        rejects.append(
            (f"({value}) NOT IN ({listed})", f"`{called}` is not one of {', '.join(form.allowed)}")
        )
    return Cell(value, "VARCHAR", tuple(rejects))


def _banded(form: Form, made: Cell, relevant_date: datetime.date) -> Cell:
    """Bands of a number, or of whole years since a date."""
    value = made.value
    if form.kind == "date":
        value = f"date_sub('year', {value}, DATE '{relevant_date}')"
    whens = " ".join(
        f"WHEN ({value}) <= {limit} THEN {text_sql(label)}"
        if limit is not None
        else f"ELSE {text_sql(label)}"
        for limit, label in form.bands
    )
    return Cell(f"CASE WHEN ({value}) IS NULL THEN NULL {whens} END", "VARCHAR", made.rejects)
