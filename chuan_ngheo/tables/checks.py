"""Which households of a part are odd: to be read and checked one by one."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import polars as pl

from chuan_ngheo.readings.array_functions import completed_months
from chuan_ngheo.readings.arrays import Array, Numbers, day_number
from chuan_ngheo.readings.fact_tables import REVIEW, FactTable, FactTables
from chuan_ngheo.rulebook.citations import Period

_OLDEST: Final = 130 * 365
"""Days: a little less than the 131 years after which a birth date is refused."""
_MONTHS: Final = 12


def odd_reviews(households: FactTable, period: Period) -> Array:
    """Tell which households were reviewed outside the period of the rule set."""
    days: Numbers = households.values([REVIEW])[REVIEW]
    if not isinstance(days.values, np.ndarray):
        return np.zeros(households.height, np.bool_)
    outside: Array = days.values < day_number(period.start)
    outside |= days.values > day_number(period.end)
    return outside if isinstance(days.unknown, int) else outside & (days.unknown == 0)


def odd_ages(facts: FactTables) -> Array:
    """Tell which members have ages and dates that may contradict each other."""
    odd: Array = np.zeros(len(facts.places), np.bool_)
    given = facts.members.known() & {"birth_date", "age", "age_months"}
    values: dict[str, Numbers] = facts.of_members([*given, REVIEW])
    review = values[REVIEW]
    if "birth_date" in given:
        birth = values["birth_date"]
        odd |= _known(birth.values > review.values, birth, review)
        odd |= _known(birth.values < review.values - _OLDEST, birth, review)
        months = completed_months(birth, review) if len(given) > 1 else birth
        if "age" in given:
            age = values["age"]
            odd |= _known(months.values // _MONTHS != age.values, months, age)
        if "age_months" in given:
            odd |= _known(
                months.values != values["age_months"].values, months, values["age_months"]
            )
    if {"age", "age_months"} <= given:
        age, in_months = values["age"], values["age_months"]
        odd |= _known(in_months.values // _MONTHS != age.values, age, in_months)
    return odd


def _known(holds: Any, one: Numbers, other: Numbers) -> Any:
    """Return where something holds of two known numbers."""
    for part in (one, other):
        if not isinstance(part.unknown, int):
            holds = holds & (part.unknown == 0)
    return holds


def odd_repetitions(members: pl.DataFrame, places: Array) -> Array:
    """Tell which members stand twice in their household, by ``member_id``."""
    none: Array = np.zeros(len(places), np.bool_)
    if "member_id" not in members.columns:
        return none
    ids = members["member_id"]
    if not ids.null_count() and len(ids):
        if ids.dtype.is_integer():
            numbers = ids.to_numpy()
            ascending = numbers[1:] > numbers[:-1]
        else:
            ascending = (ids > ids.shift(1))[1:].to_numpy()
        same = places[1:] == places[:-1]
        if ((places[1:] > places[:-1]) | (same & ascending)).all():
            return none
    twice = pl.DataFrame([pl.Series("place", places), ids]).is_duplicated() & ids.is_not_null()
    found: Array = twice.to_numpy()
    return found
