"""``chuan-ngheo review movements`` from files to files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest

from tests.command_line import household, run, write_tables
from tests.forms.filled import ADULT, HOUSEHOLD, written
from tests.movements.two_years import CHANGES, CURRENT, MOVEMENTS, PREVIOUS, TABLE_72, TABLE_73
from tests.pages import HOW_TO, run_page


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    PREVIOUS.write_csv("previous.csv")
    CURRENT.write_parquet("current.parquet")
    CHANGES.write_csv("changes.csv")
    return tmp_path


def movements(*arguments: object) -> int:
    lists = ("previous.csv", "current.parquet", "--changes", "changes.csv")
    return run("review", "movements", *lists, "--language", "en", *arguments)


def test_csv_holds_the_tables(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert movements("--format", "csv", "--out", "tables.csv") == 0
    printed = capsys.readouterr().out
    assert (folder / "tables.csv").read_text(encoding="utf-8") == printed
    rows = list(csv.reader(io.StringIO(printed)))[1:]
    cells = {tuple(row[:4]): tuple(map(int, row[4:13])) for row in rows}
    for table, expected in (("7.2", TABLE_72), ("7.3", TABLE_73)):
        for (level, place), numbers in expected.items():
            for measure, own in zip(("households", "persons"), numbers, strict=True):
                assert cells.pop((table, level, place or "", measure)) == own
    assert cells == {}


@pytest.mark.usefixtures("folder")
def test_json_holds_tables_imbalances_and_rulings(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ("--ruling", "split_household=by_list_of_origin")
    assert movements("--format", "json", *chosen) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["poor"][0]["households"]["to_near_poor"] == 1
    assert found["near_poor"][0]["persons"]["from_poor"] == 3
    assert found["rulings"] == {
        "relapse_look_back": "any_earlier_listing",
        "split_household": "by_list_of_origin",
    }
    assert found["imbalances"] == []


def test_the_workbook_and_the_households(folder: Path) -> None:
    for name in ("one", "two"):
        assert movements("--out", f"{name}.xlsx", "--households", f"{name}.csv") == 0
    # The same lists give the same bytes.
    assert (folder / "one.xlsx").read_bytes() == (folder / "two.xlsx").read_bytes()
    names = fastexcel.read_excel("one.xlsx").sheet_names
    assert names == ["7.2", "7.3", "Không cân đối, lưu ý", "Hộ"]
    sheet = pl.read_excel("one.xlsx", sheet_name="7.3", has_header=False)
    total = [row for row in sheet.iter_rows() if row[0] == "Tổng số"]
    assert [tuple(map(int, row[3:12])) for row in total] == [*TABLE_73["total", None]]
    own = pl.read_csv("one.csv").select("household_id", "movement")
    assert dict(own.iter_rows()) == MOVEMENTS


@pytest.mark.usefixtures("folder")
def test_an_imbalance_ends_with_status_1_and_is_told_in_vietnamese(
    capsys: pytest.CaptureFixture[str],
) -> None:
    CURRENT.filter(pl.col("household_id") != "e").write_parquet("current.parquet")
    assert movements("--language", "vi") == 1
    printed = capsys.readouterr()
    assert "Không cân đối: 6 chỗ" in printed.out
    assert "[movement-unexplained] Hộ thuộc danh sách năm trước" in printed.err
    assert "7.2: [movement-imbalance]" in printed.err
    assert "chênh lệch -6 khẩu, do unexplained: -6 (e)" in printed.err


def test_facts_are_classified_on_the_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # 1 and 2 are poor, with two members each; 2 is near-poor later, 1 above the lists.
    near = {"water_source": "piped"}
    years: dict[str, list[dict[str, Any]]] = {
        "first": [household(1), household(2), household(3, income_per_capita=9_000_000)],
        "second": [
            household(1, income_per_capita=9_000_000),
            household(2, **near),
            household(3, list_decisions=_decisions("2018-12-20", "2020-12-20")),
        ],
    }
    persons = len(household(1)["members"])
    for name, rows in years.items():
        (folder / name).mkdir()
        write_tables(folder / name, rows, ".parquet")
    assert run("review", "movements", "first", "second", "--format", "csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("7.2,total,,households,2,1,1,0,0,1,0,0,1,")
    p = persons
    assert lines[2].startswith(f"7.2,total,,persons,{2 * p},{p},{p},0,0,{p},0,0,{p},")


def test_the_method_chooses_the_rule_set(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "list").mkdir()
    write_tables(folder / "list", [household(1), household(2)], ".parquet")
    # By the points of the forms nothing is known of these households: they are counted apart.
    arguments = ("list", "list", "--format", "json", "--language", "en")
    assert run("review", "movements", *arguments, "--method", "points") == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["movements"] == {"class_unknown": 2}
    assert "current: class: [movement-class-unknown] found 2 households (1, 2)" in printed.err
    assert run("review", "movements", *arguments, "--method", "income") == 0
    assert json.loads(capsys.readouterr().out)["movements"] == {"stayed_poor": 2}


def _decisions(poor: str, off: str) -> list[dict[str, str]]:
    return [
        {"decided_on": poor, "list_status": "poor"},
        {"decided_on": off, "list_status": "none"},
    ]


def test_a_rejected_household_is_not_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, second in (("first", {}), ("second", {"water_source": "rain"})):
        (folder / name).mkdir()
        write_tables(folder / name, [household(1), household(2, **second)], ".parquet")
    assert run("review", "movements", "first", "second", "--language", "en") == 3
    printed = capsys.readouterr()
    assert "current: households.parquet, row 2: water_source: [fact-value]" in printed.err
    assert "found 1 household (2); expected a class for each household." in printed.err
    assert "from class_unknown: -1 (2)" in printed.err


def _statuses(*lists: object) -> dict[str, str]:
    """Return the list of each household after, as the file of households tells it."""
    run("review", "movements", *lists, "--households", "each.csv")
    return dict(pl.read_csv("each.csv", infer_schema=False)["household_id", "status_after"].rows())


def test_rows_of_empty_cells_leave_every_household_its_own_class(folder: Path) -> None:
    rich = household(1, income_per_capita=9_000_000)
    write_tables(folder, [rich, household(2), household(3, income_per_capita=9_000_000)], ".csv")
    path = folder / "households.csv"
    heading, *rows = path.read_text(encoding="utf-8").splitlines()
    empty = "," * heading.count(",")
    path.write_text("\n".join([heading, empty, *rows, ""]), encoding="utf-8")
    lists = (path, path, *(f"--{year}-members=members.csv" for year in ("previous", "current")))
    assert _statuses(*lists) == {"1": "none", "2": "poor", "3": "none"}


def test_a_workbook_of_the_form_gives_every_household_its_own_class(folder: Path) -> None:
    # Its first row of answers is row 5; H2 is rejected for an area that does not exist.
    households = [{**HOUSEHOLD, "income_per_capita": 9_000_000, "household_id": "H1"}]
    households += [{**HOUSEHOLD, "area": 3, "household_id": "H2"}]
    deprived = {"wall_durable": 4, "column_durable": 4, "toilet": 33, "floor_area_m2": 5}
    households += [
        {**HOUSEHOLD, **deprived, "water_source": 44, "household_id": f"H{number}"}
        for number in range(3, 7)
    ]
    members = [{**ADULT, "household_id": f"H{number}"} for number in range(1, 7)]
    path = written(folder, households, members)
    poor = {f"H{number}": "poor" for number in range(3, 7)}
    assert _statuses(path, path) == {"H1": "none", "H2": "unknown", **poor}


@pytest.mark.usefixtures("folder")
def test_earlier_lists_and_table_names_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("earlier.csv").write_text(
        "household_id,list_status,listed_on\nn,poor,2018-12-31\n", encoding="utf-8"
    )
    assert movements("--earlier", "earlier.csv", "--format", "json") == 0
    movements_found = json.loads(capsys.readouterr().out)["movements"]
    assert movements_found["relapsed_into_poverty"] == 2
    assert "new_poor" not in movements_found


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--out", "previous.csv"), "file-unreadable"),
        (("--out", "tables.pdf"), "file-unreadable"),
        (("--changes", "absent.csv"), "file-unreadable"),
        (("--earlier", "changes.csv"), "column-missing"),
        (("--ruling", "relapse_look_back=never"), "unknown-option"),
        (("--ruling", "no_such_ruling=yes"), "unknown-ruling"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_bad_arguments_are_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    assert movements(*arguments) == 3
    assert f"[{code}]" in capsys.readouterr().err


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_page(HOW_TO / "movements.md", capsys, (0, 1)) == 3
