"""The databases of these tests, each started once; absent ones are skipped with a reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.tables.engines import DuckDb, Engine, Postgres, Spark, postgres_server


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


@pytest.fixture(
    params=[
        "duckdb",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("spark", marks=pytest.mark.spark),
    ]
)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each database in turn."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found
