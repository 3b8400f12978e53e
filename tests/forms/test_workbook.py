"""The written workbook: drop-downs, checks of input, print setup, the guide, the same bytes."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from chuan_ngheo.forms.columns import Column
from chuan_ngheo.forms.hints import prompt, prompt_title, refusal
from chuan_ngheo.forms.household_columns import HOUSEHOLD_COLUMNS
from chuan_ngheo.forms.member_columns import MEMBER_COLUMNS
from tests.command_line import run

SPACE: Final = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
GUIDE, HOUSEHOLDS, MEMBERS = 1, 2, 3


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("forms") / "template.xlsx"
    assert run("form", "template", "--out", path) == 0
    return path


def test_a_workbook_that_exists_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = tmp_path / "xa.xlsx"
    filled.write_bytes(b"answers")
    assert run("form", "template", "--out", filled, "--language", "vi") == 3
    assert filled.read_bytes() == b"answers"
    assert "xa.xlsx, tệp đã có; cần: tên của tệp mới" in capsys.readouterr().err


def part(path: Path, name: str) -> ET.Element:
    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read(name))


def sheet(path: Path, number: int) -> ET.Element:
    return part(path, f"xl/worksheets/sheet{number}.xml")


def validations(path: Path, number: int) -> dict[str, ET.Element]:
    """Return the checks of input by the letters of their column."""
    found = sheet(path, number).findall(".//m:dataValidation", SPACE)
    return {re.split(r"\d", one.attrib["sqref"])[0]: one for one in found}


def formula(check: ET.Element, number: int = 1) -> str:
    return check.findtext(f"m:formula{number}", "", SPACE)


def test_the_sheets_are_the_guide_the_households_and_the_members(template: Path) -> None:
    sheets = part(template, "xl/workbook.xml").findall(".//m:sheet", SPACE)
    assert [one.attrib["name"] for one in sheets] == ["Hướng dẫn", "Hộ", "Thành viên"]


def test_every_column_has_a_check_of_input_in_vietnamese(template: Path) -> None:
    for number, columns in ((HOUSEHOLDS, HOUSEHOLD_COLUMNS), (MEMBERS, MEMBER_COLUMNS)):
        checks = validations(template, number)
        assert len(checks) == len(columns)
        for check, column in zip(checks.values(), columns, strict=True):
            assert check.attrib["allowBlank"] == "1"
            assert check.attrib["promptTitle"] == prompt_title(column)
            if column.kind not in ("identifier", "text"):
                assert check.attrib["error"] == refusal(column)


@pytest.mark.parametrize(
    ("number", "letters", "kind", "first", "second"),
    [
        (MEMBERS, "G", "list", '"1,2"', ""),
        (MEMBERS, "K", "list", '"1,2,3,4,5,6,7,8"', ""),
        (MEMBERS, "P", "list", '"0,1,2,3"', ""),
        (MEMBERS, "T", "list", '"0,1,2,3"', ""),
        (MEMBERS, "Q", "list", '"1,2,3,4,5,6"', ""),
        (MEMBERS, "C", "list", '"1,2,3,4,5"', ""),
        (MEMBERS, "I", "decimal", "0", "700"),
        (HOUSEHOLDS, "U", "list", '"11,12,21,22,23,24,31,32,33,34"', ""),
        (HOUSEHOLDS, "V", "list", '"11,12,13,21,31,32,41,42,43,44,45"', ""),
        (HOUSEHOLDS, "M", "whole", "0", "1000000000000"),
    ],
)
def test_what_a_column_takes(
    number: int, letters: str, kind: str, first: str, second: str, template: Path
) -> None:
    check = validations(template, number)[letters]
    assert check.attrib.get("type") == kind
    assert (formula(check), formula(check, 2)) == (first, second)


def test_the_birth_date_is_a_date(template: Path) -> None:
    check = validations(template, MEMBERS)["D"]
    # Days since 30 December 1899, as spreadsheets count from March 1900 on.
    assert (check.attrib["type"], formula(check, 2)) == ("date", "73415")


@pytest.mark.parametrize("column", [*HOUSEHOLD_COLUMNS, *MEMBER_COLUMNS], ids=lambda one: one.title)
def test_messages_fit_into_excel(column: Column) -> None:
    assert len(prompt_title(column)) <= 32
    assert len(prompt(column)) <= 255


def test_the_heading_stays_in_sight_and_is_printed_on_every_page(template: Path) -> None:
    for number, cell in ((HOUSEHOLDS, "B5"), (MEMBERS, "C5")):
        root = sheet(template, number)
        pane = root.find(".//m:pane", SPACE)
        assert pane is not None
        assert (pane.attrib["topLeftCell"], pane.attrib["state"]) == (cell, "frozen")
        page = root.find("m:pageSetup", SPACE)
        assert page is not None
        assert page.attrib["orientation"] == "landscape"
    names = part(template, "xl/workbook.xml").findall(".//m:definedName", SPACE)
    titles = [one.text for one in names if one.attrib["name"] == "_xlnm.Print_Titles"]
    assert titles[-2:] == ["Hộ!$A:$A,Hộ!$2:$4", "'Thành viên'!$A:$B,'Thành viên'!$2:$4"]
    assert sheet(template, MEMBERS).find(".//m:pageSetUpPr[@fitToPage='1']", SPACE) is not None


def test_the_guide_tells_of_every_column_and_of_what_is_unconfirmed(template: Path) -> None:
    with zipfile.ZipFile(template) as archive:
        text = archive.read("xl/sharedStrings.xml").decode("utf-8")
    for column in (*HOUSEHOLD_COLUMNS, *MEMBER_COLUMNS):
        assert column.title in text
        assert column.unconfirmed in text
    for words in ("Ô trống nghĩa là chưa biết", "Không ghi họ tên", "chưa xác nhận", "phiên bản 2"):
        assert words in text


def test_the_same_workbook_has_the_same_bytes(template: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    assert run("form", "template", "--out", again) == 0
    assert again.read_bytes() == template.read_bytes()


@pytest.mark.parametrize("name", ["form.csv", "absent/form.xlsx"])
def test_a_template_is_written_as_a_workbook_only(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("form", "template", "--out", tmp_path / name, "--language", "en") == 3
    assert "[file-unreadable]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
