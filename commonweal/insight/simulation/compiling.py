"""The compiled schemes of a simulation, as one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Literal

import duckdb

from commonweal.policy.sql import (
    Column,
    Compiled,
    Refusal,
    ResultColumn,
    Wanted,
    compile_together,
    query_together,
)

from .scheme import Scheme
from .source import ROW

IN_DOUBT = "in doubt"


@dataclass(frozen=True, slots=True)
class CompiledScheme:
    """A scheme whose amount has exact SQL. `place` is its place among the schemes."""

    place: int
    scheme: Scheme
    compiled: Compiled

    @property
    def inputs(self) -> tuple[str, ...]:
        """The inputs that its query reads."""
        return tuple(self.compiled.inputs)

    @property
    def doubts(self) -> bool:
        """Whether it flags rows that the interpreter must decide."""
        return self.compiled.may_doubt

    @property
    def result(self) -> ResultColumn:
        """How its amount is written."""
        return self.compiled.decisions[self.scheme.amount]

    def query(self, source: str, keep: Sequence[str], quote: str = '"') -> str:
        """A query for kept columns, `award_k` in pence, and `doubt_k` where it flags rows."""
        kept = [quote_name(each, quote) for each in keep]
        amount = quote_name(self.scheme.amount, quote)
        wanted = [*kept, f"{pence_sql(amount, self.result, quote)} AS award_{self.place}"]
        if self.doubts:
            wanted.append(f"{quote_name(IN_DOUBT, quote)} AS doubt_{self.place}")
        return f"(SELECT {', '.join(wanted)} FROM ({self.compiled.query(source, list(keep))}))"

    def runs(self, source: str, connection: duckdb.DuckDBPyConnection) -> bool:
        """Whether its query by itself comes to its end."""
        try:
            connection.execute(f"SELECT count(award_{self.place}) FROM {self.query(source, [])}").fetchall()
        except duckdb.Error:
            return False
        return True

    def rounded(self, source: str, connection: duckdb.DuckDBPyConnection) -> int:
        """In how many rows its amount is not whole pence; reads the population only where that can be."""
        multiply, by = _to_pence(self.result)
        if by == 1:
            return 0
        amount = f"CAST({quote_name(self.scheme.amount, chr(34))} AS HUGEINT) * {multiply}"
        found = connection.execute(
            f"SELECT count(*) FROM ({self.compiled.query(source, [])}) WHERE {amount} % {by} <> 0"
        ).fetchone()
        return found[0] if found else 0


def compile_schemes(
    schemes: Sequence[Scheme], facts: Mapping[str, Column], dialect: Literal["duckdb", "spark"] = "duckdb"
) -> tuple[list[CompiledScheme], dict[str, list[Refusal]]]:
    """The schemes that have SQL, and why the others, by name, have none."""
    compiled: list[CompiledScheme] = []
    refused: dict[str, list[Refusal]] = {}
    together = compile_together(
        [
            (
                each.model,
                {need.name: facts[need.name] for need in each.needs if need.name in facts},
                [each.amount],
            )
            for each in schemes
        ],
        dialect,
    )
    for place, (scheme, found) in enumerate(zip(schemes, together, strict=True)):
        if scheme.amount in found.refused:
            refused[scheme.name] = _reasons(scheme, found.refused)
        elif found.decisions[scheme.amount].kind not in ("number", "null"):
            refused[scheme.name] = [_refusal(scheme, "It is not a number.")]
        else:
            compiled.append(CompiledScheme(place, scheme, found))
    return compiled, refused


def _reasons(scheme: Scheme, refused: Mapping[str, Refusal]) -> list[Refusal]:
    """The amount's own refusal first, then those of the decisions it needs."""
    return [refused[scheme.amount], *(each for name, each in refused.items() if name != scheme.amount)]


def stopped(scheme: CompiledScheme, why: str) -> Refusal:
    """The refusal of a scheme whose compiled query was given up."""
    return _refusal(scheme.scheme, f"{why}.")


def _refusal(scheme: Scheme, why: str) -> Refusal:
    return Refusal(scheme.amount, why, scheme.amount, scheme.model.file)


def combined(source: str, keep: Sequence[str], compiled: Sequence[CompiledScheme], quote: str = '"') -> str:
    """One query, so that one pass over the source gives every scheme's `award_k` beside `keep`, and
    `doubt_k` for those that flag rows. What schemes have in common is computed once.
    """
    kept = [*keep, ROW]
    if not compiled:
        return source
    wanted = [
        Wanted(
            each.compiled,
            each.scheme.amount,
            f"amount_{each.place}",
            f"doubt_{each.place}" if each.doubts else None,
        )
        for each in compiled
    ]
    columns = [
        *(quote_name(each, quote) for each in kept),
        *(
            f"{pence_sql(f'amount_{each.place}', each.result, quote)} AS award_{each.place}"
            for each in compiled
        ),
        *(f"doubt_{each.place}" for each in compiled if each.doubts),
    ]
    return f"(SELECT {', '.join(columns)} FROM ({query_together(wanted, source, kept)}))"


def quote_name(name: str, quote: str) -> str:
    """A column's name in a dialect's quotes."""
    return f"{quote}{name.replace(quote, quote * 2)}{quote}"


def pence_sql(amount: str, result: ResultColumn, quote: str = '"') -> str:
    """SQL for whole pence, half to even, of an amount that is written as whole numbers."""
    if result.kind == "null":
        return "CAST(NULL AS BIGINT)"
    multiply, by = _to_pence(result)
    duckdb_spells = quote == '"'
    wide = "HUGEINT" if duckdb_spells else "DECIMAL(38, 0)"
    if multiply == 1 and by == 1:
        return f"CAST({amount} AS BIGINT)"
    value = f"(CAST({amount} AS {wide}) * {multiply})"
    if by == 1:
        return f"CAST({value} AS BIGINT)"
    whole = f"({value} {'//' if duckdb_spells else 'div'} {by})"
    rest = f"abs({value} % {by})"
    away = f"2 * {rest} > {by} OR (2 * {rest} = {by} AND {whole} % 2 <> 0)"
    return f"CAST({whole} + CASE WHEN {away} THEN sign({value}) ELSE 0 END AS BIGINT)"


def _to_pence(result: ResultColumn) -> tuple[int, int]:
    """What to multiply a result's whole number by, and then divide it by, to have pence."""
    over = result.denominator if result.denominator > 1 else 10**result.scale
    shared = gcd(100, over)
    return 100 // shared, over // shared
