"""Databases that run the generated queries over two tables of households and members."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Protocol

import polars

from chuan_ngheo import RuleSet, sql_text
from chuan_ngheo.readings.conditions_to_columns import type_of
from chuan_ngheo.readings.sql_dialects import DIALECTS, DialectName
from chuan_ngheo.tables.run import decide_all
from chuan_ngheo.tables.sources import FrameTable
from tests.generators import Facts
from tests.tables.population import names_of

Row = dict[str, Any]
_POLARS: Final[Mapping[str, Any]] = {
    "truth": polars.Boolean,
    "whole": polars.Int64,
    "decimal": polars.Float64,
    "date": polars.Date,
    "text": polars.String,
}
_FILES: Final = 3


class Reading(Protocol):
    """A reading over two tables."""

    def load(self, households: polars.DataFrame, members: polars.DataFrame) -> None:
        """Take the tables ``households`` and ``members``, in place of those before."""

    def classify(self, rules: RuleSet) -> list[Row]:
        """Classify what is loaded; return the decisions."""


class Engine(ABC):
    """A database with a schema of its own for each pair of tables."""

    dialect: DialectName

    @abstractmethod
    def load(self, households: polars.DataFrame, members: polars.DataFrame) -> None:
        """Make the tables ``households`` and ``members``, in place of those before."""

    @abstractmethod
    def run(self, query: str) -> list[Row]:
        """Run a query; return its rows, or none if it has no result."""

    def classify(self, rules: RuleSet) -> list[Row]:
        """Classify what is loaded with the generated query."""
        return self.run(sql_text(rules, self.dialect))


class PolarsTables:
    """The Polars reading, over tables in memory.

    Args:
        small: up to how many rows the tables are one part.
        shuffled: whether their rows stand in a random order.
    """

    def __init__(self, small: int, *, shuffled: bool) -> None:
        self._small = small
        self._shuffled = shuffled
        self._tables = (FrameTable(polars.DataFrame()), FrameTable(polars.DataFrame()))

    def load(self, households: polars.DataFrame, members: polars.DataFrame) -> None:
        """Keep both tables."""
        if self._shuffled:
            households, members = (
                frame.sample(fraction=1, shuffle=True, seed=3) for frame in (households, members)
            )
        self._tables = FrameTable(households, "households"), FrameTable(members, "members")

    def classify(self, rules: RuleSet) -> list[Row]:
        """Classify part by part; the decisions must come in the order of the rows."""
        households, members = self._tables
        parts = [
            part.decisions
            for part in decide_all(households, members, rules, size=300, small=self._small)
            if part.decisions.height
        ]
        found = polars.concat(parts)
        assert found["#row"].is_sorted()
        return found.drop("#row", "#size").to_dicts()


def frames(households: Sequence[Facts]) -> tuple[polars.DataFrame, polars.DataFrame]:
    """Return the two tables of some households, with every column of the vocabulary."""
    members = [
        {**member, "household_id": one["household_id"]}
        for one in households
        for member in one.get("members") or ()
    ]
    return (
        _frame(households, ("household_id",), names_of("household")),
        _frame(members, ("household_id", "member_id"), names_of("member")),
    )


def _frame(
    rows: Sequence[Mapping[str, Any]], keys: tuple[str, ...], names: tuple[str, ...]
) -> polars.DataFrame:
    columns = dict.fromkeys((*keys, *names))
    schema = {name: polars_type(name) for name in columns}
    return polars.DataFrame(
        [{name: row.get(name) for name in columns} for row in rows], schema, strict=True
    )


def polars_type(name: str) -> Any:
    """Return the type of the column of a fact."""
    if name == "member_id":
        return polars.Int64
    return polars.String if name == "household_id" else _POLARS[type_of(name)]


class DuckDb(Engine):
    """DuckDB in this process, over Parquet files."""

    dialect: DialectName = "duckdb"

    def __init__(self, folder: Path) -> None:
        import duckdb  # noqa: PLC0415  an extra

        self._folder = folder
        self._connection = duckdb.connect()

    def load(self, households: polars.DataFrame, members: polars.DataFrame) -> None:
        """Write both tables as Parquet and make views of them."""
        for name, frame in (("households", households), ("members", members)):
            path = self._folder / f"{name}.parquet"
            frame.write_parquet(path)
            self.run(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{path}')")

    def run(self, query: str) -> list[Row]:
        """Run a query."""
        cursor = self._connection.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class Postgres(Engine):
    """A PostgreSQL server on a socket of its own."""

    dialect: DialectName = "postgres"

    def __init__(self, connection: str) -> None:
        import psycopg  # noqa: PLC0415  an extra

        self.connection = connection
        self._connection = psycopg.connect(connection, autocommit=True)

    def load(self, households: polars.DataFrame, members: polars.DataFrame) -> None:
        """Copy both tables in."""
        for name, frame in (("households", households), ("members", members)):
            types = ", ".join(f'"{column}" {_sql_type(frame, column)}' for column in frame.columns)
            self.run(f"DROP TABLE IF EXISTS {name} CASCADE")
            self.run(f"CREATE TABLE {name} ({types})")
            text = BytesIO()
            frame.write_csv(text, include_header=False, null_value="")
            with self._connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:
                copy.write(text.getvalue())
            self.run(f"ANALYZE {name}")

    def run(self, query: str) -> list[Row]:
        """Run a query."""
        cursor = self._connection.execute(query.encode())
        if cursor.description is None:
            return []
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def stop(self) -> None:
        """Close the connection."""
        self._connection.close()


def _sql_type(frame: polars.DataFrame, name: str) -> str:
    """Return the type of a column in PostgreSQL, as it is in the frame."""
    types = {_POLARS[kind]: text for kind, text in DIALECTS["postgres"].types.items()}
    return {**types, polars.Int16: "SMALLINT", polars.Datetime("us"): "TIMESTAMP"}[
        frame.schema[name]
    ]


class Spark(Engine):
    """Spark in local mode, over Parquet in several folders."""

    dialect: DialectName = "spark"

    def __init__(self, folder: Path) -> None:
        from pyspark.sql import SparkSession  # noqa: PLC0415  an extra

        self._folder = folder
        self._loads = 0
        self._session = (
            SparkSession.builder.master("local[2]")
            .appName("chuan-ngheo")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
        self._session.sparkContext.setLogLevel("ERROR")

    def load(self, households: polars.DataFrame, members: polars.DataFrame) -> None:
        """Write both tables in several Hive folders, and make views of them."""
        self._loads += 1
        for name, frame in (("households", households), ("members", members)):
            root = self._folder / f"{name}_{self._loads}"
            for number in range(_FILES):
                part = root / f"part={number}"
                part.mkdir(parents=True)
                frame.gather_every(_FILES, number).write_parquet(part / "rows.parquet")
            self._session.read.parquet(str(root)).createOrReplaceTempView(name)

    def run(self, query: str) -> list[Row]:
        """Run a query."""
        return [row.asDict() for row in self._session.sql(query).collect()]

    def stop(self) -> None:
        """Stop the session."""
        self._session.stop()


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server in a temporary folder; give what connects to it.

    Raises:
        FileNotFoundError: if none is installed.
    """
    programs = _postgres_programs()
    if programs is None:
        raise FileNotFoundError("initdb")
    with tempfile.TemporaryDirectory(prefix="chuan-ngheo-") as name:
        folder, user = Path(name), _unprivileged()
        data = folder / "data"
        if user is not None:
            shutil.chown(folder, user)
        port = _free_port()
        settings = f"-p {port} -k {folder} -c listen_addresses= -c fsync=off -c jit=off"

        def command(program: str, *arguments: str) -> None:
            subprocess.run(
                [str(programs / program), *arguments],
                check=True,
                user=user,
                cwd=folder,
                stdout=subprocess.DEVNULL,
            )

        command(
            "initdb", "-D", str(data), "-U", "chuan", "--auth=trust", "-E", "UTF8", "--locale=C"
        )
        log = str(folder / "log")
        command("pg_ctl", "-D", str(data), "-l", log, "-w", "-o", settings, "start")
        try:
            yield f"host={folder} port={port} user=chuan dbname=postgres"
        finally:
            command("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def has_postgres_server() -> bool:
    """Tell whether a server is installed."""
    return _postgres_programs() is not None


def _postgres_programs() -> Path | None:
    """Return the folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    other = shutil.which("initdb")
    return Path(other).parent if other else None


def _version(path: Path) -> float:
    return float(path.parents[1].name)


def _unprivileged() -> str | None:
    """Return a user for the server, which refuses to run as root; None to stay oneself."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
