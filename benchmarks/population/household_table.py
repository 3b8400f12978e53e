"""The facts of the households of a block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

from benchmarks.population.block import REVIEW_DATE, Block
from benchmarks.population.draws import Array, Draws, dates, texts, values_where
from chuan_ngheo.facts import NEVER_UNKNOWN

NEVER_NULL: Final = frozenset({"household_id", "review_date"}) | NEVER_UNKNOWN
"""Columns in which no unknown is put: keys, the fixed date, and dates whose null is "never"."""

_WATER: Final = {
    "piped": 0.42,
    "drilled_well": 0.31,
    "protected_dug_well": 0.09,
    "unprotected_dug_well": 0.006,
    "protected_spring": 0.05,
    "unprotected_spring": 0.007,
    "rainwater": 0.07,
    "purchased": 0.02,
    "bottled": 0.02,
    "river_pond": 0.005,
    "other": 0.002,
}
_WATER_LOW: Final = {
    "piped": 0.2,
    "drilled_well": 0.25,
    "protected_dug_well": 0.1,
    "unprotected_dug_well": 0.09,
    "protected_spring": 0.1,
    "unprotected_spring": 0.12,
    "rainwater": 0.05,
    "purchased": 0.01,
    "bottled": 0.01,
    "river_pond": 0.05,
    "other": 0.02,
}
_TOILETS: Final = {
    "septic": 0.6,
    "semi_septic": 0.2,
    "pour_flush": 0.07,
    "ventilated_improved": 0.02,
    "seated_pit": 0.01,
    "double_vault": 0.06,
    "simple_pit": 0.02,
    "fish_pond": 0.006,
    "none": 0.01,
    "other": 0.004,
}
_TOILETS_LOW: Final = {
    "septic": 0.25,
    "semi_septic": 0.12,
    "pour_flush": 0.1,
    "ventilated_improved": 0.05,
    "seated_pit": 0.03,
    "double_vault": 0.09,
    "simple_pit": 0.21,
    "fish_pond": 0.03,
    "none": 0.09,
    "other": 0.03,
}
_LISTS: Final = {"poor": 0.04, "near_poor": 0.04, "none": 0.92}
_LISTS_LOW: Final = {"poor": 0.55, "near_poor": 0.25, "none": 0.2}
_DEVICES: Final = {
    "television": 0.88,
    "radio": 0.1,
    "desktop": 0.16,
    "phone": 0.3,
    "laptop": 0.22,
    "tablet": 0.12,
    "smartphone": 0.85,
}
_LINES: Final = {True: 1_500_000, False: 2_000_000}


def households(block: Block) -> pl.DataFrame:
    """Return the facts of the households of a block, every fact known."""
    draws = block.draws("households")
    low = block.low_income
    shaky = np.where(low, 0.36, 0.04)
    columns: dict[str, pl.Series | Array] = {
        "household_id": block.household_ids(),
        "review_date": dates(np.full(draws.count, _days(REVIEW_DATE.isoformat()))),
        "area": texts(block.rural.astype(np.uint8), ("urban", "rural")),
        "income_per_capita": _incomes(block, draws),
        **{f"{part}_durable": ~draws.chance(shaky) for part in ("wall", "column", "roof")},
        "floor_area_m2": _floor_areas(block, draws),
        "water_source": _choice(draws, low, _WATER, _WATER_LOW),
        "toilet": _choice(draws, low, _TOILETS, _TOILETS_LOW),
        **{
            f"has_{device}": draws.chance(np.where(low, 0.3 * share, share))
            for device, share in _DEVICES.items()
        },
        "head_or_spouse_ethnic_minority": block.minority,
        "left_poor_list_on": _days_off_list(draws, 0.05),
        "left_near_poor_list_on": _days_off_list(draws, 0.05),
        "previous_list_status": _choice(draws, low, _LISTS, _LISTS_LOW),
        "on_commune_list": draws.chance(np.where(low, 0.9, 0.05)),
        "resides_in_area": draws.chance(0.97),
        "electricity_kwh_per_month": draws.between(10, np.where(low, 120, 400)).astype(np.float64),
        "on_electricity_grid": draws.chance(0.99),
        "disadvantaged_area": draws.chance(np.where(block.minority, 0.4, 0.08)),
        "agricultural_household": draws.chance(np.where(block.rural, 0.6, 0.1)),
    }
    return pl.DataFrame(columns)


def _incomes(block: Block, draws: Draws) -> Array:
    """Draw whole dong a person a month; one in fifty lies at a line or one dong beside it."""
    line = np.where(block.rural, _LINES[True], _LINES[False])
    part = draws.uniform().astype(np.float64)
    above = np.where(part < 0.13, 1 + part / 0.26, 1.5 + 3 * -np.log1p(-(part - 0.13) / 0.88))
    factor = np.where(block.low_income, 0.25 + 0.75 * part, above)
    income = np.floor(line * factor / 1000).astype(np.int64) * 1000
    income = np.where(block.low_income, np.minimum(income, line), np.maximum(income, line + 1000))
    beside = draws.chance(0.02)
    offset = np.where(block.low_income, -draws.between(0, 1), draws.between(1, 2))
    return np.where(beside, line + offset, income)


def _floor_areas(block: Block, draws: Draws) -> Array:
    """Draw square metres in tenths, some at exactly 8 a person."""
    smallest = np.where(block.low_income, 3, 7)
    each = smallest + 30 * draws.uniform() ** 1.5
    each = np.where(draws.chance(0.02), 8, each)
    return np.floor(10 * each * block.sizes + 0.5) / 10


def _choice(
    draws: Draws, low: Array, shares: Mapping[str, float], low_shares: Mapping[str, float]
) -> pl.Series:
    codes = np.where(low, draws.code(low_shares), draws.code(shares))
    return texts(codes, tuple(shares))


def _days_off_list(draws: Draws, share: float) -> pl.Series:
    """Draw the day of recognition, up to six years before the review; null: never."""
    days = _days(REVIEW_DATE.isoformat()) - draws.between(0, 6 * 365)
    return values_where(days.astype(np.int32), draws.chance(share)).cast(pl.Date)


def _days(text: str) -> int:
    return int(np.datetime64(text, "D").astype(np.int64))
