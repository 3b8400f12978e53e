"""Data frames, files and engines over tables give what the reference reading gives."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest

from chuan_ngheo import RejectedRowsWarning, classify, classify_frame
from chuan_ngheo.cli.main import main
from tests.tables.engines import frames
from tests.tables.population import expected, generated

ROOT = Path(__file__).parents[2]
CAN_THO = ROOT / "datasets" / "can-tho-2022"
KINDS: dict[str, Any] = {
    "polars": lambda frame: frame,
    "lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "arrow": lambda frame: frame.to_arrow(),
}
TYPES = {
    "polars": polars.DataFrame,
    "lazy": polars.LazyFrame,
    "pandas": pandas.DataFrame,
    "arrow": pyarrow.Table,
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_frame_that_was_given_comes_back(kind: str) -> None:
    households = generated(120)
    convert = KINDS[kind]
    rejects: list[dict[str, Any]] = []
    own, members = frames(households)
    found = classify_frame(convert(own), convert(members), rejects=rejects)
    assert isinstance(found, TYPES[kind])
    back: dict[str, Any] = {"pandas": polars.from_pandas, "arrow": polars.from_arrow}
    frame = found.collect() if kind == "lazy" else back.get(kind, polars.DataFrame)(found)
    wanted = expected(households, "nd-07-2021", {}, pool=False)
    rows = {row["household_id"]: row for row in frame.to_dicts()}
    assert rows.keys() == wanted.keys()
    for name, answer in wanted.items():
        assert {key: none_of_nan(value) for key, value in rows[name].items()} == answer
    assert {row["household_id"] for row in rejects} == {
        one["household_id"] for one in households
    } - wanted.keys()


def none_of_nan(value: Any) -> Any:
    return None if isinstance(value, float) and isnan(value) else value


def test_a_row_that_cannot_be_used_is_reported_and_the_rest_decided() -> None:
    households = polars.DataFrame({"household_id": [1, 2, 2], "income_per_capita": [5, 6, 7]})
    with pytest.warns(RejectedRowsWarning, match="2 rows"):
        found = classify_frame(households)
    assert found["household_id"].to_list() == [1]
    with pytest.raises(TypeError, match="list"):
        classify_frame([{"household_id": 1}])


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_engines_write_the_same_file_as_the_reference(engine: str, tmp_path: Path) -> None:
    rules = ("--rules", "kh-132-2022-can-tho")
    written = []
    for name in (engine, "reference"):
        out = tmp_path / f"{name}.csv"
        arguments = ("classify", str(CAN_THO), "--engine", name, "--out", str(out), *rules)
        assert main(arguments) == 0
        written.append(out.read_bytes())
    assert written[0] == written[1]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for number in (1, 2):
        out = tmp_path / f"{number}.parquet"
        assert main(("classify", str(CAN_THO), "--out", str(out))) == 0
        written.append(out.read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".xlsx", ".dta"])
def test_every_kind_of_file_gives_the_same_decisions(suffix: str, tmp_path: Path) -> None:
    households = polars.DataFrame(
        {
            "household_id": [3, 1, 2],
            "area": ["rural", "urban", None],
            "income_per_capita": [1_500_000, 2_250_001, 1_500_001],
        }
    )
    path = tmp_path / f"households{suffix}"
    if suffix == ".xlsx":
        households.write_excel(path, worksheet="households")
    elif suffix == ".dta":
        households.with_columns(polars.col("area").fill_null("")).to_pandas().to_stata(
            path, write_index=False, convert_strl=["area"], version=117
        )
    elif suffix == ".csv.gz":
        path.write_bytes(gzipped(households.write_csv()))
    else:
        households.write_csv(path)
    out = tmp_path / "decisions.csv"
    assert main(("classify", str(path), "--out", str(out))) == 0
    found = polars.read_csv(out)
    assert found["household_id"].to_list() == [3, 1, 2]
    wanted = [
        classify({name: value for name, value in row.items() if name != "household_id"})
        for row in households.iter_rows(named=True)
    ]
    assert found["class"].to_list() == [decision.class_ for decision in wanted]
    assert found["possible_classes"].to_list() == [
        "|".join(decision.possible_classes) for decision in wanted
    ]


def gzipped(text: str) -> bytes:
    import gzip  # noqa: PLC0415  only here

    return gzip.compress(text.encode())
