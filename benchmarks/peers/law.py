"""The numbers and lists of the decree that every peer is written with."""

from __future__ import annotations

import csv
from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl

from benchmarks import zen_rules

INDICATORS: Final = (
    *("employment", "dependants", "nutrition", "health_insurance"),
    *("adult_education", "school_attendance", "housing_quality", "housing_area"),
    *("water_source", "hygienic_toilet", "telecom_service", "information_devices"),
)
COLUMNS: Final = ("household_id", "class", *INDICATORS)
CLASSES: Final = (
    *("poor", "near_poor"),
    *("average_living_standard", "above_average_living_standard"),
)
CLEAN_WATER: Final = (
    *("piped", "drilled_well", "protected_dug_well", "protected_spring"),
    *("bottled", "rainwater", "purchased"),
)
HYGIENIC_TOILETS: Final = (
    *("septic", "semi_septic", "pour_flush"),
    *("ventilated_improved", "double_vault", "seated_pit"),
)
DEVICES: Final = tuple(
    f"has_{name}"
    for name in ("television", "radio", "desktop", "phone", "laptop", "tablet", "smartphone")
)
POVERTY_LINES: Final = {"rural": 1_500_000, "urban": 2_000_000}
AVERAGE_LINES: Final = {"rural": 2_250_000, "urban": 3_000_000}
FLOOR_AREA: Final = 8
RETIREMENT_MONTHS: Final = zen_rules.RETIREMENT_MONTHS
NOT_MEASURED: Final = 10_000
"""Stands for an absent height or weight where a tool has no null; above every limit."""

_TABLES: Final = Path(__file__).parents[2] / "rules" / "nd-07-2021" / "tables"


@cache
def growth_limits(measure: str) -> tuple[list[int], list[float], list[float]]:
    """Return the ages in months at which a row begins, and the limits of boys and of girls.

    Args:
        measure: ``height`` in cm or ``weight`` in kg.
    """
    unit = {"height": "cm", "weight": "kg"}[measure]
    with (_TABLES / f"{measure}_for_age.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ages = [int(row["age_months"]) for row in rows]
    boys, girls = (
        [float(row[f"{measure}_{child}_{unit}"]) for row in rows] for child in ("boy", "girl")
    )
    return ages, boys, girls


def born_by(review: date, months: int) -> date:
    """Return the last birth date with at least ``months`` completed months on the review date."""
    years, month = divmod(review.year * 12 + review.month - 1 - months, 12)
    return date(years, month + 1, min(review.day, monthrange(years, month + 1)[1]))


def review_date(folder: Path) -> date:
    """Return the one review date of a population.

    Raises:
        ValueError: if the households were not all reviewed on one known day.
    """
    dates = pl.scan_parquet(folder / "households.parquet").select(pl.col("review_date").unique())
    found = dates.collect().to_series().to_list()
    if len(found) != 1 or not isinstance(found[0], date):
        raise ValueError(f"expected one known review date, found {len(found)} different ones")
    return found[0]
