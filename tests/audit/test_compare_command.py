"""``chuan-ngheo compare`` on the command line."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.audit.test_compare_by_hand import raised_line
from tests.command_line import HOUSEHOLDS, household, json_lines, run, write_tables
from tests.test_public_api import changed

RAISED = [
    household(1),
    household(2, income_per_capita=1_500_001),
    household(3, income_per_capita=1_800_000, water_source="piped"),
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, households: list[Any]) -> str:
    Path(name).write_text(json.dumps(households), encoding="utf-8")
    return name


def year(name: str, households: list[Any], suffix: str = ".csv") -> str:
    Path(name).mkdir()
    write_tables(Path(name), households, suffix)
    return name


def test_a_proposed_line_for_one_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = raised_line(tmp_path, "1_800_000", "2_000_000")
    name = write("list.json", RAISED)
    assert run("compare", name, "--against-rules", folder, "--language", "en") == 0
    text = capsys.readouterr().out
    assert "Households by class: rows A, columns B" in text
    assert "parameter poverty_line: rural: 1500000, urban: 2000000" in text
    assert (
        "Household 3: Household with an average living standard → Near-poor household\n"
        "   Near-poor household: no → yes: Income at or below the poverty line: no → yes\n"
        "   Income at or below the poverty line: no → yes: Income per person per month: 1,800,000 "
        "dong per person per month (unchanged); Income line of poor and near-poor households: "
        "1,500,000 dong per person per month → 1,800,000 dong per person per month\n"
    ) in text
    assert "Households that change: 2; listed: 2; not listed: 0" in text
    assert run("compare", name, "--against-rules", folder, "--language", "vi") == 0
    text = capsys.readouterr().out
    assert "Hộ 3: Hộ có mức sống trung bình → Hộ cận nghèo" in text
    assert "Thu nhập từ chuẩn nghèo trở xuống: không → có" in text
    assert "1.500.000 đồng/người/tháng → 1.800.000 đồng/người/tháng" in text


def test_json_and_csv_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = raised_line(tmp_path, "1_800_000", "2_000_000")
    command = ("compare", write("list.json", RAISED), "--against-rules", folder)
    assert run(*command, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["changed"], found["not_listed"]) == (2, 0)
    classes = found["transitions"][0]
    assert classes["id"] == "class"
    assert {(c["before"], c["after"]): c["persons_after"] for c in classes["cells"]} == {
        ("poor", "poor"): 2,
        ("average_living_standard", "poor"): 2,
        ("average_living_standard", "near_poor"): 2,
    }
    last = found["changes"][-1]
    assert last["household_id"] == "3"
    assert last["rests_on"] == [
        {
            "kind": "parameter",
            "name": "poverty_line",
            "before": 1_500_000,
            "after": 1_800_000,
            "member": None,
        }
    ]
    assert run(*command, "--format", "csv", "--language", "en") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["household_id"] for row in rows] == ["2", "3"]
    assert [row["class_after"] for row in rows] == ["poor", "near_poor"]
    assert {row["parameters"] for row in rows} == {"poverty_line: 1500000 -> 1800000"}
    assert rows[1]["rules"] == (
        "near_poor: no -> yes; at_or_below_poverty_line: no -> yes; "
        "average_living_standard: yes -> no"
    )
    assert rows[1]["facts"] == rows[1]["rulings"] == ""
    assert rows[1]["reason"].startswith("Near-poor household: no → yes")
    assert run(*command, "--format", "csv", "--table", "transitions") == 0
    cells = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert sum(int(row["households"]) for row in cells if row["kind"] == "class") == 3
    assert run(*command, "--format", "csv", "--table", "groups") == 0
    groups = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    (poor,) = [g for g in groups if (g["group"], g["outcome"]) == ("area", "poor")]
    assert (poor["before"], poor["after"], poor["gained"], poor["lost"]) == ("1", "2", "1", "0")


def test_two_years_in_folders_and_rejected_rows_of_both(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = year("2022", [*HOUSEHOLDS, household(8), household(9, area="town")])
    second = year("2023", [*HOUSEHOLDS[1:], household(7), household(8, toilet="palace")])
    assert run("compare", first, second, "--format", "json", "--out", "found.json") == 3
    printed = capsys.readouterr()
    assert "A: households.csv, row 7: area: [fact-value]" in printed.err
    assert "B: households.csv, row 6: toilet: [fact-value]" in printed.err
    found = json.loads(Path("found.json").read_text(encoding="utf-8"))
    assert json.loads(printed.out) == found
    cells = {(c["before"], c["after"]): c["households"] for c in found["transitions"][0]["cells"]}
    assert cells == {
        ("poor", "absent"): 1,
        ("average_living_standard", "average_living_standard"): 1,
        ("near_poor", "near_poor"): 1,
        ("undetermined", "undetermined"): 1,
        ("above_average_living_standard", "above_average_living_standard"): 1,
        ("absent", "poor"): 1,
        ("poor", "not_classified"): 1,
        ("not_classified", "absent"): 1,
    }
    rejects = json_lines("found.rejects.jsonl")
    assert [(row["file"], row["household_id"]) for row in rejects] == [
        ("A: households.csv", "9"),
        ("B: households.csv", "8"),
    ]
    assert (found["a"]["rejected_rows"], found["b"]["rejected_rows"]) == (1, 1)


def test_a_row_that_neither_side_can_use_is_reported_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = write("list.json", [household(1), household(2, area="town")])
    assert run("compare", name, "--against-ruling", "rainwater=not_clean") == 3
    assert capsys.readouterr().err.count("[fact-value]") == 1
    assert len(json_lines("list.rejects.jsonl")) == 1


@pytest.mark.parametrize("tables", [False, True])
def test_a_household_that_stands_twice_is_reported_for_each_of_its_rows(
    tables: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = [household(1), household(2), household(2, area="urban")]
    found = year("list", twice) if tables else write("list.json", twice)
    command = ("compare", found, found, "--format", "json", "--rejects", "rejects")
    assert run(*command) == 3
    printed = capsys.readouterr()
    assert printed.err.count("[duplicate-household]") == 4
    (same, rejected) = json.loads(printed.out)["transitions"][0]["cells"]
    assert (same["before"], same["after"], same["households"]) == ("poor", "poor", 1)
    assert (rejected["before"], rejected["households"]) == ("not_classified", 1)


def test_rulings_and_rules_of_the_second_side_are_those_of_the_first_unless_replaced(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = write("list.json", [household(1, water_source="rainwater")])
    command = ("compare", name, "--format", "json", "--ruling", "rainwater=not_clean")
    assert run(*command, "--against-ruling", "purchased_water=not_clean") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["b"]["rulings"]["rainwater"] == "not_clean"
    assert [item["id"] for item in found["differences"]] == ["purchased_water"]
    assert found["changed"] == 0
    plan = ("--rules", "kh-132-2022-can-tho", "--ruling", "woman_age=any_age")
    assert run(*command, *plan, "--against-rules", "nd-07-2021") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["b"]["rule_set"] == "nd-07-2021"
    assert found["b"]["rulings"]["rainwater"] == "not_clean"
    (benefit,) = [item for item in found["transitions"] if item["id"] == "cs2a"]
    assert {cell["after"] for cell in benefit["cells"]} == {"no_rule"}


def test_another_date_says_that_ages_change(capsys: pytest.CaptureFixture[str]) -> None:
    infant = household(1)
    infant["members"][1]["birth_date"] = "2022-01-01"
    infant["members"].append({"member_id": 3, "age": 40})
    name = write("list.json", [infant])
    days = ("--review-date", "2023-01-01", "--against-review-date", "2024-01-01")
    assert run("compare", name, *days, "--language", "en") == 0
    text = capsys.readouterr().out
    assert "A: list.json; nd-07-2021; every household as reviewed on 2023-01-01" in text
    assert "B: list.json; nd-07-2021; every household as reviewed on 2024-01-01" in text
    assert "another review date changes the ages of all members with a birth date" in text
    assert "B: members with an age but no birth date keep their age: 1" in text
    assert run("compare", name, *days, "--language", "vi") == 0
    assert "mọi hộ coi như rà soát ngày 01/01/2024" in capsys.readouterr().out
    assert run("compare", name, "--against-review-date", "2027-01-01") == 3
    assert "[not-in-force]" in capsys.readouterr().err
    assert run("compare", name, "--against-review-date", "01/01/2024") == 3
    assert "--against-review-date" in capsys.readouterr().err


def test_a_birth_after_the_other_date_is_reported_not_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    infant = household(1)
    infant["members"][1]["birth_date"] = "2022-10-01"
    name = write("list.json", [infant])
    command = ("compare", name, "--against-review-date", "2022-09-30", "--format", "json")
    assert run(*command) == 3
    printed = capsys.readouterr()
    assert "B: list.json, row 1: members[1].birth_date: [birth-after-review]" in printed.err
    (change,) = json.loads(printed.out)["changes"]
    assert (change["class_after"], change["problems"]) == (
        "not_classified",
        ["birth-after-review"],
    )


def test_nothing_to_compare_is_a_mistake_in_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = write("list.json", RAISED)
    assert run("compare", name, "--language", "en") == 2
    assert "[nothing-to-compare]" in capsys.readouterr().err
    assert run("compare", name, "--against-members", "members.csv", "--language", "vi") == 2
    assert "Hai bên của phép so sánh không khác nhau." in capsys.readouterr().err


def test_strict_finds_a_change(capsys: pytest.CaptureFixture[str]) -> None:
    name = write("list.json", RAISED)
    assert run("compare", name, name, "--strict") == 0
    other = write("other.json", [changed(household_id=1, water_source="piped"), *RAISED[1:]])
    assert run("compare", name, other, "--strict") == 1
    assert run("compare", name, other) == 0
    capsys.readouterr()


def test_outputs_have_the_same_bytes_again(capsys: pytest.CaptureFixture[str]) -> None:
    name = write("list.json", HOUSEHOLDS)
    switch = ("--against-ruling", "rainwater=not_clean")
    for folder in ("one", "two"):
        Path(folder).mkdir()
        for language in ("vi", "en"):
            for out in ("x.json", "x.csv"):
                target = f"{folder}/{language}-{out}"
                chart = f"{folder}/{language}.{'svg' if out == 'x.csv' else 'png'}"
                options = ("--out", target, "--chart", chart, "--language", language)
                assert run("compare", name, *switch, *options) == 0
    capsys.readouterr()
    files = sorted(path.name for path in Path("one").iterdir())
    ends = ("-x.csv", "-x.json", ".png", ".svg")
    assert files == sorted(f"{language}{end}" for language in ("vi", "en") for end in ends)
    for file in files:
        assert Path("one", file).read_bytes() == Path("two", file).read_bytes()
    drawn = Path("one/vi.svg").read_text(encoding="utf-8")
    assert "Hộ cận nghèo" in drawn
    assert "Chưa xác định" in drawn
    assert "Near-poor" in Path("one/en.svg").read_text(encoding="utf-8")


def test_a_chart_without_matplotlib_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    name = write("list.json", RAISED)
    assert run("compare", name, name, "--chart", "x.svg") == 3
    assert "pip install 'chuan-ngheo[charts]'" in capsys.readouterr().err
    assert not Path("x.svg").exists()


@pytest.mark.parametrize(
    "option", [("--out", "other.json"), ("--chart", "x.pdf"), ("--out", "x.txt")]
)
def test_an_output_that_cannot_be_is_refused_before_any_work(
    option: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    name, other = write("list.json", RAISED), write("other.json", RAISED)
    before = Path(other).read_bytes()
    assert run("compare", name, other, *option) == 3
    assert option[0] in capsys.readouterr().err
    assert Path(other).read_bytes() == before


def test_what_is_not_listed_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    name = write("list.json", RAISED)
    other = write("other.json", [household(n, water_source="piped") for n in (1, 2, 3)])
    assert run("compare", name, other, "--most", 1, "--language", "en") == 0
    assert "Households that change: 3; listed: 1; not listed: 2" in capsys.readouterr().out
    assert run("compare", name, other, "--most", 1, "--format", "csv", "--language", "en") == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 2
    assert "2 of 3 households that change are not listed; use --most N" in printed.err


def test_the_shipped_list_keeps_its_published_numbers_in_the_rows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = Path(__file__).parents[2] / "datasets" / "can-tho-2022"
    option = ("--against-ruling", "state_paid_insurance_group=counted")
    assert run("compare", data, *option, "--format", "json") == 0
    cells = json.loads(capsys.readouterr().out)["transitions"][0]["cells"]
    rows: dict[str, int] = {}
    for cell in cells:
        rows[cell["before"]] = rows.get(cell["before"], 0) + cell["households"]
    assert (rows["poor"], rows["near_poor"]) == (2_901, 9_143)
    assert sum(rows.values()) == 18_269
