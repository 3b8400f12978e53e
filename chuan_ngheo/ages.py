"""Ages in completed years and months on a given day, and days a number of months away.

A month is complete when its day of month is reached: a child born on 31 January has
completed no month on 28 February and one month on 1 March. A person born on 29 February
completes a year on 1 March of a common year. The decree gives no rule for either case;
this is the reading of "đủ" (full) that never counts a day that has not come.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date


def completed_months(birth: date, day: date) -> int:
    """Return the completed months between ``birth`` and ``day`` (negative if not yet born)."""
    months = (day.year - birth.year) * 12 + day.month - birth.month
    return months - 1 if day.day < birth.day else months


def months_after(day: date, months: int) -> date:
    """Return the day with the same number, ``months`` later; the last of a shorter month.

    A period counted in months ends on the day that corresponds to that of its beginning, or on
    the last day of the month where there is none (Civil Code 2015, Article 148, clause 3; from
    memory of the text, unconfirmed). A period that ends outside the calendar of Python ends on the
    first or last day of it: before, or after, every day on which a review can be held.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= years <= MAXYEAR:
        return date.max if years > MAXYEAR else date.min
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def completed_years(birth: date, day: date) -> int:
    """Return the completed years (tuổi tròn) between ``birth`` and ``day``."""
    return completed_months(birth, day) // 12
