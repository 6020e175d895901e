"""How DuckDB spells the primitives (measured against DuckDB 2.0.0).

`//` of integers truncates towards zero. A lambda is written `lambda x: …`. A cast to fewer decimals rounds
half away from zero, so none is made: amounts come in multiplied by their scale and stay whole.
"""

from __future__ import annotations

from typing import Final

from .printing import COMMON, Dialect

DUCKDB: Final = Dialect(
    name="duckdb",
    operations={
        **COMMON,
        "divide whole": "({0} // {1})",
        "divide wide": "({0} // {1})",
        "odd wide": "(({0} & 1) = 1)",
        "same": "({0} IS NOT DISTINCT FROM {1})",
        "different": "({0} IS DISTINCT FROM {1})",
        "to whole": "CAST({0} AS BIGINT)",
        "to wide": "CAST({0} AS HUGEINT)",
        "to code": "CAST({0} AS UTINYINT)",
        "scaled": "CAST({0} * {1} AS BIGINT)",
        "scaled wide": "CAST(CAST({0} AS DECIMAL(38, {2})) * {1} AS HUGEINT)",
        "plus months": "CAST({0} + to_months(CAST({1} AS INTEGER)) AS DATE)",
        "plus days": "({0} + CAST({1} AS INTEGER))",
        "days between": "CAST(({0} - {1}) AS BIGINT)",
        "weekday": "CAST(isodow({0}) AS BIGINT)",
        "day of year": "CAST(dayofyear({0}) AS BIGINT)",
        "string length": "CAST(length({0}) AS BIGINT)",
        "length": "CAST(len({0}) AS BIGINT)",
        "sum of list": "CAST(list_sum({0}) AS BIGINT)",
        "least of list": "list_min({0})",
        "greatest of list": "list_max({0})",
        "item": "{0}[{1}]",
        "join lists": "list_concat({0}, {1})",
        "list": "[{*}]",
        "whole list": "CAST({0} AS BIGINT[])",
        "struct": "{<pairs>}",
        "empty list": "[]",
    },
    lambdas={
        "transform": "list_transform({0}, lambda {1}: {2})",
        "filter": "list_filter({0}, lambda {1}: {2})",
    },
    types={"wide": "HUGEINT", "whole": "BIGINT", "text": "VARCHAR", "truth": "BOOLEAN", "date": "DATE"},
    quote='"',
    date="DATE '{0}'",
    lookup="(SELECT CAST(unnest(range(first, last + 1)) AS BIGINT) AS k, CAST(value AS BIGINT) AS v"
    " FROM (VALUES {0}) AS entries(first, last, value))",
)
