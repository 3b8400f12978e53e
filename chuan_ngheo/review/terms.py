"""The terms of the review as days: when it begins and by when each step is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal

from chuan_ngheo.review.days import (
    DaysOff,
    day_of_month_on_or_after,
    last_day,
    last_working_day,
    month_day,
    working_day_on_or_after,
)
from chuan_ngheo.review.procedure import Procedure

Kind = Literal["annual", "regular", "average_living_standard"]
KINDS: Final[tuple[Kind, ...]] = ("annual", "regular", "average_living_standard")

FROM_DAY: Final = {
    "regular": "regular_review_from_day",
    "average_living_standard": "average_living_standard_from_day",
}
DECISION_DAYS: Final = {
    "regular": "regular_decision_days",
    "average_living_standard": "average_living_standard_decision_days",
}


def review_begins(kind: Kind, request: date, procedure: Procedure) -> date | None:
    """Return the day on which the review of a request begins; None if it is not known.

    Args:
        kind: ``regular`` or ``average_living_standard``, which run every month.
    """
    number = procedure.number(FROM_DAY[kind], request)
    if number is None:
        return None
    same_month = procedure.chosen("request_after_the_monthly_day") == "same_month"
    if request.day > number and same_month:
        return request
    return day_of_month_on_or_after(request, number)


def rulings_of_begin(kind: Kind, request: date, procedure: Procedure) -> tuple[str, ...]:
    """Return the rulings on which the first day of the review of a request depends."""
    number = procedure.number(FROM_DAY[kind], request)
    late = number is not None and request.day > number
    return ("request_after_the_monthly_day",) if late else ()


def decision_due(
    kind: Kind, begins: date, procedure: Procedure, days_off: DaysOff = frozenset()
) -> date | None:
    """Return the last day for the decision of a monthly review; None if it is not known."""
    number = procedure.number(DECISION_DAYS[kind], begins)
    if number is None:
        return None
    day = last_day(begins, number, counts=_counts(procedure))
    if procedure.chosen("term_ends_on_a_day_off") == "next_working_day":
        return working_day_on_or_after(day, days_off)
    return day


def working_days_end(
    parameter: str, event: date, procedure: Procedure, days_off: DaysOff = frozenset()
) -> date | None:
    """Return the last day of a term in working days; None if its length is not known."""
    number = procedure.number(parameter, event)
    if number is None:
        return None
    return last_working_day(event, number, days_off, counts=_counts(procedure))


def day_of_year(parameter: str, year: int, procedure: Procedure) -> date | None:
    """Return a fixed day of a year; None if it is not known."""
    number = procedure.number(parameter, date(year, 12, 31))
    return None if number is None else month_day(year, number)


def day_before(parameter: str, year: int, procedure: Procedure) -> date | None:
    """Return the last day in time for what is due before a fixed day of a year."""
    day = day_of_year(parameter, year, procedure)
    return None if day is None else day - timedelta(days=1)


def report_day(day: date, procedure: Procedure) -> date | None:
    """Return the first day of a monthly report of the same year that is not before ``day``.

    None after the last month with such reports (Decision 24/2021, Article 7.1), or if it is not
    known.
    """
    number = procedure.number("monthly_report_day", day)
    first = day_of_year("monthly_reports_from", day.year, procedure)
    last = day_of_year("monthly_reports_through", day.year, procedure)
    if number is None or first is None or last is None:
        return None
    report = day_of_month_on_or_after(max(day, first), number)
    return report if report <= last else None


def _counts(procedure: Procedure) -> bool:
    return procedure.chosen("first_day_of_a_term") == "that_day"
