"""The command line: every kind of input and output of ``chuan-ngheo classify``, and usage."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import polars
import pytest

from chuan_ngheo import classify
from tests.command_line import CLASSES, HOUSEHOLDS, INDICATORS, household, run, write_tables
from tests.test_public_api import POOR

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")


def test_one_household_in_json_gives_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    Path("one.json").write_text(json.dumps(POOR), encoding="utf-8")
    assert run("classify", "one.json", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["household_id"] == "H1"
    assert found["class"] == "poor"


@pytest.mark.parametrize("kind", ["list", "lines", "lines in .json", "csv", "parquet", "nested"])
def test_every_kind_of_input_gives_the_same_decisions(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in HOUSEHOLDS)
    source = Path("input.json")
    match kind:
        case "list":
            source.write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
        case "lines":
            source = Path("input.jsonl")
            source.write_text(lines, encoding="utf-8")
        case "lines in .json":
            source.write_text(lines, encoding="utf-8")
        case "nested":
            source = Path("input.parquet")
            polars.DataFrame(HOUSEHOLDS, infer_schema_length=None).write_parquet(source)
        case _:
            write_tables(Path(), HOUSEHOLDS, f".{kind}")
            source = Path()
    assert run("classify", source, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["class"] for one in found] == CLASSES
    assert [str(one["household_id"]) for one in found] == ["1", "2", "3", "4", "5"]
    assert found[3]["possible_classes"] == ["poor", "near_poor"]
    assert found[3]["missing_facts"] == ["water_source"]
    expected = [classify(one).to_dict()["deprivations"] for one in HOUSEHOLDS]
    assert [one["deprivations"] for one in found] == expected


def test_members_can_be_a_second_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("data").mkdir()
    write_tables(Path("data"), HOUSEHOLDS, ".csv")
    arguments = ("data/households.csv", "--members", "data/members.csv", "--format", "csv")
    assert run("classify", *arguments) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == [
        "household_id",
        "class",
        "possible_classes",
        *INDICATORS,
        "deprivations_certain",
        "deprivations_possible",
    ]
    assert [row["class"] or None for row in rows] == CLASSES
    assert rows[3]["possible_classes"] == "poor|near_poor"
    assert rows[3]["water_source"] == ""
    assert rows[0]["water_source"] == "true"
    assert rows[2]["water_source"] == "false"
    assert (rows[3]["deprivations_certain"], rows[3]["deprivations_possible"]) == ("2", "3")


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".json", ".jsonl"])
def test_decisions_are_written_completely_and_alike_each_time(
    suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tables(Path(), HOUSEHOLDS, ".parquet")
    contents = []
    for _ in range(2):
        assert run("classify", ".", "--out", f"out{suffix}") == 0
        contents.append(Path(f"out{suffix}").read_bytes())
    assert contents[0] == contents[1]
    names = sorted(path.name for path in Path().iterdir())
    assert names == sorted(["households.parquet", "members.parquet", f"out{suffix}"])
    assert "Poor household" in capsys.readouterr().out
    if suffix == ".parquet":
        frame = polars.read_parquet("out.parquet")
        assert frame["class"].to_list() == CLASSES
        assert frame["household_id"].dtype == polars.Int64
        assert {frame[name].dtype for name in INDICATORS} == {polars.Boolean}


def test_the_summary_counts_households_and_persons(capsys: pytest.CaptureFixture[str]) -> None:
    Path("input.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("classify", "input.json", "--language", "en") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["Poor", "household", "1", "20.00", "%", "2", "25.00", "%"] in lines
    assert ["Undetermined", "1", "20.00", "%", "2", "25.00", "%"] in lines
    assert ["Total", "5", "100.00", "%", "8", "100.00", "%"] in lines
    housing = ["Housing", "quality", "1", "100.00", "%", "0", "1", "100.00", "%", "0"]
    assert housing in lines
    assert ["Poor", "household", "or", "Near-poor", "household", "1"] in lines
    assert ["Main", "domestic", "water", "source", "water_source", "1"] in lines
    assert [
        "1",
        "households",
        "without",
        "a",
        "recorded",
        "member:",
        "composition",
        "unknown",
    ] in lines


def test_the_summary_is_in_vietnamese_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("input.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("classify", "input.json", "--language", "vi") == 0
    text = capsys.readouterr().out
    assert "Hộ nghèo hoặc Hộ cận nghèo" in text
    assert "20,00 %" in text
    assert "Nguồn nước sinh hoạt chính" in text


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_as_spreadsheets_write_it_is_read(
    separator: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["household_id,area,income_per_capita", "007,rural,2250001", "", "008,urban,"]
    text = "\r\n".join(lines).replace(",", separator)
    Path("x.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert run("classify", "x.csv", "--format", "csv", "--quiet") == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    rows = list(csv.DictReader(io.StringIO(captured.out)))
    assert [(row["household_id"], row["class"]) for row in rows] == [
        ("007", "above_average_living_standard"),
        ("008", ""),
    ]


def test_strict_reports_undetermined_households_by_status() -> None:
    Path("x.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("classify", "x.json") == 0
    assert run("classify", "x.json", "--strict") == 1
    Path("x.json").write_text(json.dumps(HOUSEHOLDS[:3]), encoding="utf-8")
    assert run("classify", "x.json", "--strict") == 0


def test_rulings_are_set_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps(household(1, water_source="rainwater")), encoding="utf-8")
    assert run("classify", "x.json", "--format", "csv") == 0
    assert "1,near_poor" in capsys.readouterr().out
    assert run("classify", "x.json", "--format", "csv", "--ruling", "rainwater=not_clean") == 0
    assert "1,poor" in capsys.readouterr().out
    assert run("classify", "x.json", "--ruling", "rainwater") == 3
    assert "NAME=OPTION" in capsys.readouterr().err


def test_usage_errors_end_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run("classify")
    assert stop.value.code == 2
    assert run() == 2
    assert "classify" in capsys.readouterr().out


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out.strip().count(".") == 2


def test_an_internal_error_shows_no_facts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Nguyễn Thị A")

    monkeypatch.setattr("chuan_ngheo.cli.classify.read_input", fail)
    assert run("classify", "x.json") == 4
    error = capsys.readouterr().err
    assert "ZeroDivisionError" in error
    assert "Nguyễn" not in error


def test_vietnamese_goes_into_a_pipe_of_any_encoding() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-c", "from chuan_ngheo.cli.main import run; run()"]
    result = subprocess.run(
        [*command, "rules", "list", "--language", "vi"],
        env=environment,
        capture_output=True,
        check=True,
    )
    assert "Hộ nghèo" in result.stdout.decode("utf-8")


def test_the_package_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "chuan_ngheo", "--version"]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", found.stdout)
