"""Count days and working days.

Saturdays and Sundays are days off. Public holidays are not known to the program: they are decided
for every year, and are given as ``days_off``.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Final

_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)

DaysOff = AbstractSet[date]
"""Days without work besides Saturdays and Sundays."""


def is_working_day(day: date, days_off: DaysOff = frozenset()) -> bool:
    """Tell whether offices work on a day."""
    return day.weekday() < _SATURDAY and day not in days_off


def working_day_on_or_after(day: date, days_off: DaysOff = frozenset()) -> date:
    """Return the first working day that is not before ``day``."""
    while not is_working_day(day, days_off):
        day += _ONE_DAY
    return day


def last_working_day(event: date, count: int, days_off: DaysOff, *, counts: bool) -> date:
    """Return the last of ``count`` working days.

    Args:
        event: the day of the event from which they run.
        counts: whether that day itself is the first, if it is a working day.
    """
    day = event if counts else event + _ONE_DAY
    while True:
        day = working_day_on_or_after(day, days_off)
        count -= 1
        if count == 0:
            return day
        day += _ONE_DAY


def last_day(event: date, count: int, *, counts: bool) -> date:
    """Return the last of ``count`` days of the calendar.

    Args:
        event: the day of the event from which they run.
        counts: whether that day itself is the first.
    """
    return event + timedelta(days=count - 1 if counts else count)


def month_day(year: int, number: int) -> date:
    """Return the day of a year that a rule file writes as month x 100 + day."""
    month, day = divmod(number, 100)
    return date(year, month, day)


def day_of_month_on_or_after(day: date, number: int) -> date:
    """Return the first day with this number in its month that is not before ``day``."""
    if day.day <= number:
        return day.replace(day=number)
    return (day.replace(day=1) + timedelta(days=31)).replace(day=number)
