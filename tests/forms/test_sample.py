"""The synthetic filled workbook: what its page promises, points counted by hand, the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from chuan_ngheo import classify
from chuan_ngheo.survey.read import read_input
from datasets.generators.form_3_1.__main__ import WORKBOOK
from tests.command_line import run

ROOT: Final = Path(__file__).parents[2]

# Form 3.10 (rural Mekong delta): 4 members 60, 2 workers 25, hired 15, wall 5, column 5, 60 kWh 10,
# drilled well 5, septic toilet 10, one motorcycle 15. Form 3.4 (urban): 75, 20, 5, 5, 5, 5, 5, 10,
# 15, centrally run city 25; refrigerator 5, one air conditioner 10. Five members: 45 instead of 60.
POINTS: Final = {
    "CT-01": (150, 10),
    "CT-02": (170, 10),
    "CT-03": (170, 30),
    "CT-04": (175, 10),
    "CT-05": (185, 10),
    "CT-06": (135, 20),
}
CLASSES: Final = {
    "CT-01": ("near_poor", "average_living_standard"),
    "CT-02": ("near_poor", "near_poor"),
    "CT-03": ("poor", "poor"),
    "CT-04": ("near_poor", "near_poor"),
    "CT-05": ("near_poor", "average_living_standard"),
    "CT-06": ("near_poor", "near_poor"),
}


@pytest.fixture(scope="module")
def households() -> dict[str, dict[str, Any]]:
    return {str(row.facts["household_id"]): dict(row.facts) for row in read_input(WORKBOOK).rows}


def test_it_holds_households_of_both_areas(households: dict[str, dict[str, Any]]) -> None:
    assert len(households) == 36
    assert sum(len(one["members"]) for one in households.values()) == 136
    assert {one["area"] for one in households.values()} == {"rural", "urban"}


@pytest.mark.parametrize("name", POINTS)
def test_the_first_households_have_the_points_counted_by_hand(
    name: str, households: dict[str, dict[str, Any]]
) -> None:
    by_points = classify(households[name], rules="tt-07-2021")
    b1, b2 = POINTS[name]
    assert by_points.points == {**by_points.points, "b1_points": (b1, b1), "b2_points": (b2, b2)}
    assert (classify(households[name]).class_, by_points.class_) == CLASSES[name]


def test_every_outcome_occurs_by_both_methods(households: dict[str, dict[str, Any]]) -> None:
    income = [classify(one).class_ for one in households.values()]
    points = [classify(one, rules="tt-07-2021").class_ for one in households.values()]
    outcomes = {"poor", "near_poor", "average_living_standard", "above_average_living_standard"}
    assert set(income) == set(points) == outcomes | {None}
    # Above the limit of points with a low income, and below it with a higher one.
    assert {
        ("near_poor", "average_living_standard"),
        ("average_living_standard", "poor"),
        ("above_average_living_standard", "poor"),
    } <= set(zip(income, points, strict=True))


@pytest.mark.parametrize("method", ["income", "points"])
def test_tables_and_single_households_are_decided_the_same(
    method: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = []
    for engine in ("reference", "polars"):
        options = ("--engine", engine, "--method", method, "--format", "csv", "--quiet")
        rejects = ("--rejects", tmp_path / "rejects.jsonl")
        assert run("classify", WORKBOOK, *options, *rejects) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0].count("\n") == 37
    assert printed[0] == printed[1]


def test_the_check_reports_only_the_cells_left_empty_on_purpose(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("form", "check", WORKBOOK, "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == 0
    found = [(f"{one['column']}{one['row']}", one["code"]) for one in report["findings"]]
    assert found == [
        ("V37", "form-skipped"),
        ("U38", "form-skipped"),
        ("W39", "form-skipped"),
        ("T40", "form-skipped"),
        ("Q129", "form-skipped"),
        ("H135", "form-skipped"),
        ("I136", "form-skipped"),
        ("T138", "form-skipped"),
        ("U138", "form-skipped"),
    ]


def test_it_can_be_made_again_byte_for_byte(tmp_path: Path) -> None:
    again = tmp_path / "form-3-1.xlsx"
    command = [sys.executable, "-m", "datasets.generators.form_3_1", "--out", str(again)]
    subprocess.run(command, cwd=ROOT, check=True)
    assert again.read_bytes() == WORKBOOK.read_bytes()
