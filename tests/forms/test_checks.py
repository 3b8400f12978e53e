"""Each check of the answers: a household in order, one cell changed, one finding at its cell."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import run
from tests.forms.filled import ADULT, CHILD, HOUSEHOLD, Answers, changed, checked, written

Capture = pytest.CaptureFixture[str]
Cells = dict[str, Any]


def test_a_household_in_order_has_no_finding(tmp_path: Path, capsys: Capture) -> None:
    assert checked(capsys, tmp_path, [HOUSEHOLD], [ADULT, CHILD]) == []


# The adult stands in row 5, the child in row 6.
OF_ADULT: list[tuple[Cells, str, str, str]] = [
    ({"sex": 3}, "error", "G5", "form-code"),
    ({"sex": "nữ"}, "error", "G5", "form-code"),
    ({"study_level": 9}, "error", "K5", "form-code"),
    ({"social_allowance": 4}, "error", "P5", "form-code"),
    ({"monthly_benefit": 4}, "error", "T5", "form-code"),
    ({"form_relationship": 6}, "error", "C5", "form-code"),
    ({"birth_date": "năm 1985"}, "error", "D5", "form-date"),
    ({"birth_date": "30/2/1985"}, "error", "D5", "form-date"),
    ({"birth_date": date(2022, 10, 4)}, "error", "D5", "birth-after-review"),
    ({"age": 36}, "error", "E5", "age-contradiction"),
    ({"birth_date": None, "age": "ba mươi"}, "error", "E5", "form-number"),
    ({"birth_date": None, "age": 131}, "error", "E5", "fact-value"),
    # Column 9 without column 8, and column 8 that says no.
    ({"study_level": 4}, "error", "K5", "form-contradiction"),
    ({"studying": 1}, "warning", "K5", "form-skipped"),
    # Routing from column 15: 1 leads to 16 and 17, the others to 18.
    ({"employment_status": None}, "warning", "Q5", "form-skipped"),
    ({"work_kind": None}, "warning", "R5", "form-skipped"),
    ({"wage_contract": None}, "warning", "S5", "form-skipped"),
    ({"monthly_benefit": None}, "warning", "T5", "form-skipped"),
    ({"serious_illness": None}, "warning", "U5", "form-skipped"),
    ({"employment_status": 2, "wage_contract": None}, "warning", "R5", "form-not-asked"),
    ({"employment_status": 6, "work_kind": None}, "warning", "S5", "form-not-asked"),
    # Measures of those too old to be measured.
    ({"height_cm": 160}, "warning", "H5", "form-not-asked"),
    ({"weight_kg": 50}, "warning", "I5", "form-not-asked"),
    (
        {"employment_status": 4, "work_kind": None, "wage_contract": None},
        "warning",
        "Q5",
        "form-doubtful",
    ),
    ({"work_kind": 1, "wage_contract": 3}, "warning", "S5", "form-doubtful"),
]


@pytest.mark.parametrize(("cells", "level", "cell", "code"), OF_ADULT)
def test_answers_of_an_adult(
    cells: Cells, level: str, cell: str, code: str, tmp_path: Path, capsys: Capture
) -> None:
    found = checked(capsys, tmp_path, [HOUSEHOLD], [changed(ADULT, **cells), CHILD])
    assert (level, f"Thành viên!{cell}", code) in found
    assert len(found) == 1 or code == "form-code"


OF_CHILD: list[tuple[Cells, str, str, str]] = [
    ({"weight_kg": "22,4"}, "error", "I6", "form-number"),
    ({"weight_kg": "22 kg"}, "error", "I6", "form-number"),
    ({"height_cm": 301}, "error", "H6", "fact-value"),
    ({"height_cm": 1.215}, "warning", "H6", "form-doubtful"),
    ({"height_cm": 12.15}, "warning", "H6", "form-doubtful"),
    ({"weight_kg": 224}, "warning", "I6", "form-doubtful"),
    ({"weight_kg": 0.224}, "warning", "I6", "form-doubtful"),
    ({"height_cm": None}, "warning", "H6", "form-skipped"),
    ({"weight_kg": None}, "warning", "I6", "form-skipped"),
    ({"study_level": None}, "warning", "K6", "form-skipped"),
    ({"employment_status": 1}, "error", "Q6", "form-contradiction"),
    ({"employment_status": 4}, "warning", "Q6", "form-not-asked"),
    ({"wage_contract": 2}, "warning", "S6", "form-not-asked"),
    ({"member_id": "1"}, "error", "B6", "duplicate-member"),
    ({"household_id": "H7"}, "error", "A6", "orphan-member"),
]


@pytest.mark.parametrize(("cells", "level", "cell", "code"), OF_CHILD)
def test_answers_of_a_child(
    cells: Cells, level: str, cell: str, code: str, tmp_path: Path, capsys: Capture
) -> None:
    found = checked(capsys, tmp_path, [HOUSEHOLD], [ADULT, changed(CHILD, **cells)])
    assert (level, f"Thành viên!{cell}", code) in found


def test_text_with_a_comma_is_not_told_to_be_digits_only(tmp_path: Path, capsys: Capture) -> None:
    # Who leaves the comma of 35,5 out has 355 square metres.
    path = written(tmp_path, [changed(HOUSEHOLD, floor_area_m2="35,5")], [ADULT, CHILD])
    assert run("form", "check", path, "--language", "vi") == 1
    printed = capsys.readouterr().out
    assert "hoặc dùng dấu chấm trước phần thập phân" in printed
    assert "Chỉ ghi chữ số" not in printed


def test_a_year_of_birth_is_to_be_written_as_an_age(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path, [HOUSEHOLD], [changed(ADULT, birth_date="1985"), CHILD])
    assert run("form", "check", path, "--language", "vi") == 1
    assert "Nếu chỉ biết năm sinh, hãy để trống ô này và ghi tuổi" in capsys.readouterr().out


def test_a_child_of_five_with_wage_work(tmp_path: Path, capsys: Capture) -> None:
    cells = {"birth_date": date(2017, 5, 1), "study_level": 1}
    work = {"employment_status": 1, "work_kind": 3, "wage_contract": 1}
    child = changed(CHILD, **cells, **work)
    assert checked(capsys, tmp_path, [HOUSEHOLD], [ADULT, child]) == [
        ("error", "Thành viên!Q6", "form-contradiction"),
        ("warning", "Thành viên!R6", "form-not-asked"),
        ("warning", "Thành viên!S6", "form-not-asked"),
    ]


@pytest.mark.parametrize(
    ("birth", "asked"), [(date(2012, 10, 3), False), (date(2012, 10, 4), True)]
)
def test_weight_is_asked_below_ten_years_to_the_day(
    birth: date, asked: bool, tmp_path: Path, capsys: Capture
) -> None:
    child = changed(CHILD, birth_date=birth, weight_kg=None)
    found = checked(capsys, tmp_path, [HOUSEHOLD], [ADULT, child])
    assert found == ([("warning", "Thành viên!I6", "form-skipped")] if asked else [])


def test_a_finding_of_the_health_station_stands_for_a_measure(
    tmp_path: Path, capsys: Capture
) -> None:
    child = changed(CHILD, height_cm=None, weight_kg=None, stunted=2, underweight=1)
    assert checked(capsys, tmp_path, [HOUSEHOLD], [ADULT, child]) == []


def test_without_an_age_nothing_is_said_about_ages(tmp_path: Path, capsys: Capture) -> None:
    child = changed(CHILD, birth_date=None, weight_kg=None, employment_status=1, work_kind=4)
    child |= {"wage_contract": 3}
    skipped = ("warning", "Thành viên!D6", "form-skipped")
    assert checked(capsys, tmp_path, [HOUSEHOLD], [ADULT, child]) == [skipped]


OF_EVERY_HOUSEHOLD = tuple(
    name
    for name in HOUSEHOLD
    if name not in ("household_id", "income_per_capita", "central_city", "has_phone")
)


@pytest.mark.parametrize("name", OF_EVERY_HOUSEHOLD)
def test_a_question_to_every_household_left_blank(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    found = checked(capsys, tmp_path, [changed(HOUSEHOLD, **{name: None})], [ADULT])
    assert [(level, code) for level, _, code in found] == [("warning", "form-skipped")]
    assert found[0][1].startswith("Hộ!")


@pytest.mark.parametrize(
    "name",
    [
        "sex",
        "studying",
        "has_health_insurance",
        "uses_internet",
        "social_allowance",
        "vocational_training",
        "nonfarm_work_3_months",
        "birth_date",
    ],
)
def test_a_question_to_every_member_left_blank(name: str, tmp_path: Path, capsys: Capture) -> None:
    found = checked(capsys, tmp_path, [HOUSEHOLD], [changed(ADULT, **{name: None})])
    assert [(level, code) for level, _, code in found] == [("warning", "form-skipped")]
    assert found[0][1].startswith("Thành viên!")


def test_the_region_of_a_town_and_every_device_where_none_is_known(
    tmp_path: Path, capsys: Capture
) -> None:
    town = changed(HOUSEHOLD, area=1, central_city=None)
    assert len(checked(capsys, tmp_path, [town], [ADULT])) == 1
    # Radio, desktop, laptop, tablet, telephone, smartphone: the television is answered with none.
    silent = changed(HOUSEHOLD, has_phone=None, television_count=0)
    assert len(checked(capsys, tmp_path, [silent], [ADULT])) == 6


OF_HOUSEHOLD: list[tuple[Cells, str, str, str]] = [
    ({"area": 3}, "error", "C5", "form-code"),
    ({"toilet": 1}, "error", "U5", "form-code"),
    ({"water_source": 0}, "error", "V5", "form-code"),
    ({"wall_durable": "1.0"}, "error", "S5", "form-code"),
    ({"review_date": 20221003}, "error", "B5", "form-date"),
    ({"income_per_capita": "1.200.000"}, "error", "M5", "form-number"),
    ({"income_per_capita": 1_200_000.5}, "error", "M5", "form-number"),
    ({"income_per_capita": "-1"}, "error", "M5", "form-number"),
    ({"floor_area_m2": "2.000"}, "error", "T5", "form-number"),
    ({"household_id": None}, "error", "A5", "form-id"),
    ({"has_television": 2, "television_count": 2}, "error", "Y5", "form-contradiction"),
    ({"form_member_total": 3}, "error", "O5", "form-contradiction"),
    ({"form_dependant_total": 3}, "error", "P5", "form-contradiction"),
    ({"form_dependant_total": 2}, "warning", "P5", "form-doubtful"),
    ({"has_smartphone": 1, "has_phone": 2}, "warning", "AD5", "form-doubtful"),
    ({"has_aquaculture": 1, "water_surface_m2": 0}, "warning", "AX5", "form-doubtful"),
    (
        {"has_valuable_motor_vehicle": 1, "motorcycle_count": 0, "has_motor_boat": 2},
        "warning",
        "BD5",
        "form-doubtful",
    ),
    (
        {"head_ethnic_group": "Khmer", "head_or_spouse_ethnic_minority": 2},
        "warning",
        "L5",
        "form-doubtful",
    ),
]


@pytest.mark.parametrize(("cells", "level", "cell", "code"), OF_HOUSEHOLD)
def test_answers_of_a_household(
    cells: Cells, level: str, cell: str, code: str, tmp_path: Path, capsys: Capture
) -> None:
    found = checked(capsys, tmp_path, [changed(HOUSEHOLD, **cells)], [ADULT, CHILD])
    assert [one for one in found if one[1].startswith("Hộ!")] == [(level, f"Hộ!{cell}", code)]


FITTING: list[Cells] = [
    {"has_television": 2, "television_count": 0},
    {"has_television": 1, "television_count": 0},
    {"form_member_total": 2, "form_dependant_total": 1},
    {"has_smartphone": 1, "has_phone": 1},
    {"head_ethnic_group": "Kinh", "head_or_spouse_ethnic_minority": 2},
    {"head_ethnic_group": "Khmer", "head_or_spouse_ethnic_minority": 1},
]


@pytest.mark.parametrize("cells", FITTING)
def test_answers_that_fit_are_not_reported(cells: Cells, tmp_path: Path, capsys: Capture) -> None:
    assert checked(capsys, tmp_path, [changed(HOUSEHOLD, **cells)], [ADULT, CHILD]) == []


def test_ids_that_repeat_and_households_without_members(tmp_path: Path, capsys: Capture) -> None:
    households = [HOUSEHOLD, HOUSEHOLD, changed(HOUSEHOLD, household_id="H2")]
    assert checked(capsys, tmp_path, households, [ADULT]) == [
        ("error", "Hộ!A5", "duplicate-household"),
        ("error", "Hộ!A6", "duplicate-household"),
        ("warning", "Hộ!A7", "no-members"),
    ]


def test_members_of_a_repeated_id_are_compared_with_neither_household(
    tmp_path: Path, capsys: Capture
) -> None:
    households = [changed(HOUSEHOLD, form_member_total=9), HOUSEHOLD]
    assert checked(capsys, tmp_path, households, [ADULT]) == [
        ("error", "Hộ!A5", "duplicate-household"),
        ("error", "Hộ!A6", "duplicate-household"),
    ]


def test_a_report_shows_the_code_that_stands_in_the_cell(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path, [HOUSEHOLD], [ADULT, changed(CHILD, employment_status=4)])
    assert run("form", "check", path, "--language", "en") == 1
    assert "Found: 4; expected: an empty cell: the question is" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ([ADULT, changed(CHILD, weight_kg=None)], 0),
        ([ADULT, changed(CHILD, employment_status=1)], 3),
        ([ADULT, changed(CHILD, birth_date=date(2023, 1, 1))], 3),
    ],
    ids=["warning", "contradiction", "birth after the review"],
)
def test_households_with_errors_are_rejected_and_with_warnings_classified(
    members: list[Answers], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("classify", written(tmp_path, [HOUSEHOLD], members)) == status
    assert run("explain", tmp_path / "form.xlsx") == status


def test_the_report_in_vietnamese_names_sheet_cell_and_what_to_do(
    tmp_path: Path, capsys: Capture
) -> None:
    members = [changed(ADULT, sex="Nguyễn Thị A"), changed(CHILD, weight_kg=None)]
    household = changed(HOUSEHOLD, form_member_total=4)
    path = written(tmp_path, [household], members)
    assert run("form", "check", path, "--language", "vi") == 1
    assert capsys.readouterr().out.splitlines() == [
        "Đã kiểm tra 1 hộ, 2 thành viên: 3 chỗ cần xem lại, trong đó 2 lỗi.",
        "lỗi: Hộ!O5 “B1-1. Số nhân khẩu (để đối chiếu)”: [form-contradiction] Hai câu trả lời mâu "
        "thuẫn nhau. Tìm thấy: 4, mà sheet Thành viên có 2 dòng; cần: cùng một số. Hãy thêm dòng "
        "còn thiếu, hoặc sửa số: một thành viên có thể làm thay đổi kết quả.",
        "lỗi: Thành viên!G5 “5. Giới tính”: [form-code] Mã số không có trong danh mục của cột. "
        "Tìm thấy: văn bản 12 ký tự; cần: một trong các mã: 1 nam, 2 nữ. Hãy để trống nếu chưa "
        "biết câu trả lời.",
        "cảnh báo: Thành viên!I6 “7. Cân nặng, kg”: [form-skipped] Một câu hỏi của Mẫu 3.1 bị bỏ "
        "trống. Tìm thấy: ô trống; cần: câu trả lời: câu này hỏi trẻ em dưới 10 tuổi.",
        "Hộ có lỗi không được phân loại cho đến khi sửa xong.",
    ]


def test_the_report_in_english(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path, [changed(HOUSEHOLD, review_date="hôm qua")], [ADULT])
    assert run("form", "check", path, "--language", "en") == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "Rows checked: 1 of households, 1 of members. Findings: 1, of which errors: 1.",
        "error: Hộ!B5 “Ngày rà soát”: [form-date] A cell for a date holds something else. "
        "Found: text of 7 characters; expected: a date written day/month/year, the year in four "
        "digits.",
    ]


def test_every_message_has_a_vietnamese_text(tmp_path: Path, capsys: Capture) -> None:
    for cells, *_ in OF_HOUSEHOLD:
        path = written(tmp_path, [changed(HOUSEHOLD, **cells)], [ADULT, CHILD])
        run("form", "check", path, "--format", "json")
        found = json.loads(capsys.readouterr().out)["findings"]
        run("form", "check", path, "--language", "vi")
        shown = capsys.readouterr().out
        for one in found:
            for text in (one["found"], one["expected"], one["advice"]):
                plain = not any(character.isalpha() for character in text)
                assert plain or text not in shown
