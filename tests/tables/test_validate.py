"""The data contract: what ``chuan-ngheo validate`` and ``validate_frame`` report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from chuan_ngheo import Report, classify_frame, load_rules, validate_frame
from chuan_ngheo.cli.main import main
from chuan_ngheo.tables.contract import Contract, validate_tables
from chuan_ngheo.tables.run import decide_all
from chuan_ngheo.tables.sources import FrameTable
from tests.pages import HOW_TO, run_page

DAY: Final = "2022-10-03"
HOUSEHOLDS: Final = pl.DataFrame(
    {
        "household_id": [1, 2, 3, 4, 4, 5],
        "review_date": [DAY, DAY, DAY, DAY, DAY, "2022-02-30"],
        "area": ["rural", "urbann", "urban", "rural", "rural", "rural"],
        "income_per_capita": [1_600_000, 1, -1, 0, 5, 2_000_000],
        "favourite_colour": ["red", "red", "red", "red", "red", "red"],
    }
)
MEMBERS: Final = pl.DataFrame(
    {
        "household_id": [1, 1, 2, 3, 9],
        "member_id": [1, 1, 1, 1, 1],
        "birth_date": ["1990-01-01", "1991-01-01", "1891-01-01", "2022-10-04", "1990-01-01"],
    }
)
REJECTED: Final = {
    ("households", "area", "fact-value", 1, 2),
    ("households", "household_id", "duplicate-household", 2, 4),
    ("households", "income_per_capita", "fact-value", 1, 3),
    ("households", "review_date", "fact-date", 1, 6),
    ("members", "birth_date", "birth-after-review", 1, 3),
    ("members", "birth_date", "fact-value", 1, 2),
    ("members", "household_id", "orphan-member", 1, 5),
    ("members", "member_id", "duplicate-member", 2, 1),
}
"""Table, column, identifier, how many, row of the first example."""


def rejected(report: Report) -> set[tuple[str, str, str, int, int]]:
    return {
        (item.table.split(".")[0], item.column, item.code, item.rows, item.examples[0].row)
        for item in report.findings
        if item.level == "rejected"
    }


def test_each_class_of_problem_is_counted_by_column_with_an_example() -> None:
    report = validate_frame(HOUSEHOLDS, MEMBERS)
    assert rejected(report) == REJECTED
    assert (report.households, report.members, report.rejected) == (6, 5, 7)
    shares = {item.code: item.share for item in report.findings}
    assert shares["duplicate-household"] == 2 / 6
    assert shares["orphan-member"] == 1 / 5
    notices = {
        (item.column, item.code, item.rows) for item in report.findings if item.level == "notice"
    }
    assert notices == {("favourite_colour", "column-unknown", 0)}


@pytest.mark.parametrize("suffix", ["csv", "parquet", "xlsx"])
def test_files_of_each_kind_give_the_same_report(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if suffix == "xlsx":
        import xlsxwriter  # noqa: PLC0415

        with xlsxwriter.Workbook("survey.xlsx") as workbook:
            HOUSEHOLDS.write_excel(workbook, worksheet="households")
            MEMBERS.write_excel(workbook, worksheet="members")
        source = "survey.xlsx"
    else:
        source = "survey"
        Path(source).mkdir()
        for name, frame in (("households", HOUSEHOLDS), ("members", MEMBERS)):
            write = getattr(frame, f"write_{suffix}")
            write(f"survey/{name}.{suffix}")
    status = main(["validate", source, "--out", "report.json", "--rejects", "bad.jsonl"])
    assert status == 3
    found = json.loads(Path("report.json").read_text(encoding="utf-8"))
    expected = validate_frame(HOUSEHOLDS, MEMBERS).to_dict()
    for item in found["findings"]:
        place = item["table"]
        item["table"] = place.split("(")[1][:-1] if "(" in place else place.split(".")[0]
    assert keys(found) == keys(expected)
    bad = [json.loads(line) for line in Path("bad.jsonl").read_text("utf-8").splitlines()]
    assert len(bad) == found["rejected"] == 7
    assert all(row["problems"] for row in bad)


def keys(report: dict[str, Any]) -> set[tuple[Any, ...]]:
    return {
        (item["level"], item["table"], item["column"], item["code"], item["rows"], item["share"])
        for item in report["findings"]
    }


def test_large_tables_in_any_order_give_the_same_counts() -> None:
    members = MEMBERS.sample(fraction=1, shuffle=True, seed=1)
    contract = Contract(FrameTable(HOUSEHOLDS, "households"), FrameTable(members, "members"))
    rules = load_rules()
    for part in decide_all(contract.households, contract.members, rules, size=2, small=0):
        contract.add(part)
    assert {item[:4] for item in rejected(contract.report())} == {item[:4] for item in REJECTED}


def test_good_rows_are_classified_and_bad_ones_are_not() -> None:
    households = pl.DataFrame({"household_id": [1, 2], "income_per_capita": [9_000_000, -1]})
    rows: list[dict[str, Any]] = []
    found = classify_frame(households, rejects=rows)
    assert found["household_id"].to_list() == [1]
    assert [row["problems"][0]["path"] for row in rows] == ["income_per_capita"]


@pytest.mark.parametrize(
    ("incomes", "warned"),
    [
        ([9_999, 10_000], 1),
        ([9_999, 10_000, 10_000], 0),
        ([9_999, 9_999, 10_000], 2),
        ([0, None, 10_000], 0),
        ([0, None, 1], 1),
        ([0, None], 0),
    ],
)
def test_half_of_the_known_incomes_above_zero_below_ten_thousand_give_a_warning(
    incomes: list[int | None], warned: int
) -> None:
    ids = range(len(incomes))
    for values in (incomes, [None if item is None else str(item) for item in incomes]):
        report = validate_frame(pl.DataFrame({"household_id": ids, "income_per_capita": values}))
        assert [item.code for item in report.warnings] == ["money-in-thousands"] * bool(warned)
        assert sum(item.rows for item in report.warnings) == warned
        assert report.rejected == 0


@pytest.mark.parametrize(
    "kind", [pl.Int8, pl.UInt8, pl.Int16, pl.Int32, pl.UInt32, pl.Int64, pl.UInt64, pl.Float32]
)
def test_small_incomes_give_a_warning_whatever_the_type_of_numbers(kind: type[pl.DataType]) -> None:
    incomes = pl.Series([0, 90, 100, None], dtype=kind)
    households = pl.DataFrame({"household_id": [1, 2, 3, 4], "income_per_capita": incomes})
    report = validate_frame(households)
    (warning,) = report.warnings
    assert (warning.column, warning.rows) == ("income_per_capita", 2)


def test_households_without_members_are_a_notice_and_are_used() -> None:
    households = pl.DataFrame({"household_id": [1, 2]})
    members = pl.DataFrame({"household_id": [2], "age": [30]})
    report = validate_frame(households, members)
    assert [(item.level, item.code, item.rows) for item in report.findings] == [
        ("notice", "no-members", 1)
    ]
    assert classify_frame(households, members).height == 2


def test_nothing_wrong_exits_zero_and_writes_no_rejects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("household_id,area\n1,rural\n", encoding="utf-8")
    assert main(["validate", "x.csv", "--language", "vi"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0] == (
        "Đã kiểm tra 1 dòng hộ, 0 dòng thành viên; 0 dòng bị loại."
    )
    assert printed.err == ""
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_json_is_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [{"household_id": 1, "area": "town"}, {"household_id": 2, "members": [{"age": -1}]}]
    Path("x.json").write_text(json.dumps(rows), encoding="utf-8")
    assert main(["validate", "x.json", "--format", "json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert {(item["column"], item["code"]) for item in found["findings"]} == {
        ("area", "fact-value"),
        ("members.age", "fact-value"),
    }


def test_no_text_of_a_row_that_could_be_personal_is_in_the_report() -> None:
    households = pl.DataFrame({"household_id": ["079123456789"], "area": ["Nguyễn Thị A"]})
    text = json.dumps(validate_frame(households).to_dict(), ensure_ascii=False)
    assert "Nguyễn" not in text
    assert "079123456789" not in text


def test_validation_reads_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chuan_ngheo.tables.run.SMALL", 0)
    households = pl.DataFrame({"household_id": range(10), "area": ["rural"] * 9 + ["x"]})
    contract = Contract(FrameTable(households), None)
    for _ in validate_tables(contract, load_rules()):
        pass
    assert contract.report().findings[0].examples[0].row == 10


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = HOW_TO / "check-a-survey.md"
    assert run_page(page, capsys, statuses=(3,)) == 2
