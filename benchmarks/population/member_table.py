"""The facts of the members of a block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from benchmarks.population.block import REVIEW_DATE, Block
from benchmarks.population.draws import Array, Draws, dates, texts, values_where
from benchmarks.population.learning_and_work import education, work

NEVER_NULL: Final = frozenset({"household_id", "member_id"})
_ALLOWANCES: Final = ("none", "elderly", "disabled", "orphan")


@dataclass(frozen=True, slots=True)
class People:
    """What shapes the other facts of members: whose they are, their age and their sex."""

    place: Array
    position: Array
    age: Array
    months: Array
    birth_days: Array
    female: Array
    low_income: Array
    minority: Array


def members(block: Block) -> pl.DataFrame:
    """Return the facts of the members of a block, every fact known that applies to them."""
    draws = block.draws("members")
    people = _people(block, draws)
    young = (people.age >= 18) & (people.age < 45) & people.female
    disabled = draws.chance(np.where(people.age < 60, 0.02, 0.12))
    merit = draws.chance(np.where(people.age >= 60, 0.04, 0.001))
    columns: dict[str, pl.Series | Array] = {
        "household_id": block.household_ids()[people.place],
        "member_id": people.position + 1,
        "birth_date": dates(people.birth_days),
        "sex": texts(people.female.astype(np.uint8), ("male", "female")),
        "ethnic_minority": people.minority ^ draws.chance(0.02),
        **work(draws, people.age, people.low_income),
        "has_health_insurance": draws.chance(np.where(people.low_income, 0.95, 0.965)),
        "health_insurance_state_paid_group": draws.chance(np.where(people.low_income, 0.6, 0.15)),
        **education(draws, people.age, people.low_income),
        "social_allowance": _allowances(draws, people.age, disabled),
        "disabled": disabled,
        "stable_livelihood": draws.chance(0.5),
        **_growth(draws, people),
        "uses_internet": draws.chance(np.where(people.low_income, 0.27, 0.7)),
        "meritorious": merit,
        "meritorious_monthly": merit & draws.chance(0.7),
        "pregnant": young & draws.chance(0.04),
        "breastfeeding": young & draws.chance(0.06),
        "wants_overseas_work": (people.age >= 18) & (people.age < 40) & draws.chance(0.03),
        "gave_birth_within_policy": young & draws.chance(0.05),
        "husband_ethnic_minority": people.female & (people.age >= 18) & people.minority,
        "compulsory_social_insurance": (people.age >= 18) & draws.chance(0.3),
    }
    return pl.DataFrame(columns)


def _people(block: Block, draws: Draws) -> People:
    """Draw ages: two adults first, then children and other adults in turn."""
    starts = np.cumsum(block.sizes) - block.sizes
    place = np.repeat(np.arange(len(block.sizes)), block.sizes)
    position = np.arange(draws.count) - starts[place]
    adult = (position < 2) | draws.chance(0.42)
    youngest = np.where(adult, np.where(position == 0, 20, 17), 0)
    oldest = np.where(adult, np.where(position < 2, 84, 96), 17)
    birth = int(np.datetime64(REVIEW_DATE, "D").astype(np.int64)) - draws.between(
        youngest * 366, oldest * 365
    )
    born = birth.astype("datetime64[D]")
    month = born.astype("datetime64[M]")
    day = (born - month).astype(np.int64) + 1
    review = np.datetime64(REVIEW_DATE, "M").astype(np.int64)
    months = review - month.astype(np.int64) - (day > REVIEW_DATE.day)
    return People(
        place,
        position,
        months // 12,
        months,
        birth,
        draws.chance(0.505),
        block.low_income[place],
        block.minority[place],
    )


def _allowances(draws: Draws, age: Array, disabled: Array) -> pl.Series:
    codes = np.where(
        (age >= 80) & draws.chance(0.9),
        1,
        np.where(disabled & draws.chance(0.6), 2, 3 * ((age < 16) & draws.chance(0.003))),
    )
    return texts(codes.astype(np.uint8), _ALLOWANCES)


def _growth(draws: Draws, people: People) -> dict[str, pl.Series]:
    """Draw height and weight of children under 16, or for one in fifty what a clinic found."""
    child = people.age < 16
    small = draws.chance(np.where(people.low_income, 0.12, 0.03))
    height = 48 + 8.4 * np.sqrt(people.months) + 10 * draws.uniform() - 20 * small
    weight = 4.5 + 0.21 * people.months + 4 * draws.uniform() - 2.5 * small
    by_clinic = child & draws.chance(0.02)
    measured = child & ~by_clinic
    return {
        "height_cm": values_where(_tenths(height), measured),
        "weight_kg": values_where(_tenths(weight), measured),
        "stunted": values_where(small, by_clinic),
        "underweight": values_where(small & draws.chance(0.5), by_clinic),
    }


def _tenths(values: Array) -> Array:
    return np.floor(10 * values.astype(np.float64) + 0.5) / 10
