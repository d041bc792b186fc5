"""Documents on a cluster -> one Parquet table, through Spark; the same isolated task and the same rows as here.

`binaryFile` gives the bytes, `mapInPandas` hands each document to a confined process on the executor, the rows are
appended wave by wave. A document's rows stand in one file, so a run that dies leaves it whole or not at all; the next
run passes over what is there, by path and hash. Another engine: the same `run`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from xpcalc.assessment import Failure
from xpcalc.batch.engine import POISON, Job
from xpcalc.batch.folder import BatchError, plain_errors
from xpcalc.batch.rows import COLUMNS, rows_of
from xpcalc.batch.run import Ask, day_of, settings_of
from xpcalc.batch.sources import TAKEN, suffix_of
from xpcalc.batch.workers import Isolated, Setup, setup_of
from xpcalc.errors import MissingExtra, UnreadableDocument, XpcalcError
from xpcalc.intake import check_size
from xpcalc.limits import in_force, using
from xpcalc.wire import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas
    from pyspark.sql import DataFrame, SparkSession

TABLE = "assessments.parquet"
# Documents between two commits: what a driver that dies loses at most.
WAVE = 20_000
# Why so few: a batch is in memory with its bytes, on both sides of the pipe between Java and Python.
AT_ONCE = 4
_KINDS = {"text": "string", "whole": "int", "flag": "boolean", "texts": "array<string>"}
SCHEMA = ", ".join([*[f"`{column.name}` {_KINDS[column.kind]}" for column in COLUMNS], "`path` string"])


class Counted(NamedTuple):
    """What a run came to. `found`: documents whose rows were there before."""

    documents: int
    failures: int
    found: int
    as_of: str
    table: str


class Place(NamedTuple):
    """A source as Spark writes its path, and as the user does."""

    qualified: str
    said: str


def run(
    ask: Ask,
    book: Any,
    master: str | None,
    blind: tuple[bool, bool, str] = (False, False, "en"),
    wave: int = WAVE,
    watch: Callable[[int, int], None] = lambda done, waves: None,
) -> Counted:
    """Append the rows of all documents that have none yet, under `OUT/assessments.parquet/settings=...`.

    `blind`: whether names are left out, whether employers too, and the language of the words in their place.
    Raises: MissingExtra, XpcalcError for a source that Spark does not find, BatchError.
    """
    spark = _session(master)
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as F

    as_of = day_of(ask, book)
    setup = setup_of(ask, as_of)
    settings = settings_of(ask, book, as_of)
    places = [_place(spark, source) for source in _sources(ask.sources)]
    table = f"{ask.out.rstrip('/')}/{TABLE}/settings={settings.digest}"
    try:
        files = (
            spark.read.format("binaryFile")
            .option("recursiveFileLookup", "true")
            .load([_escaped(place.said) for place in places])
        )
    except AnalysisException as error:
        raise XpcalcError(f"spark: a source cannot be read: {str(error).splitlines()[0]}") from None
    # Why: of named files every ending is taken, of folders only those of documents; as on one computer.
    named = [place.qualified for place in places]
    ending = F.lower(F.regexp_extract("path", r"\.([^./]*)$", 1))
    empty = [path for path in _empty(files) if path in named or suffix_of(path) in TAKEN]
    files = files.where(ending.isin(sorted(TAKEN)) | F.col("path").isin(named))
    total = files.select("path").distinct().count() + len(empty)
    if not total:
        raise XpcalcError(f"no documents in {', '.join(ask.sources)}: name files, folders or patterns of CVs")
    waves = -(-total // wave)
    task = _task(setup, tuple(places), blind)
    found = 0
    with plain_errors(ask.out), _one_line():
        for number in range(waves):
            some, none = files, [] if number else empty
            if waves > 1:
                # Why this column: Spark leaves out the other files before it opens them.
                some = files.where(F.pmod(F.xxhash64("_metadata.file_path"), F.lit(waves)) == number)
            found += _wave(spark, some, none, table, task)
            watch(number + 1, waves)
    there = spark.read.schema(SCHEMA).parquet(table).where("row = 'document'")
    paths = files.select("path").union(spark.createDataFrame([(path,) for path in empty], "path string")).distinct()
    rows = there.join(paths, "path", "left_semi").groupBy("status").count().collect()
    counts = {row["status"]: row["count"] for row in rows}
    return Counted(sum(counts.values()), counts.get("failed", 0), found, as_of, table)


@contextmanager
def _one_line() -> Iterator[None]:
    """Turn what Spark says of a job that failed into one line. Raises: BatchError."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        # Why the last such line: Java wraps the reason, which Python or the file system gave, many times over.
        found = re.findall(r"^(?!\s)(?:Caused by: )?([\w.$]+: \S.*)$", str(error), re.MULTILINE)
        what = (found or [type(error).__name__])[-1][:200]
        raise BatchError(f"spark: the job failed ({what}): what is written is whole, give the command again") from error


def _empty(files: DataFrame) -> list[str]:
    """Return the paths of files of 0 bytes, which Spark lists and never reads."""
    java: Any = files
    every = java._jdf.queryExecution().analyzed().collectLeaves().head().relation().location().allFiles()
    if every.size() == files.select("path").count():
        return []
    found, each = [], every.iterator()
    while each.hasNext():
        status = each.next()
        if status.getLen() == 0:
            found.append(status.getPath().toString())
    return sorted(set(found))


def _wave(spark: SparkSession, files: DataFrame, empty: list[str], table: str, task: Task) -> int:
    """Append the rows of these files; return how many had some."""
    from pyspark.sql import functions as F

    most = max(in_force().file_bytes, in_force().archive_bytes)
    small = files.where(F.col("length") <= most).select("path", "length", "content")
    nothing = F.lit(None).cast("binary").alias("content")
    large = files.where(F.col("length") > most).select("path", "length", nothing)
    zero = spark.createDataFrame([(path, 0, bytearray()) for path in empty], "path string, length long, content binary")
    some = small.unionByName(large).unionByName(zero).withColumn("sha256", F.sha2("content", 256))
    found = 0
    before = _before(spark, table)
    if before is not None:
        known = before.where("row = 'document'").select(F.col("path").alias("known"), F.col("sha256").alias("hash"))
        same = (F.col("path") == F.col("known")) & F.col("sha256").eqNullSafe(F.col("hash"))
        paths = files.select("path").union(zero.select("path")).distinct()
        found = known.join(paths, F.col("path") == F.col("known"), "left_semi").count()
        # Why broadcast: paths and hashes are small, and the bytes of documents need not travel.
        some = some.join(F.broadcast(known), same, "left_anti")
    some.select("path", "length", "content", "sha256").mapInPandas(task, SCHEMA).write.mode("append").parquet(table)
    return int(found)


def _before(spark: SparkSession, table: str) -> DataFrame | None:
    """Return the rows of earlier runs, None where there is no table yet."""
    from pyspark.errors import AnalysisException

    try:
        return spark.read.schema(SCHEMA).parquet(table)
    except AnalysisException:
        return None


# ---------------------------------------------------------------- on the executors

Task = Any


def _task(setup: Setup, places: tuple[Place, ...], blind: tuple[bool, bool, str]) -> Task:
    """Return the function that Spark sends to its executors: plain values only, nothing of this process."""
    said = {place.qualified: place.said for place in places}

    def task(frames: Iterable[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        import pandas

        columns = [*[column.name for column in COLUMNS], "path"]
        for frame in frames:
            rows: list[dict[str, Any]] = []
            for path, length, content, digest in frame.itertuples(index=False, name=None):
                data = None if content is None else bytes(content)
                result = _read(setup, name_of(path, said), data, int(length))
                if any(blind[:2]):
                    from xpcalc.blind import blind as without

                    result = without(result, employers=blind[1], lang=blind[2])
                rows += [{**row, "path": path} for row in rows_of(result, digest or "")]
            yield pandas.DataFrame(rows, columns=columns, dtype=object)

    return task


def _read(setup: Setup, name: str, data: bytes | None, length: int) -> Any:
    if data is None:
        try:
            with using(setup.limits):
                check_size(length)
        except UnreadableDocument as error:
            return Failure(name, error.code, error.message, error.hint)
    for _ in range(POISON):
        (answer,) = _engine(setup)(iter([Job(0, name, data)]))
        if not answer.killed:
            break
    return decode(answer.wire)


@cache
def _engine(setup: Setup) -> Any:
    """Return the engine of this Python process, which lives as long as Spark uses the process."""
    return Isolated(setup, 1)


def name_of(path: str, said: dict[str, str]) -> str:
    """Return what reports call a document: the source as the user wrote it, and the way from there."""
    at = path
    while at:
        if at in said:
            base = said[at]
            return base if at == path else f"{base.rstrip('/')}{path[len(at) :]}"
        at = at.rpartition("/")[0]
    return path


# ---------------------------------------------------------------- the driver


def _session(master: str | None) -> SparkSession:
    try:
        import pandas  # noqa: F401 - wanted later, on the executors too
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtra("Spark", "spark") from None
    builder = SparkSession.builder.appName("xpcalc").config("spark.ui.showConsoleProgress", "false")
    if master:
        builder = builder.master(master)
    if master and master.startswith("local"):
        # Why: a driver on one computer needs no page and no port that others can reach.
        builder = builder.config("spark.ui.enabled", "false").config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1")
    try:
        spark = builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        what = str(error).splitlines()[0][:200]
        raise BatchError(f"spark: cannot be started ({what}): it needs Java 17, and the cluster of --master") from None
    here = (spark.sparkContext.master or "").startswith("local")
    if here and "PYSPARK_PYTHON" not in os.environ:
        # Why: Spark would take any `python3`, which may not have xpcalc.
        spark.sparkContext.pythonExec = sys.executable
    # Why: Spark tells of each try that failed in a page of Java; what fails for good is said in one line above.
    spark.sparkContext.setLogLevel("OFF" if here else "ERROR")
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(AT_ONCE))
    return spark


def _sources(sources: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for source in sources:
        if source.startswith("@") and not os.path.lexists(source):
            with open(source[1:], encoding="utf-8-sig") as file:
                found += [line.strip("\r\n") for line in file if line.strip() and not line.startswith("#")]
        else:
            found.append(source)
    return found


def _escaped(source: str) -> str:
    """Return a source so that the name of a file that is there is no pattern."""
    if "://" in source or not os.path.lexists(source):
        return source
    return "".join([f"\\{char}" if char in "*?[]{}\\" else char for char in source])


def _place(spark: SparkSession, source: str) -> Place:
    """Return a source with its path as Spark reports it; of a pattern, the folder before its first sign."""
    fixed = source
    if not os.path.lexists(source) and any([sign in source for sign in "*?[{"]):
        first = min([source.index(sign) for sign in "*?[{" if sign in source])
        fixed = source[:first].rpartition("/")[0] or ("/" if source.startswith("/") else ".")
    java: Any = spark._jvm
    path = java.org.apache.hadoop.fs.Path(fixed)
    system = path.getFileSystem(spark._jsc.hadoopConfiguration())
    return Place(system.makeQualified(path).toString(), fixed)
