"""Workbooks for the tests: one household that is in order, and changes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from chuan_ngheo.forms.workbook import write_workbook
from tests.command_line import run

Answers = dict[str, Any]

HOUSEHOLD: Final[Answers] = {
    "household_id": "H1",
    "review_date": date(2022, 10, 3),
    "area": 2,
    "region": 6,
    "central_city": 1,
    "income_per_capita": 1_200_000,
    "wall_durable": 1,
    "column_durable": 1,
    "roof_durable": 4,
    "floor_area_m2": 45.5,
    "toilet": 11,
    "water_source": 21,
    "electricity_kwh_per_month": 60,
    "has_phone": 1,
    "television_count": 1,
    "has_car": 2,
    "motorcycle_count": 1,
    "has_motor_boat": 2,
    "has_printer_or_fax": 2,
    "has_music_system": 2,
    "has_refrigerator": 2,
    "air_conditioner_count": 0,
    "has_washing_machine": 2,
    "has_water_heater": 2,
    "has_microwave_or_oven": 2,
    "pond_and_garden_m2": 0,
    "annual_crop_land_m2": 0,
    "perennial_crop_land_m2": 0,
    "water_surface_m2": 0,
    "forest_land_m2": 0,
    "cattle_count": 0,
    "small_livestock_count": 0,
    "poultry_count": 0,
    "has_aquaculture": 2,
}
ADULT: Final[Answers] = {
    "household_id": "H1",
    "member_id": "1",
    "form_relationship": 1,
    "birth_date": date(1985, 4, 30),
    "sex": 2,
    "studying": 2,
    "general_education": 4,
    "vocational_training": 1,
    "has_health_insurance": 1,
    "uses_internet": 2,
    "social_allowance": 0,
    "employment_status": 1,
    "work_kind": 3,
    "wage_contract": 2,
    "monthly_benefit": 0,
    "serious_illness": 2,
    "nonfarm_work_3_months": 1,
}
CHILD: Final[Answers] = {
    "household_id": "H1",
    "member_id": "2",
    "form_relationship": 3,
    "birth_date": date(2015, 1, 15),
    "sex": 1,
    "height_cm": 121.5,
    "weight_kg": 22.4,
    "studying": 1,
    "study_level": 2,
    "has_health_insurance": 1,
    "uses_internet": 2,
    "social_allowance": 0,
}


def changed(answers: Mapping[str, Any], **cells: Any) -> Answers:
    """Return answers with some cells changed; None empties a cell."""
    return {name: value for name, value in {**answers, **cells}.items() if value is not None}


def written(folder: Path, households: list[Answers], members: list[Answers]) -> Path:
    """Write a filled workbook."""
    path = folder / "form.xlsx"
    write_workbook(path, households, members)
    return path


def checked(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    households: list[Answers],
    members: list[Answers],
) -> list[tuple[str, str, str]]:
    """Return level, cell and diagnostic of each finding of ``form check``."""
    path = written(folder, households, members)
    capsys.readouterr()
    status = run("form", "check", path, "--format", "json")
    report = json.loads(capsys.readouterr().out)
    assert status == (1 if report["findings"] else 0)
    return [
        (one["level"], f"{one['sheet']}!{one['column']}{one['row']}", one["code"])
        for one in report["findings"]
    ]
