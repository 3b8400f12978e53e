"""The how-to on SQL: its code runs in each database and prints what the page shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, cast

import polars
import pytest

from chuan_ngheo.cli.main import main
from tests.pages import HOW_TO
from tests.tables.conftest import needs
from tests.tables.engines import Engine, Postgres, frames
from tests.tables.population import generated

PAGE: Final = (HOW_TO / "sql.md").read_text(encoding="utf-8")
ROOT: Final = HOW_TO.parents[1]
CAN_THO: Final = ROOT / "datasets" / "can-tho-2022"
TABLES: Final = ("households", "members")


def block(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found, kind
    return found.group(1)


def commands() -> list[list[str]]:
    """Return the commands of the page that print a query, without what they are piped into."""
    lines = re.findall(r"^chuan-ngheo (sql .*?)(?: \|.*)?$", PAGE, re.MULTILINE)
    return [shlex.split(line) for line in lines]


def test_the_lines_for_duckdb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "datasets").symlink_to(ROOT / "datasets")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(block("python duckdb"), names)
    names["database"].close()
    assert capsys.readouterr().out == block("text duckdb")
    assert polars.read_parquet(tmp_path / "decisions.parquet").height == 18_269


def test_every_command_prints_a_query(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(commands()) == 3
    for command in commands():
        assert main(command) == 0
    written = (tmp_path / "decisions.sql").read_text(encoding="utf-8")
    assert written.endswith(";\n")
    assert capsys.readouterr().out.count(";\n") == 2


@pytest.mark.postgres
def test_the_lines_for_postgres(
    postgres_engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = cast("Postgres", postgres_engine)
    engine.load(*(polars.read_parquet(CAN_THO / f"{name}.parquet") for name in TABLES))
    engine.run("DROP TABLE IF EXISTS decisions_2022")
    exec(block("python postgres"), {"CONNECTION": engine.connection})
    assert capsys.readouterr().out == block("text postgres")


@pytest.mark.postgres
def test_the_commands_for_postgres(
    postgres_engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = cast("Postgres", postgres_engine)
    engine.load(*frames(generated(30, seed=14)))
    for command in commands()[:2]:
        assert main(command) == 0
        subprocess.run(
            ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", engine.connection],
            input=capsys.readouterr().out,
            encoding="utf-8",
            check=True,
        )
    assert engine.run("SELECT COUNT(*) AS number FROM decisions") == [{"number": 30}]


@pytest.mark.spark
def test_the_lines_for_spark(tmp_path: Path) -> None:
    needs("pyspark", "spark")
    import pyspark  # noqa: PLC0415  an extra

    (tmp_path / "datasets").symlink_to(ROOT / "datasets")
    (tmp_path / "review.py").write_text(block("python spark"), encoding="utf-8")
    cluster = "--master yarn --deploy-mode cluster --num-executors 20 --executor-memory 8g"
    line = next(line for line in PAGE.splitlines() if line.startswith("spark-submit "))
    assert cluster in line
    program, *arguments = shlex.split(line.replace(cluster, "--master local[2]"))
    script = Path(pyspark.__file__).parent / "bin" / program
    settings = {
        "PYTHONPATH": str(ROOT),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYTHONWARNINGS": "ignore",  # of what Spark thinks of the newest pandas
        "PYSPARK_PYTHON": sys.executable,
    }
    done = subprocess.run(
        [str(script), *arguments],
        cwd=tmp_path,
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == block("text spark")
