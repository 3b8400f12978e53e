"""Recorded changes of households and of their members during the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.movements.lists import KEY
from chuan_ngheo.movements.terms import ARRIVALS, CHANGES, DEPARTURES, JOINED, LEFT
from chuan_ngheo.survey.rows import InputError

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
            problem = Problem("column-missing", NAME, f"a column {column}", path=NAME)
            raise InputError(problem)
    rows = _rows(given)
    usable = pl.col(KEY).is_not_null() & pl.col("change").is_in(CHANGES)
    problems = [
        _unusable(number, change)
        for number, change in rows.filter(~usable).select("row", "change").iter_rows()
    ]
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
    found = {
        KEY: pl.col(KEY).cast(pl.String).str.strip_chars(),
        "change": pl.col("change").cast(pl.String).str.strip_chars(),
    }
    for column, kind in ((OTHER, pl.String), ("date", pl.String), ("persons", pl.Int64)):
        known = column in given.columns
        found[column] = pl.col(column).cast(kind, strict=False) if known else pl.lit(None, kind)
    rows = given.select(**found).with_row_index("row", 1)
    texts = pl.col(pl.String)
    return rows.with_columns(pl.when(texts != "").then(texts)).sort("date", "row", nulls_last=True)


def _members(rows: pl.DataFrame) -> pl.DataFrame:
    persons = pl.col("persons").fill_null(1)
    change = pl.col("change")
    return rows.group_by(KEY).agg(
        persons.filter(change.is_in(JOINED)).sum().alias("persons_joined"),
        persons.filter(change.is_in(LEFT)).sum().alias("persons_left"),
        (change == "died").any().alias("died"),
    )


def _unusable(number: int, change: str | None) -> Problem:
    known = change in CHANGES
    found = "no household_id" if known else repr(change)
    expected = f"a column {KEY}" if known else f"one of {', '.join(CHANGES)}"
    advice = "" if known else nearest(change or "", list(CHANGES))
    return Problem("change-unusable", found, expected, advice, path=f"{NAME}: row {number}")


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
