"""Columns of points: of B1 and B2 the lowest and the highest, in every form of the decisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import polars
import pytest

from chuan_ngheo import load_rules, sql_text
from chuan_ngheo.tables.frames import classify_frame
from tests.audit.agreement import needs_durable
from tests.command_line import run, write_tables
from tests.oracle.point_examples import home

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
COLUMNS: Final = ("b1_points_lowest", "b1_points_highest", "b2_points_lowest", "b2_points_highest")
HOUSEHOLDS: Final = [
    home(household_id=1, area="rural"),
    home(household_id=2),
    home(household_id=3, has_refrigerator=True),
    home(household_id=4, has_refrigerator=True, air_conditioner_count=1),
    home(household_id=5, motorcycle_count=None),
    home(household_id=6, members=None),
]
B1: Final = [(150, 150), (170, 170), (175, 175), (185, 185), (155, 180), (70, 300)]
"""The sums of ``tests.oracle.test_oracle_on_points``."""


@pytest.fixture
def facts() -> Path:
    folder = Path("facts")
    folder.mkdir()
    write_tables(folder, HOUSEHOLDS, ".parquet")
    return folder


def bounds(rows: list[dict[str, Any]]) -> list[tuple[int, int]]:
    return [(int(row["b1_points_lowest"]), int(row["b1_points_highest"])) for row in rows]


@pytest.mark.parametrize(
    "engine", ["polars", "duckdb", "reference", pytest.param("durable", marks=needs_durable)]
)
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_every_engine_writes_them_after_the_deprivations(
    facts: Path, engine: str, suffix: str
) -> None:
    path = Path(f"decisions{suffix}")
    options = ["--rules", "tt-07-2021", "--engine", engine, "--out", path, "--quiet"]
    assert run("classify", facts, *options) == 0
    found = polars.read_csv(path) if suffix == ".csv" else polars.read_parquet(path)
    place = found.columns.index("deprivations_possible")
    assert found.columns[place + 1 :] == [*COLUMNS]
    assert {found.schema[name] for name in COLUMNS} == {polars.Int64}
    assert bounds(found.to_dicts()) == B1
    tens = found.select(
        polars.col("b2_points_lowest") == 10 * polars.col("deprivations_certain"),
        polars.col("b2_points_highest") == 10 * polars.col("deprivations_possible"),
    )
    assert all(all(row) for row in tens.iter_rows())


def test_json_becomes_the_same_columns() -> None:
    source = Path("households.json")
    source.write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    out = Path("decisions.parquet")
    assert run("classify", source, "--rules", "tt-07-2021", "--out", out, "--quiet") == 0
    found = polars.read_parquet(out)
    assert found.columns[-4:] == [*COLUMNS]
    assert {found.schema[name] for name in COLUMNS} == {polars.Int64}
    assert bounds(found.to_dicts()) == B1


def test_frames_have_them_too(facts: Path) -> None:
    households, members = (
        polars.read_parquet(facts / f"{name}.parquet") for name in ("households", "members")
    )
    found = classify_frame(households, members, rules="tt-07-2021")
    assert bounds(found.to_dicts()) == B1


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_rule_sets_without_points_have_no_such_columns(facts: Path, dialect: Any) -> None:
    assert "points" not in sql_text(load_rules("nd-07-2021"), dialect)
    assert run("classify", facts, "--out", "decisions.parquet", "--quiet") == 0
    assert not any("points" in name for name in polars.read_parquet("decisions.parquet").columns)


@needs_durable
@pytest.mark.parametrize("engine", ["durable", "reference", "duckdb"])
@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_verify_reports_every_altered_number(facts: Path, engine: str, suffix: str) -> None:
    path = Path(f"decisions{suffix}")
    source: Path = facts
    if suffix == ".json":
        source = Path("households.json")
        source.write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    rules = ["--rules", "tt-07-2021"]
    assert run("classify", source, *rules, "--out", path, "--quiet") == 0
    verify = ["verify", path, "--facts", facts, *rules, "--engine", engine, "--out", "report.json"]
    assert run(*verify) == 0
    if suffix == ".csv":
        table = polars.read_csv(path)
        changed = polars.Series("b1_points_highest", [150, 171, 175, 185, 180, None])
        table.with_columns(changed).write_csv(path)
    else:
        decisions = json.loads(path.read_text(encoding="utf-8"))
        decisions[1]["points"]["b1_points"]["highest"] = 171
        decisions[5]["points"]["b1_points"]["highest"] = None
        path.write_text(json.dumps(decisions), encoding="utf-8")
    assert run(*verify) == 1
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert [
        (item["row"], item["column"], item["recorded"], item["rederived"])
        for item in report["findings"]
    ] == [(2, "b1_points_highest", 171, 170), (6, "b1_points_highest", None, 300)]
