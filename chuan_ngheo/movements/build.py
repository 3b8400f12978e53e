"""Movements between two classified lists: households, tables 7.2 and 7.3, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from chuan_ngheo.movements.checks import imbalances_of
from chuan_ngheo.movements.entries import earlier_lists
from chuan_ngheo.movements.flows import causes_of, places_of, rows_of
from chuan_ngheo.movements.lists import (
    KEY,
    NEAR_POOR,
    NONE,
    PLACES,
    POOR,
    ClassifiedList,
    classified_list,
)
from chuan_ngheo.movements.notes import notes_on
from chuan_ngheo.movements.pairing import paired
from chuan_ngheo.movements.recorded import recorded_changes
from chuan_ngheo.movements.result import Cause, MovementRow, Movements
from chuan_ngheo.movements.rulings import chosen
from chuan_ngheo.movements.terms import LEVELS, LISTED, Level, TableName
from chuan_ngheo.tables.frames import to_polars

_SIDES: Final = ("before", "after")


def movements(
    previous: Any,
    current: Any,
    changes: Any = None,
    earlier: Any = None,
    *,
    rulings: Mapping[str, str] | None = None,
    levels: Sequence[Level] = LEVELS,
) -> Movements:
    """Return what became of each household between two lists, and tables 7.2 and 7.3.

    Frames are those of Polars, pandas or PyArrow. Nothing is dropped: what cannot be told is
    counted apart and reported.

    Args:
        previous: the classified list of the end of last year (see ``classified_list`` for its
            columns; ``household_id`` and ``class`` are needed).
        current: the classified list of the end of this year. A household that left the lists
            must be in it with its class, or among the changes.
        changes: recorded changes (see ``recorded_changes``).
        earlier: earlier lists or decisions (see ``earlier_lists``).
        rulings: options of ``relapse_look_back`` (how far one looks back for a relapse) and
            ``split_household``, where not the defaults.
        levels: the places for which there are rows.

    Raises:
        InputError: if a column that is needed is absent.
        RuleError: if a ruling or option does not exist.
        TypeError: if something is no frame of these kinds.
    """
    choices = chosen(rulings)
    before = classified_list(to_polars(previous), "previous")
    after = classified_list(to_polars(current), "current")
    recorded = recorded_changes(None if changes is None else to_polars(changes))
    told = earlier_lists(
        None if earlier is None else to_polars(earlier), _entering(before, after), _day(before)
    )
    households = paired(
        before,
        after,
        recorded,
        told,
        choices.look_back,
        split_by_origin=choices.split_by_origin,
    )
    tables = {table: _rows(households, table, levels) for table in LISTED}
    causes = {
        (table, level): causes_of(households, table, level) for table in LISTED for level in levels
    }

    def own(row: MovementRow, measure: str) -> tuple[Cause, ...]:
        return causes[row.table, row.level].get((row.place, measure), ())

    return Movements(
        _shown(households),
        tables["7.2"],
        tables["7.3"],
        tuple(imbalances_of(tables["7.2"], tables["7.3"], own)),
        (
            *before.problems,
            *after.problems,
            *recorded.problems,
            *told.problems,
            *notes_on(households, before, after, recorded, levels),
        ),
        choices.options,
    )


def _rows(
    households: pl.DataFrame, table: TableName, levels: Sequence[Level]
) -> tuple[MovementRow, ...]:
    return tuple(
        row
        for level in levels
        for row in rows_of(households, table, level, places_of(households, level))
    )


def _entering(before: ClassifiedList, after: ClassifiedList) -> set[str]:
    """Return the households that are listed now, and were on neither list before."""
    listed = after.frame.filter(pl.col("status").is_in((POOR, NEAR_POOR)))
    others = before.frame.filter(pl.col("status") != NONE)
    return set(listed[KEY].drop_nulls()) - set(others[KEY].drop_nulls())


def _day(before: ClassifiedList) -> date | None:
    day = before.frame["review_date"].max()
    return day if isinstance(day, date) else None


def _shown(households: pl.DataFrame) -> pl.DataFrame:
    columns = [f"{name}_{side}" for name in ("status", "class", "persons") for side in _SIDES]
    columns += [f"{name}_{side}" for name in PLACES for side in _SIDES]
    arrived = pl.col("movement") == pl.col("arrival")
    departed = pl.col("movement").is_in(("moved_out", "merged_into", "dissolved"))
    return households.select(
        KEY,
        "movement",
        *columns,
        (pl.col("persons_after") - pl.col("persons_before")).alias("persons_change"),
        *(
            pl.when(arrived)
            .then(pl.col(f"arrival_{name}"))
            .when(departed)
            .then(pl.col(f"departure_{name}"))
            .alias(column)
            for name, column in (("other", "other_household_id"), ("date", "change_date"))
        ),
    )
