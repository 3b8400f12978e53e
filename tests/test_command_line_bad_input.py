"""``chuan-ngheo classify``: what cannot be used is reported and kept, all else is classified."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars
import pytest

from tests.command_line import HOUSEHOLDS, household, json_lines, run, write_tables

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")


def test_bad_rows_are_rejected_with_their_place_and_the_rest_is_classified(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_tables(Path(), HOUSEHOLDS, ".csv")
    text = Path("households.csv").read_text(encoding="utf-8")
    Path("households.csv").write_text(text.replace("1500001", "1.500.001"), encoding="utf-8")
    assert run("classify", ".", "--out", "out.csv") == 3
    captured = capsys.readouterr()
    assert "households.csv, row 2: income_per_capita: [fact-type]" in captured.err
    rows = list(csv.DictReader(io.StringIO(Path("out.csv").read_text(encoding="utf-8"))))
    assert [row["household_id"] for row in rows] == ["1", "3", "4", "5"]
    rejects = json_lines("out.rejects.jsonl")
    assert [(one["file"], one["row"], one["household_id"]) for one in rejects] == [
        ("households.csv", 2, "2")
    ]
    assert rejects[0]["problems"][0]["path"] == "income_per_capita"


def test_a_bad_member_rejects_the_whole_household(capsys: pytest.CaptureFixture[str]) -> None:
    write_tables(Path(), HOUSEHOLDS, ".csv")
    text = Path("members.csv").read_text(encoding="utf-8")
    Path("members.csv").write_text(text.replace("1980-05-17", "17/05/1980", 1), encoding="utf-8")
    assert run("classify", ".", "--format", "csv", "--rejects", "bad.jsonl") == 3
    captured = capsys.readouterr()
    assert "members[0].birth_date: [fact-date]" in captured.err
    rows = list(csv.DictReader(io.StringIO(captured.out)))
    assert [row["household_id"] for row in rows] == ["2", "3", "4", "5"]
    assert len(Path("bad.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_orphans_and_duplicates_are_reported_not_dropped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    households = [*HOUSEHOLDS[:2], household(2, area="urban", members=None)]
    write_tables(Path(), households, ".parquet")
    members = polars.read_parquet("members.parquet")
    orphan = members.head(1).with_columns(household_id=polars.lit(77, dtype=polars.Int64))
    twice = members.head(1)
    polars.concat([members, orphan, twice]).write_parquet("members.parquet")
    assert run("classify", ".", "--rejects", "bad.jsonl") == 3
    found = json_lines("bad.jsonl")
    codes = sorted(problem["code"] for one in found for problem in one["problems"])
    assert codes.count("duplicate-household") == 2
    assert codes.count("orphan-member") == 1
    assert codes.count("duplicate-member") == 2
    assert "[orphan-member]" in capsys.readouterr().err


def test_rows_that_do_not_fit_the_heading_are_rejected_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("households.csv").write_text(
        'household_id,area\n1,rural\n2\n3,rural,9\n"4"x,rural\n5,urban\n', encoding="utf-8"
    )
    Path("members.csv").write_text(
        "household_id,member_id,age\n1,1,40\n5,1,40\n5,2\n,1,7\n", encoding="utf-8"
    )
    assert run("classify", ".", "--format", "csv", "--rejects", "bad.jsonl") == 3
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["household_id"] for row in rows] == ["1"]
    found = json_lines("bad.jsonl")
    assert [(one["file"], one["row"]) for one in found] == [
        ("members.csv", 4),
        ("households.csv", 2),
        ("households.csv", 3),
        ("households.csv", 4),
        ("households.csv", 5),
    ]
    assert found[0]["problems"][0]["code"] == "orphan-member"
    assert {problem["code"] for one in found[1:] for problem in one["problems"]} == {
        "row-unreadable"
    }
    assert "members.csv, row 3" in found[4]["problems"][0]["found"]


def test_unknown_columns_are_named_with_the_nearest_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("x.csv").write_text("household_id,incom_per_capita,note\n1,5,hello\n", encoding="utf-8")
    assert run("classify", "x.csv", "--format", "csv") == 0
    error = capsys.readouterr().err
    assert "[column-unknown] found the column 'incom_per_capita'" in error
    assert "Did you mean 'income_per_capita'?" in error
    assert "hello" not in error


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("no.csv", None),
        ("key.csv", b"id,area\n1,rural\n"),
        ("bytes.csv", b"household_id\n\xff\xfe\x00\n"),
        ("broken.parquet", b"PAR1 nothing"),
        ("broken.json", b'{"area": '),
        ("no.json", None),
        ("notes.txt", b"hello"),
        ("empty.csv", b""),
        ("twice.csv", b"household_id,area,area\n1,rural,urban\n"),
        ("empty-folder", None),
    ],
)
def test_files_that_cannot_be_read_end_with_status_3(
    name: str, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "empty-folder":
        Path(name).mkdir()
    elif content is not None:
        Path(name).write_bytes(content)
    assert run("classify", name) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "[file-unreadable]" in captured.err or "[column-missing]" in captured.err
    assert "Traceback" not in captured.err


def test_lines_that_are_no_json_or_no_object_are_rejected_alone() -> None:
    lines = [json.dumps(HOUSEHOLDS[0]), "{bad", "[1]", "", json.dumps(HOUSEHOLDS[1])]
    Path("x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run("classify", "x.jsonl", "--out", "y.json", "--rejects", "bad.jsonl") == 3
    assert len(json.loads(Path("y.json").read_text(encoding="utf-8"))) == 2
    found = json_lines("bad.jsonl")
    assert [one["row"] for one in found] == [2, 3]


def test_an_output_that_cannot_be_written_is_said_before_anything_is_lost() -> None:
    Path("x.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("classify", "x.json", "--out", "x.txt") == 3
    assert run("classify", "x.json", "--out", "no/such/folder.csv") == 3
    assert [path.name for path in Path().iterdir()] == ["x.json"]
