"""A draft's row, read and written with statements that are made once.

Every question page reads the row and every answer writes it. Django makes the same two statements anew each
time, and that took more of an answer's processor time than reading and writing the row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from django.db import connection

from commonweal.office.applying.models import Application


class _Read(NamedTuple):
    sql: str
    names: tuple[str, ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]


def draft_with_key(key: str) -> Application | None:
    """The draft whose cookie holds this key."""
    read = _read(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(read.sql, [key])
        row = cursor.fetchone()
    if row is None:
        return None
    values = list(row)
    for at, converters, column in read.converters:
        for convert in converters:
            values[at] = convert(values[at], column, connection)
    return Application.from_db(connection.alias, read.names, values)


def overwrite_draft(application: Application, **values: Any) -> bool:
    """Write columns of the draft if it stands where it was read and is not sent, and count the save.

    False where it does not.
    """
    named = {**values, "revision": application.revision + 1}
    fields = [Application._meta.get_field(name) for name in named]
    prepared = [
        field.get_db_prep_save(value, connection)  # type: ignore[union-attr]
        for field, value in zip(fields, named.values(), strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _write(connection.vendor, tuple(named)), [*prepared, application.pk, application.revision]
        )
        return bool(cursor.rowcount)


@cache
def _read(_vendor: str) -> _Read:
    query = Application.objects.filter(key="").query
    compiler = query.get_compiler(connection=connection)
    sql, _ = compiler.as_sql()
    columns = [column for column, _, _ in compiler.select]
    converters = compiler.get_converters(columns)
    return _Read(
        sql,
        tuple(column.target.attname for column in columns),
        tuple((at, tuple(each), column) for at, (each, column) in converters.items()),
    )


@cache
def _write(_vendor: str, names: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    column = {field.name: quote(str(field.column)) for field in Application._meta.concrete_fields}
    # Names come from the model and from code, never from a request.
    return (
        f"UPDATE {quote(Application._meta.db_table)} "  # noqa: S608
        f"SET {', '.join(f'{column[name]} = %s' for name in names)} "
        f"WHERE {column['id']} = %s AND {column['revision']} = %s AND {column['case']} IS NULL"
    )
