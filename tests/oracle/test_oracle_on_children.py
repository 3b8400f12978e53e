"""The oracle on children: schooling and growth; expected by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.examples import person, someone_aged, verdict
from tests.oracle.growth import FORM_3_11
from tests.oracle.truth import Answer

Facts = dict[str, Any]


def found(indicator: str, *people: Facts, **others: Any) -> Answer:
    return verdict(*people, **others).deprivations[indicator]


@pytest.mark.parametrize(
    ("months", "right"),
    [
        (35, None),
        (36, "preschool"),
        (71, "preschool"),
        (72, "primary"),
        (143, "primary"),
        (144, "lower_secondary"),
        (191, "lower_secondary"),
        (192, None),
    ],
)
def test_school_attendance(months: int, right: str | None) -> None:
    higher = {"level_above_school_band": "right_level"}
    ladder = ["preschool", "primary", "lower_secondary", "upper_secondary"]
    for place, level in enumerate(ladder):
        member = person(age_months=months, studying=True, study_level=level)
        assert found("school_attendance", member) is (right not in (None, level))
        short = right is not None and place < ladder.index(right)
        assert found("school_attendance", member, rulings=higher) is short
    away = person(age_months=months, studying=False)
    assert found("school_attendance", away) is (right is not None)
    unsure = person(age_months=months, studying=None, study_level=None)
    assert found("school_attendance", unsure) is (None if right else False)


def test_school_attendance_at_an_unknown_age() -> None:
    for level in ("preschool", None, "university"):
        member = person(age_months=None, studying=True, study_level=level)
        assert found("school_attendance", member) is None
    both_bands = person(age_months=None, studying=True, study_level="upper_secondary")
    higher = {"level_above_school_band": "right_level"}
    assert found("school_attendance", both_bands, rulings=higher) is False


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"age_months": 12, "height_cm": 71.0}, False),
        ({"age_months": 12, "height_cm": 70.9}, True),
        ({"age_months": 14, "height_cm": 70.9}, True),
        ({"age_months": 15, "height_cm": 74.0}, True),
        ({"age_months": 12, "height_cm": 70.9, "sex": "female"}, False),
        ({"age_months": 12, "height_cm": 70.9, "sex": None}, None),
        ({"age_months": 12, "height_cm": 68.8, "sex": None}, True),
        ({"age_months": 191, "height_cm": 155.4}, True),
        ({"age_months": 192, "height_cm": 120.0}, False),
        ({"age": 15, "height_cm": 153.3}, True),
        ({"age": 15, "height_cm": 153.4}, None),
        ({"age": 15, "height_cm": 155.5}, False),
        ({"age_months": 40, "height_cm": None}, None),
        ({"age_months": 40, "height_cm": None, "weight_kg": 11.2}, True),
        ({"age_months": 119, "weight_kg": 22.1}, True),
        ({"age_months": 119, "weight_kg": 22.2}, False),
        ({"age_months": 120, "weight_kg": 10.0}, False),
        ({"age_months": 120, "weight_kg": None}, False),
        ({"age_months": 119, "weight_kg": None}, None),
        ({"age_months": 30, "height_cm": None, "stunted": False}, False),
        ({"age_months": 30, "height_cm": None, "stunted": True}, True),
        ({"age_months": 150, "weight_kg": None, "underweight": True}, True),
        ({"age_months": 192, "height_cm": None, "stunted": True}, False),
        ({"height_cm": None, "stunted": True}, None),
        ({"height_cm": 157.4}, False),
        ({"height_cm": 157.3}, None),
        ({"height_cm": 160.0, "weight_kg": 22.1}, None),
    ],
)
def test_nutrition(facts: Facts, expected: Answer) -> None:
    assert found("nutrition", someone_aged(facts)) is expected


def test_the_limits_of_form_3_11_are_compared_one_by_one() -> None:
    at_or_below = {"malnutrition_comparison": "at_or_below"}
    lines = [line for line in FORM_3_11 if line.months.low < 192]
    assert (len(FORM_3_11), len(lines)) == (45, 44)
    for line in lines:
        for sex, limit in line.height.items():
            for height, below in ((limit - 0.1, True), (limit, False), (limit + 0.1, False)):
                for months in (line.months.low, min(line.months.high, 191)):
                    member = person(age_months=months, sex=sex, height_cm=height)
                    assert found("nutrition", member) is below
                    short = below or height == limit
                    assert found("nutrition", member, rulings=at_or_below) is short
