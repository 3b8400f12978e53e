"""A filled workbook is read as the facts that its cells say, by every command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import xlsxwriter

from chuan_ngheo.survey.read import read_input
from chuan_ngheo.survey.rows import InputError
from tests.command_line import json_lines, run
from tests.forms.filled import ADULT, CHILD, HOUSEHOLD, Answers, changed, written

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")

OTHER: Final = changed(HOUSEHOLD, household_id="H2", income_per_capita=9_000_000)
OTHER_ADULT: Final = changed(ADULT, household_id="H2")


def facts_of(households: list[Answers], members: list[Answers]) -> dict[str, Any]:
    """Return the facts of the only household."""
    [row] = read_input(written(Path(), households, members)).rows
    assert row.problems == ()
    return dict(row.facts)


def test_codes_become_facts() -> None:
    assert facts_of([HOUSEHOLD], [ADULT, CHILD]) == {
        "household_id": "H1",
        "review_date": date(2022, 10, 3),
        "area": "rural",
        "region": "mekong_delta",
        "central_city": True,
        "income_per_capita": 1_200_000,
        "wall_durable": True,
        "column_durable": True,
        "roof_durable": False,
        "floor_area_m2": 45.5,
        "toilet": "septic",
        "water_source": "drilled_well",
        "electricity_kwh_per_month": 60,
        "has_phone": True,
        "has_television": True,
        "television_count": 1,
        "has_car": False,
        "motorcycle_count": 1,
        "has_motor_boat": False,
        "has_printer_or_fax": False,
        "has_music_system": False,
        "has_refrigerator": False,
        "air_conditioner_count": 0,
        "has_washing_machine": False,
        "has_water_heater": False,
        "has_microwave_or_oven": False,
        "pond_and_garden_m2": 0,
        "annual_crop_land_m2": 0,
        "perennial_crop_land_m2": 0,
        "water_surface_m2": 0,
        "forest_land_m2": 0,
        "cattle_count": 0,
        "small_livestock_count": 0,
        "poultry_count": 0,
        "has_aquaculture": False,
        "members": [
            {
                "member_id": "1",
                "birth_date": date(1985, 4, 30),
                "sex": "female",
                "studying": False,
                "general_education": "upper_secondary",
                "vocational_training": "none",
                "has_health_insurance": True,
                "uses_internet": False,
                "social_allowance": "none",
                "employment_status": "working",
                "work_kind": "hired_by_household",
                "wage_contract": "no_contract",
                "monthly_benefit": "none",
                "meritorious_monthly": False,
                "serious_illness": False,
                "nonfarm_work_3_months": True,
            },
            {
                "member_id": "2",
                "birth_date": date(2015, 1, 15),
                "sex": "male",
                "height_cm": 121.5,
                "weight_kg": 22.4,
                "studying": True,
                "study_level": "primary",
                "has_health_insurance": True,
                "uses_internet": False,
                "social_allowance": "none",
            },
        ],
    }


def test_dates_may_be_text_with_the_day_first() -> None:
    household = changed(HOUSEHOLD, review_date="3/10/2022")
    facts = facts_of([household], [changed(ADULT, birth_date="01-02-1985")])
    assert facts["review_date"] == date(2022, 10, 3)
    assert facts["members"][0]["birth_date"] == date(1985, 2, 1)


def test_ids_stay_text_with_their_zeros_and_numbers_join() -> None:
    facts = facts_of([changed(HOUSEHOLD, household_id="007")], [changed(ADULT, household_id="007")])
    assert (facts["household_id"], len(facts["members"])) == ("007", 1)
    # A number on one sheet and text on the other are the same id.
    facts = facts_of([changed(HOUSEHOLD, household_id=12)], [changed(ADULT, household_id="12")])
    assert (facts["household_id"], len(facts["members"])) == ("12", 1)


@pytest.mark.parametrize("value", [45.125, "45.5"])
def test_a_number_with_three_decimals_is_no_separator_of_thousands(value: float | str) -> None:
    facts = facts_of([changed(HOUSEHOLD, floor_area_m2=value)], [ADULT])
    assert facts["floor_area_m2"] == float(value)


def by_hand(path: Path, members: list[list[Any]]) -> None:
    """Write a workbook without the writer of the package, with columns in another order."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Hộ")
        sheet.write(0, 0, "Bảng tính Mẫu 3.1, phiên bản 2 – Hộ")
        sheet.write_row(4, 1, ["VIII. Nguồn nước sinh hoạt chính", "mã  HỘ", "Khu\nvực"])
        sheet.write_row(6, 1, [45, "A", 1])
        sheet = workbook.add_worksheet("Thành viên")
        sheet.write(0, 0, "x")
        sheet.write_row(1, 0, ["5. Giới tính", "Mã hộ"])
        for row, cells in enumerate(members, start=2):
            sheet.write_row(row, 0, cells)


def test_columns_are_known_by_their_headings_wherever_they_stand() -> None:
    by_hand(Path("hand.xlsx"), [[2, "A"], [1, "A"]])
    found = read_input(Path("hand.xlsx"))
    [row] = found.rows
    assert row.facts == {
        "household_id": "A",
        "water_source": "other",
        "area": "urban",
        "members": [{"sex": "female"}, {"sex": "male"}],
    }
    # The row is that of the spreadsheet.
    assert str(row.source) == "hand.xlsx (Hộ), row 7"
    assert {notice.code for notice in found.notices} == {"form-column", "form-warnings"}


@pytest.mark.parametrize("engine", ["reference", "polars", "duckdb"])
def test_every_engine_decides_the_same_on_a_workbook(
    engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = changed(OTHER_ADULT, sex=7)
    third = changed(OTHER, household_id="H3")
    people = [ADULT, CHILD, wrong, changed(OTHER_ADULT, household_id="H3")]
    path = written(Path(), [HOUSEHOLD, OTHER, third], people)
    assert run("classify", path, "--engine", engine, "--format", "csv", "--language", "en") == 3
    printed = capsys.readouterr()
    ids = [line.split(",")[:2] for line in printed.out.splitlines()[1:]]
    assert ids == [["H1", "near_poor"], ["H3", "above_average_living_standard"]]
    [rejected] = json_lines("form.rejects.jsonl")
    assert (rejected["file"], rejected["row"], rejected["household_id"]) == (
        "form.xlsx (Hộ)",
        6,
        "H2",
    )
    [problem] = rejected["problems"]
    assert problem["code"] == "form-code"
    assert problem["path"] == "members[0].sex"
    assert (problem["file"], problem["line"], problem["column"]) == ("Thành viên", 7, 7)
    assert problem["expected"] == "one of the codes: 1 nam, 2 nữ"
    assert "Thành viên!G7 “5. Giới tính”: [form-code] (members[0].sex) found '7'" in printed.err


def test_commands_on_one_household_read_a_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    path = written(Path(), [HOUSEHOLD, OTHER], [ADULT, CHILD, OTHER_ADULT])
    for command in ("explain", "what-if"):
        assert run(command, path, "--household", "H2", "--language", "en") == 0
        assert "H2" in capsys.readouterr().out
    assert run("eligibility", path, "--household", "H1", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["household_id"] == "H1"


def test_a_full_explanation_names_the_cell_of_each_fact(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = written(Path(), [HOUSEHOLD], [ADULT, CHILD])
    assert run("explain", path, "--full", "--language", "vi") == 0
    text = capsys.readouterr().out
    assert "form.xlsx (Hộ), dòng 5, cột V “VIII. Nguồn nước sinh hoạt chính”" in text
    assert "Thành viên 2 [form.xlsx (Thành viên), dòng 6]" in text
    assert "[cột K “9. Cấp học”]" in text
    assert "Số dòng: như bảng tính hiển thị" in text


@pytest.mark.parametrize("method", ["points", "both"])
def test_methods_read_a_workbook(method: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(Path(), [HOUSEHOLD], [ADULT, CHILD])
    assert run("classify", path, "--method", method, "--format", "csv") == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("H1,")


def test_validate_reports_a_workbook_by_sheet_and_fact(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = written(
        Path(), [changed(HOUSEHOLD, toilet=2), OTHER], [ADULT, changed(ADULT, household_id="H9")]
    )
    assert run("validate", path, "--format", "json") == 3
    report = json.loads(capsys.readouterr().out)
    assert (report["households"], report["members"], report["rejected"]) == (2, 2, 2)
    found = [(one["table"], one["column"], one["code"]) for one in report["findings"]]
    assert found == [
        ("form.xlsx (Hộ)", "toilet", "form-code"),
        ("form.xlsx (Thành viên)", "household_id", "orphan-member"),
        ("form.xlsx (Hộ)", "", "no-members"),
    ]


def test_an_empty_workbook_has_no_household(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("form", "template", "--out", "empty.xlsx") == 0
    assert run("classify", "empty.xlsx", "--format", "csv", "--quiet") == 0
    assert capsys.readouterr().out == ""


def unreadable(path: str) -> str:
    with pytest.raises(InputError) as caught:
        read_input(Path(path))
    return str(caught.value)


def test_a_workbook_of_another_version_or_without_a_sheet_is_refused() -> None:
    for name, version in (("one.xlsx", 1), ("two.xlsx", 2)):
        with xlsxwriter.Workbook(name) as workbook:
            marker = f"Bảng tính Mẫu 3.1, phiên bản {version}"
            workbook.add_worksheet("Hộ").write(0, 0, marker)
    # Code 1 of the area was rural in version 1, and is urban in version 2.
    assert "[form-unreadable] found version 1; expected version 2." in unreadable("one.xlsx")
    assert "[form-unreadable] found no such sheet; expected a sheet “Thành viên”." in unreadable(
        "two.xlsx"
    )


def test_a_workbook_without_the_column_of_ids_is_refused() -> None:
    by_hand(Path("hand.xlsx"), [])
    with xlsxwriter.Workbook("bare.xlsx") as workbook:
        sheet = workbook.add_worksheet("Hộ")
        sheet.write(0, 0, "Bảng tính Mẫu 3.1, phiên bản 2")
        sheet.write_row(1, 0, ["Khu vực", "Vùng"])
        workbook.add_worksheet("Thành viên").write_row(0, 0, ["Mã hộ", "5. Giới tính"])
    assert "expected the column “Mã hộ” on the sheet Hộ" in unreadable("bare.xlsx")


def test_other_workbooks_are_read_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    with xlsxwriter.Workbook("survey.xlsx") as workbook:
        sheet = workbook.add_worksheet("Hộ")
        sheet.write_row(0, 0, ["household_id", "income_per_capita", "area"])
        sheet.write_row(1, 0, [1, 9_000_000, "rural"])
    assert run("classify", "survey.xlsx", "--format", "csv", "--quiet") == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("1,above_average_living_standard")
    assert run("form", "check", "survey.xlsx", "--language", "en") == 3
    assert "[form-unreadable] found another file" in capsys.readouterr().err


def test_what_is_no_workbook_or_lacks_its_mark_is_told_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with xlsxwriter.Workbook("renamed.xlsx") as workbook:
        workbook.add_worksheet("Ho").write(0, 0, "Bảng tính Mẫu 3.1, phiên bản 2")
    Path("broken.xlsx").write_bytes(b"PK")
    expected = {
        "renamed": "sheet “Hộ” mà ô đầu tiên bắt đầu bằng “Bảng tính Mẫu 3.1, phiên bản 2”",
        "broken": "Tìm thấy: tệp không phải là bảng tính; cần: bảng tính Excel (.xlsx).",
        "absent": "Tìm thấy: không có tệp này; cần: bảng tính Excel (.xlsx).",
    }
    for name, text in expected.items():
        assert run("form", "check", f"{name}.xlsx", "--language", "vi") == 3
        assert text in capsys.readouterr().err
