"""Tables as people make them: numbers in two spellings, lone quotes, outputs over inputs."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat
import pytest

from chuan_ngheo import InvalidFactsError, classify
from chuan_ngheo.cli.main import main


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def rejects(*arguments: str) -> list[dict[str, Any]]:
    assert main(["classify", *arguments, "--rejects", "bad.jsonl", "--quiet"]) == 3
    lines = Path("bad.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("engine", ["polars", "reference"])
@pytest.mark.parametrize(
    ("cell", "used"),
    [
        ("1500000", True),
        ("+1500000", True),
        ("1500000.0", True),
        ("1.5e6", True),
        ("1.500.000", False),
        ("2.000", False),
        ("150.000", False),
        ("1500.000", True),
        ("1_500_000", False),
        ("1500000.5", False),
        ("inf", False),
    ],
)
def test_a_number_that_may_be_meant_in_two_ways_is_reported(
    cell: str, used: bool, engine: str
) -> None:
    text = f"household_id,income_per_capita\n1,{cell}\n2,9000000\n"
    Path("x.csv").write_text(text, encoding="utf-8")
    arguments = ("x.csv", "--engine", engine, "--out", "d.csv")
    if used:
        assert main(["classify", *arguments, "--quiet"]) == 0
    else:
        assert [row["problems"][0]["path"] for row in rejects(*arguments)] == ["income_per_capita"]
    assert pl.read_csv("d.csv")["household_id"].to_list() == [1, 2][not used :]


@pytest.mark.parametrize(
    "text", ["2023-W01-1", "20230102", "2023-1-2", "2023-01-02T00", "٢٠٢٣-01-02"]
)
def test_only_one_spelling_is_a_date(text: str) -> None:
    with pytest.raises(InvalidFactsError) as error:
        classify({"review_date": text})
    assert error.value.problems[0].code == "fact-date"


@pytest.mark.parametrize("engine", ["polars", "reference"])
def test_a_lone_quote_takes_only_its_own_line(engine: str) -> None:
    lines = ["household_id,commune", "1,A", '2,"B', "3,C", '4,"D"', '5,"E', "6,F"]
    Path("x.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    bad = rejects("x.csv", "--engine", engine, "--out", "d.csv")
    assert [(row["row"], row["problems"][0]["code"]) for row in bad] == [
        (2, "row-unreadable"),
        (5, "row-unreadable"),
    ]
    assert pl.read_csv("d.csv")["household_id"].to_list() == [1, 3, 4, 6]


def test_an_output_never_takes_the_place_of_an_input(capsys: pytest.CaptureFixture[str]) -> None:
    text = "household_id,area\n1,rural\n"
    folder = Path("survey")
    folder.mkdir()
    for path in (Path("x.csv"), folder / "households.csv", folder / "members.csv"):
        path.write_text(text, encoding="utf-8")
    Path("link.csv").symlink_to("x.csv")
    for arguments in (
        ("x.csv", "--out", "x.csv"),
        ("x.csv", "--out", "../" + Path.cwd().name + "/x.csv"),
        ("x.csv", "--out", "link.csv"),
        ("x.csv", "--rejects", "x.csv"),
        ("x.csv", "--out", "d.csv", "--rejects", "d.csv"),
        ("x.csv", "--members", "y.csv", "--out", "y.csv"),
        ("survey", "--out", "survey/households.csv"),
        ("survey", "--out", "survey/members.parquet"),
    ):
        assert main(["classify", *arguments, "--language", "en"]) == 3
        assert "expected another file than those that are read" in capsys.readouterr().err
    assert Path("x.csv").read_text(encoding="utf-8") == text
    assert main(["classify", "x.csv", "--out", "d.csv"]) == 0


@pytest.mark.parametrize("name", ["d.csv", "d.csv.gz", "d.parquet", "d.xlsx", "d.dta", "d.sav"])
def test_every_kind_of_output_holds_the_decisions_and_is_the_same_each_time(name: str) -> None:
    text = "household_id,area,income_per_capita\n1,rural,1500000\n2,urban,9000000\n"
    Path("x.csv").write_text(text, encoding="utf-8")
    written = []
    for _ in range(2):
        assert main(["classify", "x.csv", "--out", name, "--quiet"]) == 0
        written.append(Path(name).read_bytes())
    assert written[0] == written[1]
    found = {
        "d.csv": lambda: pl.read_csv(name),
        "d.csv.gz": lambda: pl.read_csv(gzip.decompress(written[0])),
        "d.parquet": lambda: pl.read_parquet(name),
        "d.xlsx": lambda: pl.read_excel(name),
        "d.dta": lambda: pyreadstat.read_dta(name, output_format="polars")[0],
        "d.sav": lambda: pyreadstat.read_sav(name, output_format="polars")[0],
    }[name]()
    assert [str(item) for item in found["household_id"]] == ["1", "2"]
    assert found["class"][1] == "above_average_living_standard"
    assert found["class"][0] in (None, "")


@pytest.mark.parametrize("suffix", ["sav", "dta"])
def test_a_file_of_spss_or_stata_does_not_tell_when_it_was_written(suffix: str) -> None:
    Path("x.csv").write_text("household_id,area\n1,rural\n", encoding="utf-8")
    assert main(["classify", "x.csv", "--out", f"d.{suffix}", "--quiet"]) == 0
    _, about = getattr(pyreadstat, f"read_{suffix}")(f"d.{suffix}")
    assert about.creation_time == about.modification_time == datetime(2000, 1, 1)


@pytest.mark.parametrize("suffix", ["sav", "dta"])
def test_files_of_spss_and_stata_are_read_with_their_labels(suffix: str) -> None:
    frame = pl.DataFrame(
        {"household_id": [1.0, 2.0], "area": [1.0, 2.0], "income_per_capita": [9e6, None]}
    )
    write = getattr(pyreadstat, f"write_{suffix}")
    write(frame, f"x.{suffix}", variable_value_labels={"area": {1: "rural", 2: "urban"}})
    assert main(["classify", f"x.{suffix}", "--out", "d.csv", "--quiet"]) == 0
    found = pl.read_csv("d.csv")
    assert found["household_id"].to_list() == [1, 2]
    assert found["class"].to_list() == ["above_average_living_standard", None]


@pytest.mark.parametrize("engine", ["polars", "reference"])
@pytest.mark.parametrize(
    "lines",
    [
        ["household_id", "1"],
        ["household_id,review_date", "1,"],
        ["household_id,review_date", "1,2022-10-03"],
    ],
)
def test_the_review_date_is_given_to_households_that_have_none(
    lines: list[str], engine: str
) -> None:
    Path("x.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Path("m.csv").write_text("household_id,birth_date\n1,2022-10-04\n", encoding="utf-8")
    arguments = ("x.csv", "--members", "m.csv", "--engine", engine)
    bad = rejects(*arguments, "--review-date", "2022-10-03")
    assert bad[0]["problems"][0]["code"] == "birth-after-review"
    status = main(["classify", *arguments, "--review-date", "2022-10-04", "--quiet"])
    assert status == (3 if lines[1].endswith("2022-10-03") else 0)


def test_a_review_date_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.csv").write_text("household_id\n1\n", encoding="utf-8")
    assert main(["classify", "x.csv", "--review-date", "4/10/2022", "--language", "en"]) == 3
    assert "--review-date: [fact-date] found '4/10/2022'" in capsys.readouterr().err


@pytest.mark.parametrize("engine", ["polars", "duckdb", "reference"])
def test_the_engine_and_its_time_are_always_said_but_for_quiet(
    engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("x.csv").write_text("household_id\n1\n", encoding="utf-8")
    for arguments in ((), ("--out", "d.csv"), ("--format", "csv")):
        assert main(["classify", "x.csv", "--engine", engine, "--language", "en", *arguments]) == 0
        assert capsys.readouterr().err.startswith(f"{engine}: 1 household, 0.")
    assert main(["classify", "x.csv", "--engine", engine, "--quiet"]) == 0
    assert capsys.readouterr().err == ""
