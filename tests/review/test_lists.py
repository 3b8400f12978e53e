"""Lists 6.1 and 6.2, and the data of certificates, on the command line."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any, Final

import fastexcel
import polars as pl
import pytest

from tests.command_line import run
from tests.forms.filled import ADULT, CHILD, HOUSEHOLD, written

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")

HEADING: Final = "household_id,class,possible_classes,not_poor,b1_points,b2_points,persons,commune"
THIS: Final = f"""\
{HEADING}
B1,near_poor,near_poor,false,140,0,,Xã B
A1,poor,poor,false,120,40,4,Xã A
A2,near_poor,near_poor,false,130,20,3,Xã A
A3,,average_living_standard|above_average_living_standard,true,200,20,2,Xã A
A4,,poor|near_poor,,,,,Xã A
A5,above_average_living_standard,above_average_living_standard,true,300,0,1,Xã A
"""
LAST: Final = (
    "household_id,class\nA1,near_poor\nA2,poor\nA3,near_poor\nA9,poor\nA8,average_living_standard\n"
)


def write(**files: str) -> None:
    for name, text in files.items():
        Path(f"{name}.csv").write_text(text, encoding="utf-8")


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet(path: str, name: str) -> list[list[Any]]:
    reader = fastexcel.read_excel(path)
    frame: pl.DataFrame = reader.load_sheet(name, header_row=None, dtypes="string").to_polars()
    return [list(row) for row in frame.iter_rows()]


def test_the_lists_by_commune(capsys: pytest.CaptureFixture[str]) -> None:
    write(this=THIS, last=LAST)
    assert run("review", "lists", "this.csv", "--previous", "last.csv", "--out", "lists") == 0
    captured = capsys.readouterr()
    assert captured.out == "6.1: 3 households; 6.2: 2 households\n"
    assert captured.err.splitlines() == [
        "[review-incomplete] found households without a known class: 1; expected a class for each "
        "household. They are on neither list.",
        "[review-incomplete] found households of the lists before without a decision now: 1; "
        "expected a decision for each household of the lists before. They are on neither list: "
        "dissolved, moved, split, merged or forgotten.",
    ]
    first = [(row["number"], row["household_id"], row["result"]) for row in rows("lists/6.1.csv")]
    assert first == [("1", "A1", "N"), ("2", "A2", "CN"), ("1", "B1", "CN")]
    second = [(row["household_id"], row["result"], row["note"]) for row in rows("lists/6.2.csv")]
    assert second == [
        ("A2", "CN", "Thoát nghèo, trở thành hộ cận nghèo"),
        ("A3", "KN", "Thoát cận nghèo"),
    ]


def test_the_workbook_is_laid_out_as_an_official_list() -> None:
    write(this=THIS, last=LAST)
    options = ("--previous", "last.csv", "--year", "2022", "--out", "lists.xlsx")
    assert run("review", "lists", "this.csv", *options) == 0
    found = sheet("lists.xlsx", "6.1")
    assert found[0][-1] == "Mẫu số 6.1"
    assert found[2][0] == "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT NĂM 2022"
    assert found[4] == [
        "STT",
        "Mã hộ",
        "Họ và tên chủ hộ",
        "Thôn, tổ dân phố",
        "Địa bàn",
        "Số khẩu",
        "Điểm B1",
        "Điểm B2",
        "Kết quả",
        "Ghi chú",
    ]
    assert found[5][0] == "Xã A"
    assert found[6][:9] == ["1", "A1", None, None, None, "4", "120", "40", "N"]
    assert found[8][0] == "Cộng: 2 hộ (N: 1, CN: 1), 7 khẩu"
    assert found[9][0] == "Xã B"
    assert found[11][0] == "Cộng: 1 hộ (CN: 1), số khẩu chưa biết ở 1 hộ"
    assert sheet("lists.xlsx", "6.2")[6][1] == "A2"
    before = Path("lists.xlsx").read_bytes()
    run("review", "lists", "this.csv", *options)
    assert Path("lists.xlsx").read_bytes() == before
    with zipfile.ZipFile("lists.xlsx") as archive:
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_without_the_lists_before_there_is_no_list_of_those_who_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(this=THIS)
    assert run("review", "lists", "this.csv", "--out", "lists.xlsx") == 0
    captured = capsys.readouterr()
    assert captured.out == "6.1: 3 households\n"
    assert "List 6.2 is not written." in captured.err
    assert fastexcel.read_excel("lists.xlsx").sheet_names == ["6.1"]


def test_the_column_on_list_says_who_was_on_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        this="household_id,class,on_list\n1,near_poor,poor\n2,near_poor,\n3,poor,\n4,near_poor,none\n"
    )
    assert run("review", "lists", "this.csv", "--out", "lists") == 0
    assert [row["household_id"] for row in rows("lists/6.2.csv")] == ["1"]
    found = "households of which the list before is not known: 1"
    assert found in capsys.readouterr().err


def test_a_row_before_that_cannot_be_read_is_not_taken_as_on_no_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(this="household_id,class\n1,near_poor\n", last="household_id,class\n1,pooor\n")
    assert run("review", "lists", "this.csv", "--previous", "last.csv", "--out", "lists") == 3
    err = capsys.readouterr().err
    assert "last.csv, row 1: class: [fact-value]" in err
    assert "Did you mean 'poor'?" in err
    assert "households of which the list before is not known: 1" in err
    assert rows("lists/6.2.csv") == []


def test_places_come_from_a_table_of_households_and_ids_may_be_numbers() -> None:
    pl.DataFrame({"household_id": [7, 8], "class": ["poor", "near_poor"]}).write_parquet(
        "d.parquet"
    )
    write(places="household_id,persons,commune,area,water_source\n7,5,Xã C,urban,piped\n")
    assert run("review", "lists", "d.parquet", "--households", "places.csv", "--out", "l") == 0
    found = {row["household_id"]: row for row in rows("l/6.1.csv")}
    assert (found["7"]["persons"], found["7"]["commune"], found["7"]["area"]) == (
        "5",
        "Xã C",
        "urban",
    )
    assert (found["8"]["persons"], found["8"]["commune"]) == ("", "")


def test_the_form_gives_places_and_members_and_no_results(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = written(Path(), [{**HOUSEHOLD, "commune": "Xã A"}], [ADULT, CHILD])
    write(this="household_id,class\nH1,poor\n")
    assert run("review", "lists", "this.csv", "--households", path, "--out", "lists") == 0
    assert [(row["commune"], row["persons"]) for row in rows("lists/6.1.csv")] == [("Xã A", "2")]
    papers = ("--members", path, "--households", path, "--out", "03.csv")
    assert run("review", "certificates", "this.csv", *papers) == 0
    assert [(row["commune"], row["member_ids"]) for row in rows("03.csv")] == [("Xã A", "1|2")]
    capsys.readouterr()
    assert run("review", "lists", path, "--out", "lists", "--language", "vi") == 3
    assert "Hãy chạy lệnh chuan-ngheo classify trên bảng tính này" in capsys.readouterr().err


def test_a_certificate_without_a_place_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    write(this="household_id,class\nH1,poor\n")
    assert run("review", "certificates", "this.csv", "--out", "03.csv", "--language", "en") == 0
    assert (
        "commune: [review-incomplete] found certificates without it: 1" in capsys.readouterr().err
    )


def test_a_household_that_stands_twice_is_on_no_list(capsys: pytest.CaptureFixture[str]) -> None:
    write(this="household_id,class\n1,poor\n1,near_poor\n2,poor\n")
    assert run("review", "lists", "this.csv", "--out", "lists") == 3
    assert "[duplicate-household]" in capsys.readouterr().err
    assert [row["household_id"] for row in rows("lists/6.1.csv")] == ["2"]


def test_an_output_that_would_replace_an_input_is_refused() -> None:
    pl.DataFrame({"household_id": ["1"], "class": ["poor"]}).write_excel("this.xlsx")
    assert run("review", "lists", "this.xlsx", "--out", "this.xlsx") == 3
    assert run("review", "lists", "this.xlsx", "--out", "lists.csv") == 3
    assert run("review", "lists", "this.xlsx", "--out", "nowhere/lists") == 3
    assert run("review", "lists", "this.xlsx", "--out", "lists") == 0
    assert [row["household_id"] for row in rows("lists/6.1.csv")] == ["1"]


def test_certificates_are_for_poor_and_near_poor_households(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(this=THIS, members="household_id,member_id\nA1,1\nA1,2\nA2,1\nZ,1\n")
    options = ["--members", "members.csv", "--year", "2022", "--decision-number", "12/QĐ-UBND"]
    options += ["--decision-date", "2022-12-10", "--out", "c.csv"]
    assert run("review", "certificates", "this.csv", *options) == 0
    captured = capsys.readouterr()
    assert captured.out == "3 certificates\n"
    assert captured.err.splitlines() == [
        "[review-incomplete] found households without a known class: 1; expected a class for each "
        "household. They have no certificate.",
        "member_ids: [review-incomplete] found certificates without it: 1; expected a value for "
        "each certificate. It is left blank.",
    ]
    names = ("household_id", "class_vi", "valid_year", "member_ids", "decision_date")
    assert [tuple(row[name] for name in names) for row in rows("c.csv")] == [
        ("B1", "Hộ cận nghèo", "2023", "", "2022-12-10"),
        ("A1", "Hộ nghèo", "2023", "1|2", "2022-12-10"),
        ("A2", "Hộ cận nghèo", "2023", "1", "2022-12-10"),
    ]


def test_what_a_row_says_comes_before_what_is_given_for_all() -> None:
    write(
        this="household_id,class,decision_number,recognised_on,review_year\n1,poor,7/QĐ,2023-12-01,2023\n2,poor,,,\n"
    )
    options = ("--year", "2022", "--decision-number", "9/QĐ", "--out", "c.csv")
    assert run("review", "certificates", "this.csv", *options) == 0
    names = ("valid_year", "decision_number", "decision_date")
    assert [tuple(row[name] for name in names) for row in rows("c.csv")] == [
        ("2024", "7/QĐ", "2023-12-01"),
        ("2023", "9/QĐ", ""),
    ]


def test_what_is_not_known_is_blank_and_ids_are_no_formulas() -> None:
    write(this="household_id,class\n=1+1,poor\n")
    assert run("review", "certificates", "this.csv", "--out", "c.xlsx") == 0
    [heading, row] = sheet("c.xlsx", "decisions")
    found = dict(zip(heading, row, strict=True))
    assert found["household_id"] == "=1+1"
    assert [found[name] for name in ("valid_year", "member_ids", "decision_number")] == [None] * 3


def test_points_of_a_decision_are_known_where_its_bounds_meet() -> None:
    exact, open_ = {"lowest": 120, "highest": 120}, {"lowest": 30, "highest": 40}
    points = {"b1_points": exact, "b2_points": open_}
    decisions = [
        {"household_id": 1, "class": "poor", "points": points},
        {"household_id": 2, "class": "poor", "points": {"b1_points": None}},
    ]
    Path("d.json").write_text(json.dumps(decisions), encoding="utf-8")
    assert run("review", "lists", "d.json", "--out", "l") == 0
    found = [(row["b1_points"], row["b2_points"]) for row in rows("l/6.1.csv")]
    assert found == [("120", ""), ("", "")]


def test_what_classify_wrote_by_points_is_read() -> None:
    household = {"household_id": "X", "review_date": "2022-10-03", "area": "rural"}
    Path("h.json").write_text(json.dumps(household), encoding="utf-8")
    assert run("classify", "h.json", "--method", "points", "--out", "d.json") == 0
    Path("cases.csv").write_text("household_id,on_list\nX,poor\n", encoding="utf-8")
    options = ("--decisions", "d.json", "--out", "paths.json")
    assert run("review", "path", "cases.csv", *options) == 0
    [found] = json.loads(Path("paths.json").read_text(encoding="utf-8"))
    assert (found["current_stage"], found["state"], found["result"]) == ("form_b", "waiting", None)


def test_decisions_of_json_are_read_with_their_statuses() -> None:
    possible = ["average_living_standard", "above_average_living_standard"]
    decisions = [
        {"household_id": 1, "class": None, "possible_classes": possible},
        {"household_id": 2, "class": None, "household_statuses": {"not_poor": True}},
        {"household_id": 3, "class": "poor", "possible_classes": ["poor"]},
    ]
    Path("d.json").write_text(json.dumps(decisions), encoding="utf-8")
    write(last="household_id,class\n1,poor\n2,near_poor\n3,poor\n")
    assert run("review", "lists", "d.json", "--previous", "last.csv", "--out", "l") == 0
    assert [row["household_id"] for row in rows("l/6.1.csv")] == ["3"]
    assert [(row["household_id"], row["note"]) for row in rows("l/6.2.csv")] == [
        ("1", "Thoát nghèo, vượt chuẩn cận nghèo"),
        ("2", "Thoát cận nghèo"),
    ]
