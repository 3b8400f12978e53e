"""Every cell of form 3.11 as a household: just below the limit, and at it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

TABLE: Final = Path(__file__).parent / "oracle" / "nutrition_3_11.csv"
"""An independent copy of the table, as it was researched."""

_STEP = Decimal("0.1")
_COLUMNS: Final = (
    ("height_boy_cm", "male", "height_cm", "weight_kg"),
    ("height_girl_cm", "female", "height_cm", "weight_kg"),
    ("weight_boy_kg", "male", "weight_kg", "height_cm"),
    ("weight_girl_kg", "female", "weight_kg", "height_cm"),
)


def _household(months: int, sex: str, fact: str, value: Decimal, other: str) -> dict[str, Any]:
    """Return a child whose other measurement is recorded as sound."""
    sound = {"height_cm": "stunted", "weight_kg": "underweight"}[other]
    child = {"age_months": months, "sex": sex, fact: float(value), sound: False}
    return {"members": [child]}


@cache
def table_households() -> tuple[tuple[dict[str, Any], bool], ...]:
    """Return households with the deprivation in nutrition that form 3.11 gives."""
    return tuple(_table_households())


def _table_households() -> Iterator[tuple[dict[str, Any], bool]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        months = int(row["age_months"])
        if months >= 192:  # at 16 years the rule no longer applies; the row is never used
            continue
        following = int(rows[number + 1]["age_months"])
        for column, sex, fact, other in _COLUMNS:
            if not row[column]:
                continue
            limit = Decimal(row[column])
            for month in {months, following - 1}:
                yield _household(month, sex, fact, limit - _STEP, other), True
                yield _household(month, sex, fact, limit, other), False
