"""The databases of these tests, each started once; absent ones are skipped with a reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.tables.engines import (
    DuckDb,
    Engine,
    PolarsTables,
    Postgres,
    Reading,
    Spark,
    postgres_server,
)

DATABASES = (
    "duckdb",
    pytest.param("postgres", marks=pytest.mark.postgres),
    pytest.param("spark", marks=pytest.mark.spark),
)


@pytest.fixture(scope="session")
def duckdb_engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return DuckDb(tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Engine]:
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    with postgres_server() as connection:
        engine = Postgres(connection)
        yield engine
        engine.stop()


@pytest.fixture(scope="session")
def spark_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    pytest.importorskip("pyspark", reason="the extra 'spark' is not installed")
    if shutil.which("java") is None:
        pytest.skip("no Java is installed (Debian package default-jre-headless)")
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


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each database in turn."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found
