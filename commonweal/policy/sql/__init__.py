"""Decision models compiled to SQL text, exact or refused: for DuckDB, and for Spark beyond one machine.

    compiled = compile_sql(model, {"earnings": Column("number", digits=9, scale=2), …}, ["award"])
    compiled.query("households", keep=["household"])
    compiled.decisions["award"].value(…)      # the FEEL value that the engine's value stands for

No database is imported here. `docs/explanation/policy-to-sql.md` says why what comes out is exact.
"""

from .columns import Column, ResultColumn
from .compiling import Compiled, compile_sql
from .parameters import Place
from .refusal import Refusal
from .together import Wanted, compile_together, query_together

__all__ = [
    "Column",
    "Compiled",
    "Place",
    "Refusal",
    "ResultColumn",
    "Wanted",
    "compile_sql",
    "compile_together",
    "query_together",
]
