"""The default reading of Decree 07/2021/NĐ-CP as a GoRules decision graph (JDM).

Two-valued: the expression language of zen-engine raises an error where a comparison or ``not``
meets null, so the graph decides households in which every fact it reads is known.
"""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

RETIREMENT_MONTHS: Final = {2022: (726, 668), 2023: (729, 672)}
"""Retirement age of men and of women in completed months, by the year of the review."""

TABLES: Final = Path(__file__).parents[1] / "rules" / "nd-07-2021" / "tables"

# Row of form 3.11 for an age in months: each month to 12, then by 3 to 24, then by 6.
_ROW: Final = (
    "(m.age_months <= 12 ? m.age_months"
    " : m.age_months < 24 ? 12 + floor((m.age_months - 12) / 3)"
    " : 12 + floor(m.age_months / 6))"
)


def _limit(table: str, boys: str, girls: str) -> str:
    """Write the look-up of a limit by sex and age as an expression over a member ``m``."""
    with (TABLES / table).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for_boys, for_girls = (", ".join(row[column] for row in rows) for column in (boys, girls))
    return f"(m.sex == 'male' ? [{for_boys}] : [{for_girls}])[{_ROW}]"


def indicator_expressions(year: int) -> dict[str, str]:
    """Return the condition of each indicator, in official order, in the ZEN language.

    Args:
        year: the year of the review, for the retirement ages.
    """
    return {
        **_expressions_over_members(year),
        "housing_quality": "count([wall_durable, column_durable, roof_durable], not #) >= 2",
        "housing_area": "floor_area_m2 < 8 * len(members)",
        "water_source": (
            "water_source not in ['piped', 'drilled_well', 'protected_dug_well',"
            " 'protected_spring', 'bottled', 'rainwater', 'purchased']"
        ),
        "hygienic_toilet": (
            "toilet not in ['septic', 'semi_septic', 'pour_flush', 'ventilated_improved',"
            " 'double_vault', 'seated_pit']"
        ),
        "telecom_service": "all(members as m, not m.uses_internet)",
        "information_devices": (
            "not (has_television or has_radio or has_desktop or has_phone"
            " or has_laptop or has_tablet or has_smartphone)"
        ),
    }


def _expressions_over_members(year: int) -> dict[str, str]:
    men, women = RETIREMENT_MONTHS[year]
    height = _limit("height_for_age.csv", "height_boy_cm", "height_girl_cm")
    weight = _limit("weight_for_age.csv", "weight_boy_kg", "weight_girl_kg")
    return {
        "employment": (
            "some(members as m, m.age >= 15 and (m.wage_contract == 'no_contract'"
            " or (m.employment_status == 'no_work'"
            f" and m.age_months < (m.sex == 'male' ? {men} : {women}))))"
        ),
        "dependants": (
            "2 * count(members as m, m.age < 16 or m.social_allowance in ['elderly', 'disabled'])"
            " > len(members)"
        ),
        "nutrition": (
            f"some(members as m, m.age < 16 and ((m.stunted ?? (m.height_cm < {height}))"
            f" or (m.underweight ?? (m.age < 10 and m.weight_kg < {weight}))))"
        ),
        "health_insurance": (
            "some(members as m, m.age >= 6 and not m.has_health_insurance"
            " and not m.health_insurance_state_paid_group)"
        ),
        "adult_education": (
            "some(members as m, m.age >= 16 and m.age < 30"
            " and not m.studying and not m.trained_by_employer"
            " and (m.age < 18"
            " ? m.general_education not in ['lower_secondary', 'upper_secondary']"
            " : m.general_education != 'upper_secondary' and m.vocational_training == 'none'))"
        ),
        "school_attendance": (
            "some(members as m, m.age >= 3 and m.age < 16 and not (m.studying and m.study_level =="
            " (m.age < 6 ? 'preschool' : m.age < 12 ? 'primary' : 'lower_secondary')))"
        ),
    }


def decision_graph(year: int) -> str:
    """Return the decision graph as JSON: ages, one node of indicators, a table of classes.

    Args:
        year: the year of the review, for the retirement ages.
    """
    indicators = indicator_expressions(year)
    expressions = {
        **indicators,
        "deprivation_count": f"count([{', '.join(f'$.{name}' for name in indicators)}], #)",
        "at_or_below_poverty_line": "income_per_capita <= (area == 'rural' ? 1500000 : 2000000)",
        "at_or_below_average_line": "income_per_capita <= (area == 'rural' ? 2250000 : 3000000)",
    }
    content = {
        "passThrough": False,
        "executionMode": "single",
        "expressions": [
            {"id": key, "key": key, "value": value} for key, value in expressions.items()
        ],
    }
    names = ("request", "ages", "indicators", "classes", "response")
    nodes = [
        _node("request", "inputNode", {"schema": ""}),
        _node("ages", "expressionNode", _ages()),
        _node("indicators", "expressionNode", content),
        _node("classes", "decisionTableNode", _class_table()),
        _node("response", "outputNode", {"schema": ""}),
    ]
    edges = [
        {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
        for source, target in pairwise(names)
    ]
    kind = "application/vnd.gorules.decision"
    return json.dumps({"contentType": kind, "nodes": nodes, "edges": edges})


def _ages() -> dict[str, Any]:
    """Derive completed months and years of each member from birth date and review date."""
    months = "d(review_date).diff(d(#.birth_date), 'month')"
    derived = f"{{age_months: {months}, age: floor({months} / 12)}}"
    value = f"map(members, merge([#, {derived}]))"
    return {
        "passThrough": True,
        "executionMode": "single",
        "expressions": [{"id": "members", "key": "members", "value": value}],
    }


def _class_table() -> dict[str, Any]:
    inputs = ("at_or_below_poverty_line", "at_or_below_average_line", "deprivation_count")
    cells = (
        ("true", "", ">= 3", "'poor'"),
        ("true", "", "< 3", "'near_poor'"),
        ("false", "true", "", "'average_living_standard'"),
        ("false", "false", "", "'above_average_living_standard'"),
    )
    return {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": name, "name": name, "field": name} for name in inputs],
        "outputs": [{"id": "class", "name": "class", "field": "class"}],
        "rules": [
            {"_id": f"row-{number}", **dict(zip((*inputs, "class"), row, strict=True))}
            for number, row in enumerate(cells, start=1)
        ],
    }


def _node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "type": kind,
        "position": {"x": 0, "y": 0},
        "content": content,
    }
