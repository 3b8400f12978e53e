"""``chuan-ngheo explain``: the reasons for one household."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import HOUSEHOLDS, household, run
from tests.test_public_api import POOR

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")


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


def test_no_member_in_question_does_not_read_as_no_member(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("x.json").write_text(json.dumps(household(9)), encoding="utf-8")
    assert run("explain", "x.json", "--language", "vi") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "          không thành viên nào đáp ứng điều kiện được xét" in lines
    assert not [line for line in lines if "không có thành viên nào" in line]


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
