"""Recorded changes of households and of their members during the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.movements.lists import KEY, column_missing, ids_of
from chuan_ngheo.movements.terms import ARRIVALS, CHANGES, DEPARTURES, JOINED, LEFT

OTHER: Final = "other_household_id"
NAME: Final = "changes"


@dataclass(frozen=True)
class Recorded:
    """Recorded changes by household.

    Attributes:
        households: ``KEY``, ``arrival`` and ``departure`` (a change or null), ``arrival_other``
            and ``departure_other``, their dates, ``persons_joined``, ``persons_left`` and
            ``died`` (whether members died).
        problems: rows that could not be used.
    """

    households: pl.DataFrame
    problems: tuple[Problem, ...]


def recorded_changes(given: pl.DataFrame | None) -> Recorded:
    """Read a table of changes.

    Args:
        given: ``household_id``, ``change`` (one of ``CHANGES``) and where known
            ``other_household_id`` (the household that it split from or merged into), ``date`` and
            ``persons`` (of ``born``, ``joined``, ``died``, ``left``; one if not given).

    Raises:
        InputError: if ``household_id`` or ``change`` is absent.
    """
    if given is None:
        given = pl.DataFrame(schema={KEY: pl.String, "change": pl.String})
    for column in (KEY, "change"):
        if column not in given.columns:
            raise column_missing(column, given.columns, NAME)
    rows = _rows(given)
    usable = pl.col(KEY).is_not_null() & pl.col("persons_usable")
    usable &= pl.col("change").is_in(CHANGES).fill_null(value=False)
    problems = [_unusable(**row) for row in rows.filter(~usable).sort("row").iter_rows(named=True)]
    rows = rows.filter(usable)
    households = rows.select(KEY).unique()
    for name, kinds in (("arrival", ARRIVALS), ("departure", DEPARTURES)):
        own = rows.filter(pl.col("change").is_in(kinds))
        problems += _contradictions(own)
        first = own.unique(KEY, keep="first", maintain_order=True)
        households = households.join(
            first.select(
                KEY,
                pl.col("change").alias(name),
                pl.col(OTHER).alias(f"{name}_other"),
                pl.col("date").alias(f"{name}_date"),
            ),
            on=KEY,
            how="left",
        )
    return Recorded(households.join(_members(rows), on=KEY, how="left"), tuple(problems))


def _rows(given: pl.DataFrame) -> pl.DataFrame:
    columns = [ids_of(given[KEY]), given["change"].cast(pl.String)]
    for column in (OTHER, "date", "persons"):
        known = column in given.columns
        empty = pl.Series(column, [None], pl.String).new_from_index(0, given.height)
        columns.append(given[column].cast(pl.String) if known else empty)
    rows = pl.DataFrame(columns).with_row_index("row", 1)
    text = pl.col(pl.String).str.strip_chars()
    rows = rows.with_columns(pl.when(text != "").then(text))
    persons = pl.col("persons").cast(pl.Int64, strict=False)
    usable = pl.col("persons").is_null() | (persons > 0).fill_null(value=False)
    rows = rows.with_columns(persons, usable.alias("persons_usable"))
    return rows.sort("date", "row", nulls_last=True)


def _members(rows: pl.DataFrame) -> pl.DataFrame:
    persons = pl.col("persons").fill_null(1)
    change = pl.col("change")
    return rows.group_by(KEY).agg(
        persons.filter(change.is_in(JOINED)).sum().alias("persons_joined"),
        persons.filter(change.is_in(LEFT)).sum().alias("persons_left"),
        (change == "died").any().alias("died"),
    )


def _unusable(row: int, change: str | None, **cells: Any) -> Problem:
    path = f"{NAME}: row {row}"
    if change not in CHANGES:
        expected, advice = f"one of {', '.join(CHANGES)}", nearest(change or "", [*CHANGES])
        return Problem("change-unusable", repr(change), expected, advice, path=path)
    if cells[KEY] is None:
        return Problem("change-unusable", "no household_id", f"a column {KEY}", path=path)
    expected = "a whole number of persons from 1 on, or nothing"
    return Problem("change-unusable", "a number that cannot be used", expected, path=path)


def _contradictions(rows: pl.DataFrame) -> list[Problem]:
    """Report households that arrive, or depart, in more ways than one."""
    ways = rows.group_by(KEY, maintain_order=True).agg(pl.col("change").unique().sort(), "row")
    return [
        Problem(
            "change-unusable",
            f"household {name}: {', '.join(changes)}",
            "one way in and one way out for each household",
            "The earliest is taken.",
            path=f"{NAME}: row {numbers[-1]}",
        )
        for name, changes, numbers in ways.filter(pl.col("change").list.len() > 1).iter_rows()
    ]
