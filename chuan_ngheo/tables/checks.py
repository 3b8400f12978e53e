"""Which households of a part are odd: to be read and checked one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import polars as pl

from chuan_ngheo.readings.columns import Column, CompletedMonths
from chuan_ngheo.readings.member_sums import PLACE
from chuan_ngheo.readings.polars_expressions import polars_expression
from chuan_ngheo.rulebook.citations import Period

_OLDEST: Final = timedelta(days=130 * 365)
"""A little less than the 131 years after which a birth date is refused."""
_MONTHS: Final = polars_expression(CompletedMonths(Column("birth_date"), Column("review_date")))


def odd_reviews(households: pl.DataFrame, period: Period) -> pl.Series:
    """Tell which households were reviewed outside the period of the rule set."""
    if "review_date" not in households.columns:
        return _none(households.height)
    days = households["review_date"]
    return (~days.is_between(period.start, period.end)).fill_null(value=False)


def odd_ages(members: pl.DataFrame) -> pl.Series:
    """Tell which members have ages and dates that may contradict each other.

    Args:
        members: checked facts with ``review_date``.
    """
    odd = _none(members.height)
    names = set(members.columns)
    if "birth_date" in names:
        birth, review = members["birth_date"], members["review_date"]
        if review.null_count() < members.height:
            late = (birth > review) | (birth < review - _OLDEST)
            odd = odd | late.fill_null(value=False)
        given = [name for name in ("age", "age_months") if name in names]
        both = [name for name in given if not (members[name].is_null() | birth.is_null()).all()]
        if both:
            months = pl.col("#months")
            contradicts = {
                "age": months // 12 != pl.col("age"),
                "age_months": months != pl.col("age_months"),
            }
            found = members.select(_MONTHS.alias("#months"), *both).select(
                pl.any_horizontal(contradicts[name].fill_null(value=False) for name in both)
            )
            odd = odd | found.to_series()
    if {"age", "age_months"} <= names:
        differs = members["age_months"] // 12 != members["age"]
        odd = odd | differs.fill_null(value=False)
    return odd


def odd_repetitions(members: pl.DataFrame) -> pl.Series:
    """Tell which members stand twice in their household, by ``member_id``.

    Args:
        members: ``PLACE`` and, if the table has it, ``member_id``.
    """
    if "member_id" not in members.columns:
        return _none(members.height)
    place, identifier = members[PLACE], members["member_id"]
    ascending = (place > place.shift(1)) | (
        (place == place.shift(1)) & (identifier > identifier.shift(1))
    )
    if not identifier.null_count() and ascending[1:].all():
        return _none(members.height)
    twice = members.select(PLACE, "member_id").is_duplicated()
    return twice & identifier.is_not_null()


def _none(height: int) -> pl.Series:
    return pl.Series([False]).new_from_index(0, height)
