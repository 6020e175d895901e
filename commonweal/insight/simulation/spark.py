"""The same simulation on Spark, where populations lie on many machines. Needs the extra `spark` and Java."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import duckdb

from .characteristics import Characteristics
from .compiling import CompiledScheme, combined, compile_schemes
from .facts import column_facts
from .faults import SimulationFault
from .redeciding import Redecided, compare, exactly, sampled
from .row_by_row import decide_rows
from .scheme import Scheme
from .source import ROW, WEIGHT, Source

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from commonweal.insight.population import Population
    from commonweal.policy.sql import Refusal


@dataclass(frozen=True, slots=True)
class SparkResults:
    """The Parquet files of `results` in a folder, with the columns of `Simulation`, and how they came."""

    folder: Path
    schemes: tuple[Scheme, ...]
    by_row: Mapping[str, Sequence[Refusal]]
    redecided: Redecided


def simulate_on_spark(
    schemes: Sequence[Scheme],
    population: Population,
    folder: Path,
    *,
    session: SparkSession | None = None,
    sample: int = 1000,
    seed: int = 0,
    progress: Callable[[str, float], None] | None = None,
    workers: int | None = None,
) -> SparkResults:
    """Run schemes on a population in Spark, in place, and write `results` to a new folder as Parquet.

    `session` is where it runs; without one, a local one is started and stopped. What cannot be compiled is
    decided row by row on this machine by `workers` processes. Raises as `simulate` does.
    """
    if folder.exists():
        raise SimulationFault(f"`{folder}` exists already. Name a new folder for the results.")
    tell = progress or (lambda _stage, _fraction: None)
    own = None if session is not None else _local_session()
    spark = session or own
    assert spark is not None
    try:
        with (
            tempfile.TemporaryDirectory(prefix="commonweal-spark-") as scratch,
            duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection,
        ):
            run = _SparkRun(schemes, Source(population, connection), connection, spark)
            by_row = run.decide(folder, Path(scratch), tell, workers)
            rows = run.check(folder, sampled(run.source.rows, sample, seed), tell)
            redecided = Redecided(rows, seed, 0, run.in_doubt)
            return SparkResults(folder, tuple(schemes), by_row, redecided)
    except BaseException:
        _remove(folder)
        raise
    finally:
        if own is not None:
            own.stop()


def _local_session() -> SparkSession:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise SimulationFault(
            "PySpark is not installed. Install it with `pip install commonweal[spark]`, or use DuckDB."
        ) from None
    try:
        return (
            SparkSession.builder.master("local[*]")
            .appName("commonweal")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )
    except (PySparkException, OSError):
        raise SimulationFault(
            "Spark cannot be started: it needs Java 17 or later. Install it (Debian: default-jre-headless), "
            "or simulate in DuckDB."
        ) from None


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


class _SparkRun:
    """One simulation on Spark in the making."""

    def __init__(
        self,
        schemes: Sequence[Scheme],
        source: Source,
        connection: duckdb.DuckDBPyConnection,
        spark: SparkSession,
    ) -> None:
        self.source = source
        self.in_doubt: dict[str, int] = {each.name: 0 for each in schemes}
        self._schemes = schemes
        self._connection = connection
        self._spark = spark
        self._columns: dict[str, str] = {}
        for each in schemes:
            self._columns |= source.columns_of(each)
        self._characteristics = Characteristics(source)

    def decide(
        self, folder: Path, scratch: Path, tell: Callable[[str, float], None], workers: int | None
    ) -> dict[str, list[Refusal]]:
        """Write the results; why what was decided row by row was so."""
        from pyspark.sql import functions as f

        tell("reading the population", 0.0)
        facts = column_facts(self.source, self._columns, self._connection)
        compiled, by_row = compile_schemes(self._schemes, facts, "spark")
        tell("reading the population", 1.0)
        weight = self.source.population.weight
        kept = self._characteristics.columns()
        if weight is not None:
            kept[WEIGHT] = weight
        inputs = {name: self._columns[name] for each in compiled for name in each.inputs}
        view = f"households_{uuid4().hex}"
        self._households(kept | inputs).createOrReplaceTempView(view)
        try:
            table = self._spark.sql(f"SELECT * FROM {combined(view, list(kept), compiled, '`')}")
            awards = {each.place: f.col(f"award_{each.place}") for each in compiled}
            uncompiled = [at for at in range(len(self._schemes)) if at not in awards]
            if uncompiled:
                table = self._with_rows_decided(table, uncompiled, scratch, tell, workers)
                awards |= {at: f.col(f"decided_{at}") for at in uncompiled}
            tell("deciding", 0.0)
            doubtful = [each for each in compiled if each.doubts]
            unsettled = folder.with_name(f".{folder.name}-unsettled") if doubtful else folder
            table.select(
                f.col(ROW).alias("row"),
                (f.lit(1.0) if weight is None else f.col(WEIGHT).cast("double")).alias("weight"),
                *(f.col(_ticked(at)).alias(name) for at, name in self._characteristics.columns().items()),
                *(awards[at].cast("bigint").alias(f"award_{at}") for at in range(len(self._schemes))),
                *(f.col(f"doubt_{each.place}") for each in doubtful),
            ).write.parquet(str(unsettled))
            if doubtful:
                self._settle(unsettled, doubtful, folder)
            tell("deciding", 1.0)
        finally:
            self._spark.catalog.dropTempView(view)
        return by_row

    def _households(self, columns: Mapping[str, str]) -> DataFrame:
        """The population's files in Spark, columns under these names, each row with its number as ROW."""
        from pyspark.sql import functions as f

        files = [str(part.file) for part in self.source.parts]
        # One scan of all files, for Spark compiles each scan's whole query by itself.
        first = f.create_map(
            *(f.lit(each) for part in self.source.parts for each in (part.file.name, part.first))
        )
        return self._spark.read.parquet(*files).select(
            *(f.col(_ticked(column)).alias(name) for name, column in columns.items()),
            (f.col("_metadata.row_index") + first[f.col("_metadata.file_name")]).alias(ROW),
        )

    def _with_rows_decided(
        self,
        table: DataFrame,
        places: Sequence[int],
        scratch: Path,
        tell: Callable[[str, float], None],
        workers: int | None,
    ) -> DataFrame:
        """The table with the awards of schemes that are decided row by row, here."""
        from pyspark.sql import functions as f

        schemes = [self._schemes[at] for at in places]
        columns = {each.name: self._columns[each.name] for scheme in schemes for each in scheme.needs}
        decided = decide_rows(
            self.source, schemes, columns, scratch, workers=workers,
            progress=lambda done: tell("deciding row by row", done),
        )  # fmt: skip
        fields = ", ".join(["decided_row BIGINT", *(f"decided_{at} BIGINT" for at in places)])
        files = [str(each) for each in decided.files]
        found = (
            self._spark.read.schema(fields).csv(files) if files else self._spark.createDataFrame([], fields)
        )
        return table.join(found, f.col(ROW) == f.col("decided_row"), "left")

    def _settle(self, unsettled: Path, doubtful: Sequence[CompiledScheme], folder: Path) -> None:
        """Write what is in one folder to the other, the interpreter's awards where SQL left them in doubt."""
        from pyspark.sql import functions as f

        try:
            table = self._spark.read.parquet(str(unsettled))
            for each in doubtful:
                award, doubt = f"award_{each.place}", f"doubt_{each.place}"
                found = table.where(f.col(doubt)).select("row").collect()
                self.in_doubt[each.scheme.name] = len(found)
                numbers = sorted(row for (row,) in found)
                exact = exactly(self.source, [each.scheme], self._columns, numbers)
                patches = self._spark.createDataFrame(
                    [(row, amounts[0]) for row, amounts in exact], "number BIGINT, exact BIGINT"
                )
                known = f.col("number").isNotNull()
                table = (
                    table.join(f.broadcast(patches), f.col("row") == f.col("number"), "left")
                    .withColumn(award, f.when(known, f.col("exact")).otherwise(f.col(award)))
                    .drop("number", "exact", doubt)
                )
            table.write.parquet(str(folder))
        finally:
            _remove(unsettled)

    def check(self, folder: Path, numbers: Sequence[int], tell: Callable[[str, float], None]) -> int:
        """Decide the sample again and hold what was written against it. Raises Disagreement."""
        from pyspark.sql import functions as f

        tell("checking a sample", 0.0)
        awards = [f"award_{at}" for at in range(len(self._schemes))]
        written = self._spark.read.parquet(str(folder)).select("row", *awards)
        found = [
            tuple(each) for each in written.where(f.col("row").isin(list(numbers))).orderBy("row").collect()
        ]
        exact = exactly(self.source, self._schemes, self._columns, numbers)
        rows = compare(self._schemes, found, exact, lambda _count: None)
        tell("checking a sample", 1.0)
        return rows


def _ticked(name: str) -> str:
    """A column's name in Spark."""
    return "`" + name.replace("`", "``") + "`"
