"""Every limit of form 3.11 through the public API: just below it, at it, up to the next row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from chuan_ngheo import classify, load_rules
from tests.nutrition_rows import TABLE

AT_OR_BELOW = load_rules("nd-07-2021", rulings={"malnutrition_comparison": "at_or_below"})
SIXTEEN = 192
MEASURES = {
    "height_boy_cm": ("male", "height_cm", "underweight"),
    "height_girl_cm": ("female", "height_cm", "underweight"),
    "weight_boy_kg": ("male", "weight_kg", "stunted"),
    "weight_girl_kg": ("female", "weight_kg", "stunted"),
}


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _limits() -> Iterator[tuple[str, int, Decimal]]:
    """Yield column, month and limit: for each row its first and its last month."""
    rows = _rows()
    for number, row in enumerate(rows):
        first = int(row["age_months"])
        last = int(rows[number + 1]["age_months"]) - 1 if number + 1 < len(rows) else first
        for column in MEASURES:
            if row[column]:
                for month in sorted({first, last}):
                    yield column, month, Decimal(row[column])


def _child(column: str, month: int | None, value: Decimal) -> dict[str, Any]:
    """Return a household of one child; the measure that is not tested is recorded as good."""
    sex, measure, other = MEASURES[column]
    child = {"age_months": month, "sex": sex, measure: float(value), other: False}
    return {"members": [child]}


def _nutrition(household: dict[str, Any]) -> bool | None:
    return classify(household).deprivations["nutrition"]


def test_the_table_has_45_heights_and_32_weights_for_each_sex() -> None:
    rows = _rows()
    assert len(rows) == 45
    assert [sum(bool(row[column]) for row in rows) for column in MEASURES] == [45, 45, 32, 32]


@pytest.mark.parametrize(("column", "month", "limit"), list(_limits()))
def test_limit(column: str, month: int, limit: Decimal) -> None:
    below, at, above = (limit + Decimal(step) / 10 for step in (-1, 0, 1))
    child = month < SIXTEEN
    assert _nutrition(_child(column, month, below)) is child
    assert _nutrition(_child(column, month, at)) is False
    assert _nutrition(_child(column, month, above)) is False


@pytest.mark.parametrize(("column", "month", "limit"), list(_limits()))
def test_limit_where_it_counts_itself(column: str, month: int, limit: Decimal) -> None:
    def deprived(value: Decimal) -> bool | None:
        decision = classify(_child(column, month, value), rules=AT_OR_BELOW)
        return decision.deprivations["nutrition"]

    assert deprived(limit) is (month < SIXTEEN)
    assert deprived(limit + Decimal("0.1")) is False


@pytest.mark.parametrize("column", MEASURES)
def test_a_measure_at_the_highest_limit_is_good_at_any_age(column: str) -> None:
    """Heights go on to the row of 16 years, which applies to no child of a known age."""
    highest = max(Decimal(row[column]) for row in _rows() if row[column])
    assert _nutrition(_child(column, None, highest)) is False


@pytest.mark.parametrize("column", MEASURES)
def test_the_limits_grow_with_age(column: str) -> None:
    limits = [Decimal(row[column]) for row in _rows() if row[column]]
    assert limits == sorted(limits)
