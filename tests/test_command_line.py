"""The command line: ``chuan-ngheo classify`` and ``explain``."""

from __future__ import annotations

import copy
import csv
import io
import json
from pathlib import Path
from typing import Any

import polars
import pytest

from chuan_ngheo import classify
from chuan_ngheo.cli.main import main
from tests.test_public_api import POOR

INDICATORS = list(classify(POOR).deprivations)


def household(identifier: int, **facts: Any) -> dict[str, Any]:
    return {**copy.deepcopy(POOR), "household_id": identifier, **facts}


HOUSEHOLDS = [
    household(1),
    household(2, income_per_capita=1_500_001),
    household(3, water_source="piped"),
    household(4, water_source=None),
    household(5, income_per_capita=9_000_000, members=None),
]
CLASSES = ["poor", "average_living_standard", "near_poor", None, "above_average_living_standard"]


def write_tables(folder: Path, households: list[dict[str, Any]], suffix: str) -> None:
    rows = [{k: v for k, v in one.items() if k != "members"} for one in households]
    members = [
        {"household_id": one["household_id"], **member}
        for one in households
        for member in one["members"] or ()
    ]
    for name, table in (("households", rows), ("members", members)):
        frame = polars.DataFrame(table, infer_schema_length=None)
        path = folder / f"{name}{suffix}"
        if suffix == ".csv":
            frame.write_csv(path)
        else:
            frame.write_parquet(path)


def json_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")


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


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_as_spreadsheets_write_it_is_read(
    separator: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["household_id,area,income_per_capita", "007,rural,2250001", "", "008,urban,"]
    text = "\r\n".join(lines).replace(",", separator)
    Path("x.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert run("classify", "x.csv", "--format", "csv") == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    rows = list(csv.DictReader(io.StringIO(captured.out)))
    assert [(row["household_id"], row["class"]) for row in rows] == [
        ("007", "above_average_living_standard"),
        ("008", ""),
    ]


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


def test_strict_reports_undetermined_households_by_status() -> None:
    Path("x.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("classify", "x.json") == 0
    assert run("classify", "x.json", "--strict") == 1
    Path("x.json").write_text(json.dumps(HOUSEHOLDS[:3]), encoding="utf-8")
    assert run("classify", "x.json", "--strict") == 0


def test_an_output_that_cannot_be_written_is_said_before_anything_is_lost() -> None:
    Path("x.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("classify", "x.json", "--out", "x.txt") == 3
    assert run("classify", "x.json", "--out", "no/such/folder.csv") == 3
    assert [path.name for path in Path().iterdir()] == ["x.json"]


def test_usage_errors_end_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run("classify")
    assert stop.value.code == 2
    assert run() == 2
    assert "classify" in capsys.readouterr().out


def test_rulings_are_set_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps(household(1, water_source="rainwater")), encoding="utf-8")
    assert run("classify", "x.json", "--format", "csv") == 0
    assert "1,near_poor" in capsys.readouterr().out
    assert run("classify", "x.json", "--format", "csv", "--ruling", "rainwater=not_clean") == 0
    assert "1,poor" in capsys.readouterr().out
    assert run("classify", "x.json", "--ruling", "rainwater") == 3
    assert "NAME=OPTION" in capsys.readouterr().err


def test_explain_tells_the_reasons_in_vietnamese_and_english(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("x.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("explain", "x.json", "--household", "2", "--language", "vi") == 0
    text = capsys.readouterr().out
    assert "KẾT LUẬN: Hộ có mức sống trung bình (average_living_standard)" in text
    assert "Thu nhập bình quân đầu người một tháng: 1.500.001 đồng/người/tháng" in text
    assert "Chuẩn thu nhập của hộ nghèo, hộ cận nghèo: 1.500.000 đồng/người/tháng" in text
    assert "điểm a khoản 2 Điều 3 Nghị định 07/2021/NĐ-CP" in text
    assert "[x] Chất lượng nhà ở: thiếu hụt" in text
    assert "mục 4.1 Phụ lục Nghị định 07/2021/NĐ-CP" in text
    assert "3 trên 12 chỉ số" in text
    assert run("explain", "x.json", "--household", "2", "--language", "en") == 0
    text = capsys.readouterr().out
    assert "DECISION: Household with an average living standard" in text
    assert "Income per person per month: 1,500,001 dong per person per month" in text
    assert "1,500,000 dong per person per month" in text
    assert "3 of 12" in text


def test_explain_names_the_members_concerned(capsys: pytest.CaptureFixture[str]) -> None:
    one = household(9)
    one["members"][1]["height_cm"] = 127.2  # a boy of 10 years and 7 months: limit 127.3
    Path("x.json").write_text(json.dumps(one), encoding="utf-8")
    assert run("explain", "x.json", "--language", "vi") == 0
    text = capsys.readouterr().out
    nutrition = text[text.index("Dinh dưỡng: thiếu hụt") :]
    nutrition = nutrition[: nutrition.index("[mục 2.1")]
    assert "thành viên 2:" in nutrition
    assert "Chiều cao: 127,2 cm" in nutrition
    assert "Ngưỡng chiều cao theo tuổi: 127,3 cm" in nutrition


def test_explain_lists_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("explain", "x.json", "--household", "4", "--language", "en") == 0
    text = capsys.readouterr().out
    assert "DECISION: undetermined; possible: Poor household; Near-poor household" in text
    assert "- Main domestic water source" in text
    assert "Enough to decide, whatever the answers: water_source" in text


def test_explain_gives_json_with_the_trace(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps(POOR), encoding="utf-8")
    assert run("explain", "x.json", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {"poor", "housing_area", "works"} <= {step["rule"] for step in found["trace"]}


def test_explain_needs_to_know_which_household(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("explain", "x.json") == 3
    assert run("explain", "x.json", "--household", "77") == 3
    assert capsys.readouterr().err.count("[household-unknown]") == 2
    Path("x.json").write_text(json.dumps(household(1, area="town")), encoding="utf-8")
    assert run("explain", "x.json") == 3
    assert "[fact-value]" in capsys.readouterr().err


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
