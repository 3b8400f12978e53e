"""``chuan-ngheo report official``: files, exit status, messages."""

from __future__ import annotations

import csv
import shutil
import time
from pathlib import Path
from typing import Any

import fastexcel
import pytest

from tests.command_line import run
from tests.reports import households as hand
from tests.reports.households import A, B

ROOT = Path(__file__).parents[2]
CAN_THO = ROOT / "datasets" / "can-tho-2022"
SHEETS = [
    "Mục lục",
    *(f"7.{number}" for number in range(1, 12)),
    "Chưa xác định",
    "Đối chiếu",
]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    hand.written(tmp_path)
    (tmp_path / "population.csv").write_text(hand.POPULATION, encoding="utf-8")
    (tmp_path / "previous.csv").write_text(hand.PREVIOUS, encoding="utf-8")
    (tmp_path / "changes.csv").write_text(hand.CHANGES, encoding="utf-8")
    return tmp_path


def report(*arguments: object) -> int:
    return run("report", "official", *arguments, "--language", "en")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def total(path: Path, of: str = "") -> dict[str, str]:
    return next(
        row for row in rows(path) if (row["area"], row["district"], row["of"]) == ("all", "all", of)
    )


def cells(path: Path, sheet: str) -> list[list[Any]]:
    found = fastexcel.read_excel(path).load_sheet(sheet, header_row=None, dtypes="string")
    return [list(row) for row in found.to_polars().iter_rows()]


def test_the_workbook_has_every_form_with_its_headings(files: Path) -> None:
    assert report("list.json", "--population", "population.csv", "--out", "out.xlsx") == 0
    assert fastexcel.read_excel(files / "out.xlsx").sheet_names == SHEETS
    sheet = cells(files / "out.xlsx", "7.1")
    assert sheet[0][0] == "Mẫu số 7.1. TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO"
    assert "Năm rà soát: 2022" in sheet[1][0]
    assert sheet[2][0] == "Kết quả rà soát sơ bộ"
    numbers = next(row for row in sheet if row[0] == "A")
    assert numbers[:8] == ["A", "B", "(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    last = next(row for row in sheet if row[1] and row[1].startswith("Tổng cộng"))
    assert [float(cell) for cell in last[2:8]] == pytest.approx([600, 2300, 5, 100 / 120, 3, 0.5])
    # Beside the printed grid: persons, undetermined households, and what is unknown.
    assert last[9:] == ["9", "5", "2", "1", "1", "2", "2"]
    index = dict(row[:2] for row in cells(files / "out.xlsx", "Mục lục"))
    assert index["Hộ chưa xác định"].startswith("2 hộ")
    assert index["labour_capacity = no_able_member"].endswith("(chưa xác nhận)")
    assert len(index["Mã băm của bộ quy tắc"]) == 64


def test_the_heading_of_form_7_7_is_put_right_and_the_defect_noted(files: Path) -> None:
    report("list.json", "--out", "out.xlsx")
    texts = [cell for row in cells(files / "out.xlsx", "7.7") for cell in row if cell]
    assert any("của hộ cận nghèo (so với tổng số hộ cận nghèo, %)" in text for text in texts)
    assert any(text.startswith("Ghi chú: Đầu cột của Mẫu 7.7") for text in texts)


def test_the_same_input_gives_the_same_bytes(files: Path) -> None:
    report("list.json", "--out", "one.xlsx")
    time.sleep(2.1)  # the times in a ZIP archive go by two seconds
    report("list.json", "--out", "two.xlsx")
    assert (files / "one.xlsx").read_bytes() == (files / "two.xlsx").read_bytes()


def test_no_number_identifies_a_household(files: Path) -> None:
    households = [{**one, "household_id": f"SECRET{n}"} for n, one in enumerate(hand.HOUSEHOLDS)]
    hand.written(files, households)
    (files / "csv").mkdir()
    assert report("list.json", "--out", "out.xlsx", "--csv", "csv") == 0
    texts = [path.read_text(encoding="utf-8") for path in (files / "csv").iterdir()]
    texts += [str(cells(files / "out.xlsx", name)) for name in SHEETS]
    assert not any("SECRET" in text for text in texts)


def test_movements_from_the_list_of_last_year(files: Path) -> None:
    (files / "csv").mkdir()
    hand_made = files / "tables"
    hand_made.mkdir()
    write_tables(hand_made)
    arguments = ("--previous", "previous.csv", "--changes", "changes.csv")
    assert report(hand_made, *arguments, "--out", "out.xlsx", "--csv", "csv") == 0
    names: tuple[str, ...] = (
        "at_start",
        "to_near_poor",
        "above_line",
        "other_decrease",
        "from_near_poor",
    )
    names += ("poor_again", "new", "other_increase", "at_end")
    poor = files / "csv" / "table_7_2.csv"
    assert [total(poor, "households")[name] for name in names] == [*"310111205"]
    assert [total(poor, "persons")[name] for name in names] == [*"720313309"]
    names = ("at_start", "left", "to_poor", "other_decrease", "from_poor")
    names += ("near_poor_again", "new", "other_increase", "at_end")
    near_poor = files / "csv" / "table_7_3.csv"
    assert [total(near_poor, "households")[name] for name in names] == [*"201010103"]
    urban = next(row for row in rows(poor) if (row["area"], row["district"]) == ("urban", A))
    assert (urban["at_start"], urban["other_decrease"], urban["at_end"]) == ("2", "1", "2")


def write_tables(folder: Path) -> None:
    import polars as pl  # noqa: PLC0415

    households = [{k: v for k, v in one.items() if k != "members"} for one in hand.HOUSEHOLDS]
    members = [
        {"household_id": one["household_id"], **member}
        for one in hand.HOUSEHOLDS
        for member in one["members"] or ()
    ]
    for name, table in (("households", households), ("members", members)):
        pl.DataFrame(table, infer_schema_length=None).write_csv(folder / f"{name}.csv")


def test_a_household_gone_without_a_reason_is_a_difference(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = files / "tables"
    folder.mkdir()
    write_tables(folder)
    assert report(folder, "--previous", "previous.csv", "--out", "out.xlsx") == 1
    printed = capsys.readouterr().out
    assert "7.2.at_end.Hộ = 5; must be = 7.2: 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8 = 6" in printed
    sheet = cells(files / "out.xlsx", "Đối chiếu")
    assert any("CHƯA GIẢI THÍCH ĐƯỢC" in row for row in sheet)


def test_without_an_earlier_year_the_sheet_says_what_is_missing(files: Path) -> None:
    (files / "csv").mkdir()
    assert report("list.json", "--out", "out.xlsx", "--csv", "csv") == 0
    assert total(files / "csv" / "table_7_2.csv", "households")["at_end"] == ""
    texts = [cell for row in cells(files / "out.xlsx", "7.2") for cell in row if cell]
    assert any("--previous" in text for text in texts)


def test_the_review_list_of_can_tho(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(CAN_THO, "--out", tmp_path / "out.xlsx", "--csv", tmp_path) == 0
    row = total(tmp_path / "table_7_1.csv")
    assert (row["poor_households"], row["poor_persons"]) == ("2901", "10038")
    assert (row["near_poor_households"], row["near_poor_persons"]) == ("9143", "35273")
    assert (row["resident_households"], row["poor_rate"]) == ("", "")
    assert "The tables agree." in capsys.readouterr().out
    # Ethnic groups and causes are not in that list.
    assert total(tmp_path / "table_7_9.csv")["poor_Kinh"] == ""
    assert total(tmp_path / "table_7_10.csv")["cause_other"] == ""


def test_the_year_from_one_list_of_can_tho_to_the_next(tmp_path: Path) -> None:
    end = CAN_THO.with_name("can-tho-end-2022")
    years = ("--previous", CAN_THO, "--changes", end / "changes.csv")
    assert report(end, *years, "--out", tmp_path / "out.xlsx", "--csv", tmp_path) == 0
    results = total(tmp_path / "table_7_1.csv")
    assert (results["poor_households"], results["poor_persons"]) == ("1904", "6456")
    assert (results["near_poor_households"], results["near_poor_persons"]) == ("7591", "29449")
    poor = total(tmp_path / "table_7_2.csv", "households")
    near_poor = total(tmp_path / "table_7_3.csv", "households")
    assert (poor["at_start"], poor["at_end"]) == ("2901", "1904")
    assert (near_poor["at_start"], near_poor["at_end"]) == ("9143", "7591")
    assert (poor["to_near_poor"], poor["from_near_poor"]) == ("760", "60")
    assert (near_poor["from_poor"], near_poor["to_poor"]) == ("760", "60")
    assert rows(tmp_path / "differences.csv") == []


def test_by_points_what_was_not_asked_is_undetermined(tmp_path: Path) -> None:
    out = ("--out", tmp_path / "out.xlsx", "--csv", tmp_path)
    assert report(CAN_THO, "--method", "points", *out) == 0
    row = total(tmp_path / "table_7_1.csv")
    assert int(row["poor_households"]) + int(row["undetermined_households"]) > 2901
    assert dict(row_[:2] for row_ in cells(tmp_path / "out.xlsx", "Mục lục"))["Phương pháp"] == (
        "theo điểm (phiếu B)"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("district,area,households\nA,urban,1\n", "[column-missing] found no column persons"),
        (
            "district,area,households,persons\nA,town,1,2\n",
            "bad.csv, row 1: [population-row] found area 'town'; expected urban or rural",
        ),
        (
            "district,area,households,persons\nA,urban,1,2\nA,urban,many,2\n",
            "bad.csv, row 2: [population-row] found households 'many'; expected a whole number",
        ),
        (
            "district,area,households,persons\nA,urban,1,2\nA,urban,1,2\n",
            "bad.csv, row 2: [population-row] found A, urban again; expected each place once",
        ),
    ],
)
def test_a_population_that_cannot_be_used(
    files: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (files / "bad.csv").write_text(text, encoding="utf-8")
    assert report("list.json", "--population", "bad.csv", "--out", "out.xlsx") == 3
    assert message in capsys.readouterr().err
    assert not (files / "out.xlsx").exists()


def test_more_poor_households_than_residents_is_a_difference(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = hand.POPULATION.replace(f"{A},urban,100", f"{A},urban,1")
    (files / "few.csv").write_text(few, encoding="utf-8")
    assert report("list.json", "--population", "few.csv", "--out", "out.xlsx") == 1
    printed = capsys.readouterr().out
    assert f"urban, {A}: 7.1.poor_households = 2; must be ≤ 7.1.resident_households = 1" in printed


def test_a_district_without_residents_has_no_rate(files: Path) -> None:
    only = "\n".join(line for line in hand.POPULATION.splitlines() if not line.startswith(B))
    (files / "only.csv").write_text(only + "\n", encoding="utf-8")
    (files / "csv").mkdir()
    report("list.json", "--population", "only.csv", "--out", "out.xlsx", "--csv", "csv")
    assert total(files / "csv" / "table_7_1.csv")["poor_rate"] == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--choice", "child_columns=both"), "[unknown-option]"),
        (("--csv", "nowhere"), "[file-unreadable]"),
        (("--rules", "hand"), "[report-rules]"),
        (("--ruling", "labour_capacity=all"), "[unknown-option]"),
    ],
)
def test_options_that_cannot_be_used(
    files: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], message: str
) -> None:
    folder = files / "hand"
    shutil.copytree(ROOT / "rules" / "nd-07-2021", folder)
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("near_poor", "almost_poor"), encoding="utf-8")
    assert report("list.json", *options, "--out", "out.xlsx") == 3
    assert message in capsys.readouterr().err


def test_rows_that_cannot_be_used_are_kept_and_the_rest_counted(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand.written(files, [*hand.HOUSEHOLDS, {"household_id": 99, "area": "town"}])
    assert report("list.json", "--out", "out.xlsx") == 3
    printed = capsys.readouterr()
    assert "area" in printed.err
    assert (files / "out.rejects.jsonl").is_file()
    assert "Poor                5        9" in printed.out
    # Who prints the tables does not see standard error: the numbers are not complete.
    assert "Rows rejected for errors, in none of the tables: 1." in printed.out
    index = dict(row[:2] for row in cells(files / "out.xlsx", "Mục lục"))
    assert index["Dòng bị loại"].startswith("1 dòng có lỗi, không có trong biểu nào")
    notes = [str(cell) for row in cells(files / "out.xlsx", "7.1") for cell in row]
    assert any(note.startswith("Ghi chú: 1 dòng bị loại vì có lỗi") for note in notes)
