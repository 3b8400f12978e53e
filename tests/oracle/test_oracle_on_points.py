"""The oracle on points; expected by hand from form 3.3 of Circular 07/2021."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.point_examples import HOME, WORKER, home
from tests.oracle.points import PointVerdict, judge_by_points

Facts = dict[str, Any]


def verdict(**facts: Any) -> PointVerdict:
    return judge_by_points(home(**facts))


@pytest.mark.parametrize(
    ("facts", "b1", "not_poor"),
    [
        # 60+25+0+0+15+0+5+5+0+10+5+10+15+0
        ({"area": "rural"}, 150, True),
        # 75+20+0+0+5+0+5+5+0+5+5+10+15+0+25
        ({}, 170, False),
        ({"has_refrigerator": True}, 175, False),
        ({"has_refrigerator": True, "air_conditioner_count": 1}, 185, True),
        # 45 in place of 60
        ({"area": "rural", "children": 3, "floor_area_m2": 50.0}, 135, False),
        # The region in place of the city: 15 and not 25
        ({"central_city": False}, 160, False),
        ({"central_city": False, "region": "northern_mountains"}, 145, False),
    ],
)
def test_worked_households(facts: Facts, b1: int, not_poor: bool) -> None:
    found = verdict(**facts)
    assert (found.b1, found.not_poor) == ((b1, b1), not_poor)


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        ({"motorcycle_count": None}, 155, 180),  # 0 to 25 in place of 15
        ({"water_source": None}, 165, 175),  # 0 to 10 in place of 5
        ({"central_city": None}, 160, 170),  # 15 or 25
        ({"central_city": None, "region": None}, 145, 170),  # 0 to 25
        ({"has_car": None}, 170, 225),
        ({"members": None}, 70, 300),
    ],
)
def test_an_open_fact_leaves_every_row_of_its_item(facts: Facts, low: int, high: int) -> None:
    """Nobody listed: items 1 to 6 and 8 give at most 125, 40, 5, 10, 20, 20, 10; the rest is 70."""
    assert verdict(**facts).b1 == (low, high)


def test_three_motorcycles_in_the_central_highlands() -> None:
    facts = {**HOME, "area": "rural", "region": "central_highlands", "members": [WORKER]}
    two = judge_by_points({**facts, "motorcycle_count": 2}).b1
    three = {**facts, "motorcycle_count": 3}
    assert judge_by_points(three).b1.low == two.low + 5
    other = {"third_motorcycle_central_highlands": "form_3_8"}
    assert judge_by_points(three, other).b1.low == two.low + 15
