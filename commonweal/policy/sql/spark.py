"""How Spark SQL spells the primitives (tested against Spark 4.3 in ANSI mode).

Amounts are BIGINTs, so that no decimal loses its scale. `div` truncates towards zero. Arrays count from 0
with `get`, from 1 with `try_element_at`.
"""

from __future__ import annotations

from typing import Final

from .printing import COMMON, Dialect

SPARK: Final = Dialect(
    name="spark",
    operations={
        **COMMON,
        "divide whole": "({0} div {1})",
        "divide wide": "CAST(({0} - ({0} % {1})) / {1} AS DECIMAL(38, 0))",
        "odd wide": "(abs({0}) % 2 = 1)",
        "same": "({0} <=> {1})",
        "different": "(NOT ({0} <=> {1}))",
        "to whole": "CAST({0} AS BIGINT)",
        "to wide": "CAST({0} AS DECIMAL(38, 0))",
        "to code": "CAST({0} AS SMALLINT)",
        "scaled": "CAST({0} * {1} AS BIGINT)",
        "scaled wide": "CAST({0} * {1} AS DECIMAL(38, 0))",
        "plus months": "add_months({0}, CAST({1} AS INT))",
        "plus days": "date_add({0}, CAST({1} AS INT))",
        "days between": "CAST(datediff({0}, {1}) AS BIGINT)",
        "weekday": "CAST(weekday({0}) + 1 AS BIGINT)",
        "day of year": "CAST(dayofyear({0}) AS BIGINT)",
        "string length": "CAST(char_length({0}) AS BIGINT)",
        "length": "CAST(array_size({0}) AS BIGINT)",
        "sum of list": "CASE WHEN array_size({0}) > 0 THEN"
        " aggregate({0}, CAST(0 AS BIGINT), (a, b) -> a + coalesce(b, 0)) END",
        "least of list": "array_min({0})",
        "greatest of list": "array_max({0})",
        "item": "try_element_at({0}, {1})",
        "join lists": "concat({0}, {1})",
        "list": "array({*})",
        "whole list": "CAST({0} AS ARRAY<BIGINT>)",
        "struct": "named_struct({*})",
        "starts with": "startswith({0}, {1})",
        "ends with": "endswith({0}, {1})",
        "empty list": "array()",
    },
    lambdas={
        "transform": "transform({0}, {1} -> {2})",
        "filter": "filter({0}, {1} -> {2})",
    },
    types={"wide": "DECIMAL(38, 0)", "whole": "BIGINT", "text": "STRING", "truth": "BOOLEAN", "date": "DATE"},
    quote="`",
    date="DATE '{0}'",
    lookup="(SELECT explode(sequence(CAST(first AS BIGINT), CAST(last AS BIGINT))) AS k,"
    " CAST(value AS BIGINT) AS v"
    " FROM VALUES {0} AS entries(first, last, value))",
    escapes_backslash=True,
)
