"""The databases of these tests, each started once; absent ones are skipped with a reason."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from typing import Final

import pytest

from tests.tables.engines import (
    DuckDb,
    Engine,
    PolarsTables,
    Postgres,
    Reading,
    Spark,
    has_postgres_server,
    postgres_server,
)

DATABASES = (
    "duckdb",
    pytest.param("postgres", marks=pytest.mark.postgres),
    pytest.param("spark", marks=pytest.mark.spark),
)


REQUIRED: Final = "DATABASES_REQUIRED"
"""The environment variable that makes the absence of a database a failure."""


def needs(package: str, extra: str) -> None:
    """Skip where a package is absent; fail where it is required."""
    if importlib.util.find_spec(package) is None:
        absent(f"the extra {extra!r} is not installed")


def absent(reason: str) -> None:
    """Skip with a reason; fail where databases are required."""
    if os.environ.get(REQUIRED):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def duckdb_engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return DuckDb(tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Engine]:
    needs("psycopg", "postgres")
    if not has_postgres_server():
        absent("no PostgreSQL server is installed (Debian package postgresql)")
    with postgres_server() as connection:
        engine = Postgres(connection)
        yield engine
        engine.stop()


@pytest.fixture(scope="session")
def spark_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    needs("pyspark", "spark")
    if shutil.which("java") is None:
        absent("no Java is installed (Debian package default-jre-headless)")
    engine = Spark(tmp_path_factory.mktemp("spark"))
    yield engine
    engine.stop()


@pytest.fixture
def polars_engine() -> PolarsTables:
    return PolarsTables(10**9, shuffled=False)


@pytest.fixture
def polars_parts_engine() -> PolarsTables:
    return PolarsTables(0, shuffled=False)


@pytest.fixture
def polars_unsorted_engine() -> PolarsTables:
    return PolarsTables(0, shuffled=True)


@pytest.fixture(params=["polars", "polars_parts", "polars_unsorted", *DATABASES])
def reading(request: pytest.FixtureRequest) -> Reading:
    """Each reading over tables in turn."""
    found: Reading = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture(params=["polars", *DATABASES])
def main_reading(request: pytest.FixtureRequest) -> Reading:
    """Each reading over tables in turn, one for each kind."""
    found: Reading = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each database in turn."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found
