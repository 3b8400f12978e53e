"""What the commands print on standard error, in Vietnamese and in English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import household, run
from tests.rules.broken_files import GOOD, copy_of_good

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")

NAMED = "Tìm thấy: cột 'incom_per_capita'; cần: tên có trong danh mục thông tin."


def errors(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[str]:
    """Run a command that ends with status 3 and return its lines on standard error."""
    capsys.readouterr()
    assert run(*arguments) == 3
    return capsys.readouterr().err.splitlines()


def test_a_rejected_row_a_notice_and_the_count(capsys: pytest.CaptureFixture[str]) -> None:
    text = "household_id,incom_per_capita,has_radio\n1,5,true\n2,6,maybe\n"
    Path("x.csv").write_text(text, encoding="utf-8")
    assert errors(capsys, "classify", "x.csv", "--quiet", "--language", "vi") == [
        "x.csv: [column-unknown] Cột không có trong danh mục thông tin và đã bị bỏ qua. "
        f"{NAMED} Có phải ý bạn là 'income_per_capita'?",
        "x.csv, dòng 2: has_radio: [fact-type] Thông tin sai kiểu. "
        "Tìm thấy: văn bản 5 ký tự; cần: true, false hoặc null.",
        "1 dòng bị loại, không được phân loại; xem x.rejects.jsonl",
    ]
    assert errors(capsys, "classify", "x.csv", "--quiet", "--language", "en") == [
        "x.csv: [column-unknown] found the column 'incom_per_capita'; expected a name of the "
        "vocabulary. Did you mean 'income_per_capita'?",
        "x.csv, row 2: has_radio: [fact-type] found text of 5 characters; expected true, false "
        "or null.",
        "1 rejected row was not classified; see x.rejects.jsonl",
    ]


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (20, [], []),
        (
            21,
            ["… và 1 lỗi nữa; tất cả:", "  x.json, area: [fact-value] 21 dòng"],
            ["… and 1 more problem; in all:", "  x.json, area: [fact-value] 21 rows"],
        ),
        (
            1_022,
            ["… và 1002 lỗi nữa; tất cả:", "  x.json, area: [fact-value] 1.022 dòng"],
            ["… and 1002 more problems; in all:", "  x.json, area: [fact-value] 1,022 rows"],
        ),
    ],
)
def test_twenty_problems_are_shown_and_the_others_counted(
    number: int, vi: list[str], en: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    households = [household(one, area="town") for one in range(number)]
    Path("x.json").write_text(json.dumps(households), encoding="utf-8")
    shown = errors(capsys, "classify", "x.json", "--quiet", "--language", "vi")
    last = f"{number} dòng bị loại, không được phân loại; xem x.rejects.jsonl"
    assert shown[20:] == [*vi, last]
    assert all(f"x.json, dòng {place}: area: [fact-value]" in shown[place - 1] for place in (1, 20))
    shown = errors(capsys, "classify", "x.json", "--quiet", "--language", "en")
    last = f"{number} rejected rows were not classified; see x.rejects.jsonl"
    assert shown[20:] == [*en, last]


def test_explain_says_what_is_wrong_with_the_household(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps([household(1), household(2)]), encoding="utf-8")
    asked = ("explain", "x.json", "--language", "vi")
    missing = (
        "[household-unknown] Không rõ hộ cần xem: chưa nêu household_id, hoặc không có hộ nào "
        "mang mã đó."
    )
    assert errors(capsys, *asked) == [
        f"{missing} Tìm thấy: 2 hộ mà không có --household; cần: một hộ. Hãy thêm --household ID."
    ]
    assert errors(capsys, *asked, "--household", "9") == [
        f"--household: {missing} Tìm thấy: không có dòng nào mang household_id này; "
        "cần: household_id của một dòng."
    ]
    Path("x.json").write_text(json.dumps(household(1, floor_area_m2="x")), encoding="utf-8")
    assert errors(capsys, *asked) == [
        "x.json, dòng 1: floor_area_m2: [fact-type] Thông tin sai kiểu. "
        "Tìm thấy: văn bản 1 ký tự; cần: số hoặc null."
    ]
    Path("x.jsonl").write_text("[1]\n", encoding="utf-8")
    assert errors(capsys, "explain", "x.jsonl", "--language", "vi") == [
        "x.jsonl, dòng 1: [row-unreadable] Không đọc được một dòng. "
        "Tìm thấy: giá trị không phải là đối tượng; cần: một đối tượng JSON gồm các thông tin."
    ]


def test_an_error_that_stops_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert errors(capsys, "classify", "no.csv", "--language", "vi") == [
        "no.csv: [file-unreadable] Không đọc hoặc không ghi được tệp. Tìm thấy: không có tệp này; "
        "cần: bảng CSV (UTF-8) hoặc Parquet có dòng tiêu đề."
    ]
    assert errors(capsys, "rules", "list", "--ruling", "rain", "--language", "vi") == [
        "1 lỗi trong quy tắc:",
        "  --ruling: [unknown-option] Lựa chọn được chọn hoặc được so sánh không có trong cách "
        "hiểu. Tìm thấy: 'rain'; cần: TÊN=LỰA_CHỌN.",
    ]


def test_the_check_of_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "check", GOOD, "--language", "vi") == 0
    said = "good: 6 quy tắc, 2 tham số, 1 cách hiểu: không có lỗi\n"
    assert capsys.readouterr().out == said
    folder = copy_of_good(Path())
    (folder / "rule_set.yaml").unlink()
    first, last = errors(capsys, "rules", "check", folder, "--language", "vi")
    assert first.startswith(
        "rule-set/rule_set.yaml:1:1: [rule-set-incomplete] Bộ quy tắc thiếu phần đầu, chuẩn hộ "
        "hoặc chỉ số. Tìm thấy: "
    )
    assert last == "rule-set: 1 lỗi"


@pytest.mark.parametrize(
    ("environment", "vietnamese"),
    [
        ({"LANG": "vi_VN.UTF-8"}, True),
        ({"LC_MESSAGES": "vi_VN.UTF-8", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "vi_VN", "LC_MESSAGES": "en_US"}, True),
        ({"LC_ALL": "en_US", "LANG": "vi_VN"}, False),
        ({"LC_MESSAGES": "en_US", "LANG": "vi_VN"}, False),
        ({}, False),
    ],
)
def test_without_an_option_the_environment_decides(
    environment: dict[str, str],
    vietnamese: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    [line] = errors(capsys, "rules", "show", "poverty_lin")
    assert line == (
        "[id-unknown] Không có quy tắc, tham số hay cách hiểu nào mang mã này. Tìm thấy: "
        "'poverty_lin'; cần: mã của một quy tắc, tham số hoặc cách hiểu của nd-07-2021. "
        "Có phải ý bạn là 'poverty_line'?"
        if vietnamese
        else "[id-unknown] found 'poverty_lin'; expected the id of a rule, parameter or ruling of "
        "nd-07-2021. Did you mean 'poverty_line'?"
    )


def test_an_internal_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Nguyễn Thị A")

    monkeypatch.setattr("chuan_ngheo.cli.classify.read_input", fail)
    assert run("classify", "x.json", "--language", "vi") == 4
    error = capsys.readouterr().err
    assert error.startswith("lỗi nội bộ: ZeroDivisionError tại fail, dòng ")
    assert "Nguyễn" not in error
