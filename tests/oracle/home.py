"""The filled-in form 3.1 of one household, with the ages of its members in months.

An age is a span of months, lowest and highest: one month where the birth date is known,
twelve where only the completed years are, and the whole of human life where nothing is. Where
the review day is unknown it can have been any day on which the decree is in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from tests.oracle.truth import Answer

Facts = Mapping[str, Any]

LONGEST_LIFE: Final = 131 * 12 - 1
IN_FORCE: Final = (date(2022, 1, 1), date(2026, 12, 31))
"""Decree 07/2021, Article 3, and Decree 351/2025: no review is outside these days."""

DEFAULT_RULINGS: Final = {
    "working_age": "labour_code",
    "irregular_wage_work": "counts",
    "wage_work_ages": "fifteen_and_over",
    "malnutrition_comparison": "below",
    "state_paid_insurance_group": "excluded",
    "adult_education_upper_age": "below_30",
    "adult_study": "any_study",
    "level_above_school_band": "not_right_level",
    "rainwater": "clean",
    "purchased_water": "clean",
    "seated_pit_toilet": "hygienic",
    "low_income_worker_after_2025": "continues",
    "low_income_worker_age": "fifteen_and_over",
}
OTHER_RULINGS: Final = {
    "working_age": "fifteen_and_over",
    "irregular_wage_work": "only_regular",
    "wage_work_ages": "working_age",
    "malnutrition_comparison": "at_or_below",
    "state_paid_insurance_group": "counted",
    "adult_education_upper_age": "through_30",
    "adult_study": "level_for_age",
    "level_above_school_band": "right_level",
    "rainwater": "not_clean",
    "purchased_water": "not_clean",
    "seated_pit_toilet": "not_hygienic",
    "low_income_worker_after_2025": "ends_with_2025",
    "low_income_worker_age": "any_age",
}


class Span(NamedTuple):
    """The lowest and the highest number that something can be."""

    low: int
    high: int


@dataclass(frozen=True)
class Person:
    """One member: the row of form 3.1 and the age in completed months on the review day."""

    facts: Facts
    months: Span


@dataclass(frozen=True)
class Home:
    """One household on its review day; people are None where nobody is listed."""

    facts: Facts
    people: tuple[Person, ...] | None
    review_day: date | None
    rulings: Mapping[str, str]

    def chooses(self, ruling: str, option: str) -> bool:
        """Tell whether a point that the law leaves open is read in this way."""
        assert option in (DEFAULT_RULINGS[ruling], OTHER_RULINGS[ruling])
        return self.rulings[ruling] == option


def open_home(household: Facts, rulings: Mapping[str, str]) -> Home:
    """Read form 3.1: column 4 gives the ages; a household of nobody is not filled in."""
    for name, option in rulings.items():
        if option not in (DEFAULT_RULINGS[name], OTHER_RULINGS[name]):
            raise ValueError(f"{name} has no option {option}")
    review_day = read_day(household.get("review_date"))
    rows = household.get("members") or ()
    people = tuple(Person(row, age_in_months(row, review_day)) for row in rows)
    return Home(household, people or None, review_day, {**DEFAULT_RULINGS, **rulings})


def read_day(written: date | str | None) -> date | None:
    """Read a day, given as a date or as YYYY-MM-DD."""
    return date.fromisoformat(written) if isinstance(written, str) else written


def age_in_months(row: Facts, review_day: date | None) -> Span:
    """Age on the day of the review, form 3.1 column 4: full years and months lived."""
    birth = read_day(row.get("birth_date"))
    if birth is not None and review_day is not None:
        lived = full_months(birth, review_day)
        return Span(lived, lived)
    if row.get("age_months") is not None:
        return Span(row["age_months"], row["age_months"])
    if row.get("age") is not None:
        return Span(12 * row["age"], 12 * row["age"] + 11)
    if birth is not None:
        return Span(full_months(birth, IN_FORCE[0]), full_months(birth, IN_FORCE[1]))
    return Span(0, LONGEST_LIFE)


def full_months(birth: date, day: date) -> int:
    """Count the months that are full ("đủ"): each from its own day, never before it."""
    months = max(0, 12 * (day.year - birth.year - 1))
    while month_is_full(birth, months + 1) <= day:
        months += 1
    return months


def month_is_full(birth: date, months: int) -> date:
    """Give the day on which so many months are full; the 1st where the month is too short."""
    years, month = divmod(birth.month - 1 + months, 12)
    try:
        return date(birth.year + years, month + 1, birth.day)
    except ValueError:
        return date(birth.year + years, month + 2, 1)


def is_at_least(age: Span, years: int) -> Answer:
    """Tell whether someone is "từ đủ" so many years."""
    if age.low >= 12 * years:
        return True
    return False if age.high < 12 * years else None


def is_under(age: Span, years: int) -> Answer:
    """Tell whether someone is "dưới" so many years."""
    if age.high < 12 * years:
        return True
    return False if age.low >= 12 * years else None
