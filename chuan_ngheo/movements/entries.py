"""Who entered a list: relapsed, new, or not known for want of earlier information."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

import polars as pl

from chuan_ngheo.ages import months_after
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.fact_types import ListDecision
from chuan_ngheo.history import history_facts
from chuan_ngheo.movements.lists import (
    KEY,
    LEFT_NEAR_POOR,
    LEFT_POOR,
    NEAR_POOR,
    NONE,
    POOR,
    column_missing,
    ids_of,
)

NAME: Final = "earlier"
_STATUSES: Final = (POOR, NEAR_POOR, NONE)
_COLUMNS: Final = (LEFT_POOR, LEFT_NEAR_POOR)


class LookBack(NamedTuple):
    """How far one looks back for a relapse: without limit, or ``months``."""

    months: int | None


class Earlier(NamedTuple):
    """What earlier lists or decisions say of when households left the lists.

    Attributes:
        left: ``KEY``; ``left_poor_list_on`` and ``left_near_poor_list_on`` (null: not told); and
            for each whether a household left it on a day that is not told (``..._undated``).
        given: whether there are any.
        problems: rows that could not be used.
    """

    left: pl.DataFrame
    given: bool
    problems: tuple[Problem, ...]


def earlier_lists(
    given: pl.DataFrame | None, off_lists: Iterable[str], previous_day: date | None
) -> Earlier:
    """Read when households left the lists before the year began.

    Args:
        given: ``household_id``, ``list_status`` (``poor``, ``near_poor`` or ``none``) and either
            ``decided_on``, the day of a decision that holds until the next; or ``listed_on``,
            the day of a complete list: who is not on it was on neither list. What is given is
            taken to be complete from its first day on.
        off_lists: the households of interest: on neither list when the year began.
        previous_day: the day of the list with which the year began, if known.

    Raises:
        InputError: if a column is absent.
    """
    schema = {
        KEY: pl.String(),
        **dict.fromkeys(_COLUMNS, pl.Date()),
        **{undated(column): pl.Boolean() for column in _COLUMNS},
    }
    if given is None:
        return Earlier(pl.DataFrame(schema=schema), False, ())
    day = "listed_on" if "listed_on" in given.columns else "decided_on"
    for column in (KEY, "list_status", day):
        if column not in given.columns:
            raise column_missing(column, given.columns, NAME)
    rows, problems = _rows(given, day)
    lists = sorted(set(rows[day])) if day == "listed_on" else []
    own = rows.filter(pl.col(KEY).is_in(set(off_lists)))
    found = [
        {
            KEY: name,
            **_history(cells.select(day, "list_status").iter_rows(), lists, previous_day),
        }
        for (name,), cells in own.group_by(KEY, maintain_order=True)
    ]
    return Earlier(pl.DataFrame(found, schema=schema), True, problems)


def undated(column: str) -> str:
    """Return the column that tells whether a household left a list on a day that is not told."""
    return f"{column}_undated"


def _rows(given: pl.DataFrame, day: str) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    status = given["list_status"].cast(pl.String).str.strip_chars()
    rows = pl.DataFrame([ids_of(given[KEY]), status, _day(given[day])]).with_row_index("row", 1)
    usable = pl.col("list_status").is_in(_STATUSES).fill_null(value=False)
    usable &= pl.col(day).is_not_null() & pl.col(KEY).is_not_null()
    expected = f"household_id, list_status (one of {', '.join(_STATUSES)}) and {day} (YYYY-MM-DD)"
    found = "a row that cannot be used"
    problems = tuple(
        Problem("earlier-unusable", found, expected, path=f"{NAME}: row {number}")
        for number in rows.filter(~usable)["row"]
    )
    return rows.filter(usable), problems


def _history(
    told: Iterable[tuple[date, str]], lists: Iterable[date], previous_day: date | None
) -> dict[str, Any]:
    """Return when a household left the lists that it was off when the year began."""
    listed = {**dict.fromkeys(lists, NONE), **dict(told)}
    last = listed[max(listed)]
    if previous_day is not None:
        listed.setdefault(previous_day, NONE)
    decisions = [
        ListDecision.model_validate({"decided_on": day, "list_status": status})
        for day, status in listed.items()
    ]
    days = history_facts(decisions, None)
    open_ = previous_day is None
    return {
        **{column: days[column] for column in _COLUMNS},
        undated(LEFT_POOR): open_ and last == POOR,
        undated(LEFT_NEAR_POOR): open_ and last == NEAR_POOR,
    }


def _day(days: pl.Series) -> pl.Series:
    if days.dtype == pl.String:
        return days.str.strip_chars().str.to_date("%Y-%m-%d", strict=False)
    return days.cast(pl.Date, strict=False)


def entry(column: str, known: pl.Expr, look_back: LookBack) -> pl.Expr:
    """Return ``relapsed``, ``new`` or null (not known) for a household that entered a list.

    Args:
        column: ``left_poor_list_on`` or ``left_near_poor_list_on``: the latest day that is told.
        known: whether anything tells of the time before the year.
    """
    left, open_ = pl.col(column), pl.col(undated(column)).fill_null(value=False)
    within = pl.lit(value=True)
    if look_back.months is not None:
        months = look_back.months
        last = left.map_elements(lambda day: months_after(day, months), return_dtype=pl.Date)
        within = pl.col("review_date") <= last
    relapsed = left.is_not_null() & within
    if look_back.months is None:
        relapsed |= open_
    return (
        pl.when(relapsed)
        .then(pl.lit("relapsed"))
        .when(open_ | (left.is_null() & ~known) | relapsed.is_null())
        .then(pl.lit(None, pl.String))
        .otherwise(pl.lit("new"))
    )
