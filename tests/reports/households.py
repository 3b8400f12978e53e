"""Twelve households in two districts, made by hand: every number of the tables can be counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.reports.counts import CAUSES, Counts
from chuan_ngheo.reports.definitions import report_definitions
from chuan_ngheo.reports.official import OfficialReport, official_report
from chuan_ngheo.reports.run import count_parts, read_facts_of
from chuan_ngheo.rulebook.loader import load_rules

A, B = "Ô Môn", "Thới Lai"
THREE: Final = {
    "wall_durable": False,
    "column_durable": False,
    "water_source": "river_pond",
    "toilet": "none",
}
"""Deprived of housing quality, water and a toilet."""


def adult(**facts: Any) -> dict[str, Any]:
    return {
        "age": 40,
        "sex": "male",
        "employment_status": "working",
        "wage_contract": "not_wage_work",
        "has_health_insurance": True,
        "health_insurance_state_paid_group": False,
        "social_allowance": "none",
        "uses_internet": True,
        "meritorious_monthly": False,
        **facts,
    }


def child(age: int, level: str, **facts: Any) -> dict[str, Any]:
    return {
        "age": age,
        "sex": "female",
        "has_health_insurance": True,
        "health_insurance_state_paid_group": False,
        "social_allowance": "none",
        "uses_internet": False,
        "studying": True,
        "study_level": level,
        "stunted": False,
        "underweight": False,
        "meritorious_monthly": False,
        **facts,
    }


def household(
    identifier: int, area: str | None, district: str, members: list[dict[str, Any]], **facts: Any
) -> dict[str, Any]:
    """A household without a deprivation, on a low income; no cause is given for its poverty."""
    numbered = [{"member_id": number, **one} for number, one in enumerate(members, 1)]
    return {
        "household_id": identifier,
        "review_date": "2022-10-03",
        "area": area,
        "district": district,
        "income_per_capita": 1_000_000,
        "wall_durable": True,
        "column_durable": True,
        "roof_durable": True,
        "floor_area_m2": 100.0,
        "water_source": "piped",
        "toilet": "septic",
        "has_television": True,
        "head_ethnic_group": "Kinh",
        "head_or_spouse_ethnic_minority": False,
        "left_poor_list_on": None,
        "left_near_poor_list_on": None,
        **dict.fromkeys(CAUSES, False),
        "members": numbered or None,
        **facts,
    }


OLD: Final = adult(
    age=80,
    sex="female",
    employment_status="retired_or_homemaker",
    wage_contract=None,
    uses_internet=False,
)
HOUSEHOLDS: Final = [
    # Poor: 1, 2, 3, 6, 12.
    household(
        1,
        "urban",
        A,
        [adult(), child(8, "primary")],
        **THREE,
        cause_no_land=True,
        cause_no_capital=True,
    ),
    household(
        2,
        "urban",
        A,
        [OLD],
        **(THREE | {"water_source": "piped"}),
        head_ethnic_group="Khmer",
        head_or_spouse_ethnic_minority=True,
        cause_no_labour=True,
        cause_illness_or_accident=True,
    ),
    household(
        3,
        "rural",
        A,
        [
            adult(employment_status="unable_to_work", wage_contract=None),
            child(
                6,
                "primary",
                studying=False,
                study_level=None,
                has_health_insurance=False,
                stunted=True,
            ),
        ],
        water_source="river_pond",
        head_or_spouse_ethnic_minority=True,
        **dict.fromkeys(CAUSES),
    ),
    # Near-poor: 4, 5, 7.
    household(
        4,
        "rural",
        A,
        [adult(), adult(age=16, general_education="upper_secondary", meritorious_monthly=True)],
        water_source="river_pond",
        cause_no_capital=True,
    ),
    household(
        5,
        "rural",
        A,
        [adult(), child(5, "preschool", has_health_insurance=False)],
        head_ethnic_group="Khmer",
        head_or_spouse_ethnic_minority=True,
        cause_other=True,
    ),
    # Much is unknown of household 6, but not that it is poor.
    household(
        6,
        "rural",
        B,
        [
            adult(employment_status=None, wage_contract=None, meritorious_monthly=None),
            child(7, "primary", has_health_insurance=None),
            child(15, "lower_secondary", stunted=None),
        ],
        **THREE,
        head_ethnic_group=None,
        head_or_spouse_ethnic_minority=None,
        left_poor_list_on="2020-12-31",
        **(dict.fromkeys(CAUSES) | {"cause_no_land": True}),
    ),
    household(7, "rural", B, [adult()]),
    # Undetermined: 8 is poor or near-poor, 9 is near-poor or above the line.
    household(8, "urban", B, [adult()], **(THREE | {"toilet": None})),
    household(9, "urban", B, [adult(), child(9, "primary")], income_per_capita=None),
    # Above the line: 10, 11.
    household(
        10,
        "urban",
        A,
        [adult()],
        income_per_capita=9_000_000,
        head_or_spouse_ethnic_minority=True,
    ),
    household(11, "rural", B, [], income_per_capita=9_000_000),
    household(12, None, A, [adult()], **THREE, cause_no_skills=True, head_ethnic_group=" KINH"),
]

POPULATION: Final = f"""district,area,households,persons,minority_households,minority_persons
{A},urban,100,400,10,40
{A},rural,200,700,,
{B},urban,50,200,5,20
{B},rural,250,1000,25,100
"""
PREVIOUS: Final = f"""household_id,class,persons,area,district
1,poor,2,urban,{A}
2,near_poor,1,urban,{A}
4,poor,2,rural,{A}
7,near_poor,1,rural,{B}
20,poor,3,urban,{A}
"""
CHANGES: Final = "household_id,change\n20,moved_out\n"


def written(folder: Path, households: list[dict[str, Any]] | None = None) -> Path:
    """Write households as JSON and return the file."""
    path = folder / "list.json"
    path.write_text(json.dumps(households or HOUSEHOLDS), encoding="utf-8")
    return path


def counted(path: Path, rules: str = "nd-07-2021") -> Counts:
    """Count the households of a file, all of which can be used."""
    rule_set = load_rules(rules)
    definitions = report_definitions()
    parts, _ = read_facts_of(path, None, rule_set)
    counts = Counts()
    assert list(count_parts(parts, rule_set, definitions, counts)) == []
    return counts


def reported(path: Path, **options: Any) -> OfficialReport:
    """Return the official tables for the households of a file."""
    return official_report(counted(path), load_rules("nd-07-2021"), report_definitions(), **options)
