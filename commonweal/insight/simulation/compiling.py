"""The compiled schemes of a simulation, as one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Literal

import duckdb

from commonweal.policy.sql import Column, Compiled, Refusal, ResultColumn, compile_sql

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
    amounts = {each.amount for each in schemes}
    for place, scheme in enumerate(schemes):
        found = compile_sql(
            scheme.model,
            {each.name: facts[each.name] for each in scheme.needs if each.name in facts},
            [scheme.amount],
            dialect,
        )
        if scheme.amount in found.refused:
            refused[scheme.name] = _reasons(scheme, found.refused)
        elif found.decisions[scheme.amount].kind not in ("number", "null"):
            refused[scheme.name] = [_refusal(scheme, "It is not a number.")]
        elif shared := amounts & set(found.inputs):
            why = f"“{min(shared)}” is an input here and an amount in another scheme."
            refused[scheme.name] = [_refusal(scheme, why)]
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


def nested(source: str, keep: Sequence[str], compiled: Sequence[CompiledScheme], quote: str = '"') -> str:
    """One query within another, so that one pass over the source gives every scheme's award beside `keep`."""
    kept = [*keep, ROW]
    for at, each in enumerate(compiled):
        later = {name for other in compiled[at + 1 :] for name in other.inputs}
        source = each.query(source, [*sorted(later), *kept], quote)
        kept.append(f"award_{each.place}")
        if each.doubts:
            kept.append(f"doubt_{each.place}")
    return source


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
