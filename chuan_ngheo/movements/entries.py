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
from chuan_ngheo.movements.lists import KEY, LEFT_NEAR_POOR, LEFT_POOR, NONE
from chuan_ngheo.survey.rows import InputError

NAME: Final = "earlier"
_STATUSES: Final = ("poor", "near_poor", "none")
_COLUMNS: Final = (LEFT_POOR, LEFT_NEAR_POOR)


class LookBack(NamedTuple):
    """How far one looks back for a relapse: without limit, or ``months``."""

    months: int | None


class Earlier(NamedTuple):
    """What earlier lists or decisions say of when households left the lists.

    Attributes:
        left: ``KEY``, ``left_poor_list_on`` and ``left_near_poor_list_on`` (null: not told).
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
        off_lists: the households that were on neither list when the year began.
        previous_day: the day of the list with which the year began, if known.

    Raises:
        InputError: if a column is absent.
    """
    schema: dict[str, Any] = {KEY: pl.String, LEFT_POOR: pl.Date, LEFT_NEAR_POOR: pl.Date}
    if given is None:
        return Earlier(pl.DataFrame(schema=schema), False, ())
    day = "listed_on" if "listed_on" in given.columns else "decided_on"
    for column in (KEY, "list_status", day):
        if column not in given.columns:
            problem = Problem("column-missing", NAME, f"a column {column}", path=NAME)
            raise InputError(problem)
    rows = given.select(
        pl.col(KEY).cast(pl.String).str.strip_chars(),
        pl.col("list_status").cast(pl.String),
        _day(given[day]).alias(day),
    ).with_row_index("row", 1)
    usable = pl.col("list_status").is_in(_STATUSES) & pl.col(day).is_not_null()
    usable &= pl.col(KEY).is_not_null()
    bad = rows.filter(usable.not_().fill_null(value=True))["row"].to_list()
    expected = f"household_id, list_status (one of {', '.join(_STATUSES)}) and {day} (YYYY-MM-DD)"
    problems = tuple(
        Problem("earlier-unusable", "a row that cannot be used", expected, path=f"{NAME}: row {n}")
        for n in bad
    )
    rows = rows.filter(usable)
    days = sorted(rows[day].unique().to_list()) if day == "listed_on" else []
    gone = set(off_lists)
    found: list[dict[str, Any]] = []
    for (name,), own in rows.group_by(KEY, maintain_order=True):
        listed = dict(own.select(day, "list_status").iter_rows())
        history = {**dict.fromkeys(days, NONE), **listed}
        if name in gone and previous_day is not None:
            history.setdefault(previous_day, NONE)
        decisions = [ListDecision(decided_on=d, list_status=s) for d, s in history.items()]
        told = history_facts(decisions, None)
        found.append({KEY: name, **{column: told[column] for column in _COLUMNS}})
    return Earlier(pl.DataFrame(found, schema=schema), True, problems)


def _day(days: pl.Series) -> pl.Series:
    if days.dtype == pl.String:
        return days.str.to_date("%Y-%m-%d", strict=False)
    return days.cast(pl.Date, strict=False)


def entry(column: str, known: pl.Expr, look_back: LookBack) -> pl.Expr:
    """Return ``relapsed``, ``new`` or null (not known) for a household that entered a list.

    Args:
        column: ``left_poor_list_on`` or ``left_near_poor_list_on``: the latest day that is told.
        known: whether anything tells of the time before the year.
    """
    left = pl.col(column)
    if look_back.months is None:
        within = left.is_not_null()
    else:
        months = look_back.months
        last = left.map_elements(lambda day: months_after(day, months), return_dtype=pl.Date)
        within = pl.when(left.is_not_null()).then(pl.col("review_date") <= last).otherwise(False)
    return (
        pl.when(left.is_null() & ~known)
        .then(pl.lit(None, pl.String))
        .when(within)
        .then(pl.lit("relapsed"))
        .when(~within)
        .then(pl.lit("new"))
    )
