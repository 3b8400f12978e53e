"""Households and persons in the columns of tables 7.2 and 7.3, by place, and what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import polars as pl

from chuan_ngheo.movements.lists import KEY
from chuan_ngheo.movements.result import MEASURES, Cause, MovementRow
from chuan_ngheo.movements.terms import (
    COLUMN_OF,
    END,
    FROM_OTHER_LIST,
    IDENTITY,
    LISTED,
    OTHER_DECREASE,
    OTHER_INCREASE,
    START,
    Level,
    TableName,
)

_INDEX: Final = "index"
_PLACE: Final = "place"
_FEW: Final = 5
Place = str | None


def flows(households: pl.DataFrame, table: TableName, level: Level) -> pl.DataFrame:
    """Return what each household adds to which column of a table, and at which place.

    A household that lives elsewhere than before is another decrease at the old place and another
    increase at the new one, whatever became of its class; in the total it has only its movement.

    Returns:
        ``index`` (the row of ``households``), ``place``, ``column`` (1 to 9), ``households`` and
        ``persons``; persons that are not known add none.
    """
    frame = _marked(households, table, level)
    was, is_, moved = pl.col("was"), pl.col("is"), pl.col("moved")
    out, in_ = pl.col("out"), pl.col("in")
    persons_before, persons_after = pl.col("persons_before"), pl.col("persons_after")
    # Who passes between the lists is counted with the persons of the earlier list in both tables.
    passing = (out.is_not_null() | (in_ == FROM_OTHER_LIST)).fill_null(value=False)
    in_persons = pl.when(passing).then(persons_before).otherwise(persons_after)
    here = is_ & ~moved & (was | (in_ == FROM_OTHER_LIST).fill_null(value=False))
    joined = pl.col("persons_joined").fill_null(0)
    left = pl.col("persons_left").fill_null(0)
    rest = persons_after - persons_before - joined + left
    parts = (
        (was, START, "place_was", 1, persons_before),
        (is_, END, "place_is", 1, persons_after),
        (was & moved, OTHER_DECREASE, "place_was", 1, persons_before),
        (is_ & moved, OTHER_INCREASE, "place_is", 1, persons_after),
        (was & ~is_ & ~moved & out.is_not_null(), out, "place_was", 1, persons_before),
        (is_ & ~was & ~moved & in_.is_not_null(), in_, "place_is", 1, in_persons),
        (here & rest.is_not_null(), OTHER_INCREASE, "place_is", 0, joined + rest.clip(0)),
        (here & rest.is_not_null(), OTHER_DECREASE, "place_is", 0, left - rest.clip(None, 0)),
    )
    return pl.concat(_part(frame, *part) for part in parts)


def _part(
    frame: pl.DataFrame,
    where: pl.Expr,
    column: pl.Expr | int,
    place: str,
    households: int,
    persons: pl.Expr,
) -> pl.DataFrame:
    number = pl.lit(column) if isinstance(column, int) else column
    return frame.filter(where).select(
        pl.col(_INDEX),
        pl.col(place).alias(_PLACE),
        number.cast(pl.Int64).alias("column"),
        pl.lit(households, pl.Int64).alias("households"),
        persons.fill_null(0).cast(pl.Int64).alias("persons"),
    )


def _marked(households: pl.DataFrame, table: TableName, level: Level) -> pl.DataFrame:
    """Mark who was and is on the list of a table, where, and by which column they came or went."""
    own = LISTED[table]
    columns = {name: column for (of, name), column in COLUMN_OF.items() if of == table}
    column = pl.col("movement").replace_strict(columns, default=None, return_dtype=pl.Int64)
    was = (pl.col("status_before") == own).fill_null(value=False)
    is_ = (pl.col("status_after") == own).fill_null(value=False)
    if level == "total":
        before = after = pl.lit(None, pl.String)
    else:
        before, after = pl.col(f"{level}_before"), pl.col(f"{level}_after")
    return households.with_row_index(_INDEX).with_columns(
        was.alias("was"),
        is_.alias("is"),
        (before != after).fill_null(value=False).alias("moved"),
        pl.coalesce(before, after).alias("place_was"),
        pl.coalesce(after, before).alias("place_is"),
        pl.when(was & ~is_).then(column).alias("out"),
        pl.when(is_ & ~was).then(column).alias("in"),
    )


def places_of(households: pl.DataFrame, level: Level) -> list[Place]:
    """Return the places of a level where anybody was or is listed, the unknown one last."""
    if level == "total":
        return [None]
    listed = [*LISTED.values()]
    found: set[Place] = set()
    for side, other in (("before", "after"), ("after", "before")):
        own = households.filter(pl.col(f"status_{side}").is_in(listed))
        found |= set(own.select(pl.coalesce(f"{level}_{side}", f"{level}_{other}")).to_series())
    return sorted(found, key=lambda place: (place is None, place or ""))


def rows_of(
    households: pl.DataFrame, table: TableName, level: Level, places: Sequence[Place]
) -> Iterator[MovementRow]:
    """Yield the rows of a table for some places."""
    moved = flows(households, table, level)
    sums = moved.group_by(_PLACE, "column").agg(pl.sum(*MEASURES))
    cells = {(place, column): (h, p) for place, column, h, p in sums.iter_rows()}
    kinds = households.select(
        pl.col("movement").str.starts_with("relapsed_or_").alias("entry"),
        pl.col("persons_before").is_null().alias("no_persons_1"),
        pl.col("persons_after").is_null().alias("no_persons_9"),
    ).with_row_index(_INDEX)
    known = moved.join(kinds, on=_INDEX)
    end = pl.col("column") == END
    entered = end & pl.col("entry")
    no_persons = ((pl.col("column") == START) & pl.col("no_persons_1")) | (
        end & pl.col("no_persons_9")
    )
    extra = {
        place: numbers
        for place, *numbers in known.group_by(_PLACE)
        .agg(
            entered.sum(),
            pl.col("persons").filter(entered).sum().alias("p"),
            no_persons.sum().alias("n"),
        )
        .iter_rows()
    }
    for place in places:
        numbers = [cells.get((place, column), (0, 0)) for column in IDENTITY]
        yield MovementRow(
            table,
            level,
            place,
            tuple(h for h, _ in numbers),
            tuple(p for _, p in numbers),
            *map(int, extra.get(place, (0, 0, 0))),
        )


def causes_of(
    households: pl.DataFrame, table: TableName, level: Level
) -> dict[tuple[Place, str], tuple[Cause, ...]]:
    """Return, by place and measure, the households whose numbers no column explains."""
    sign = pl.col("column").replace_strict(dict(IDENTITY), return_dtype=pl.Int64)
    moved = flows(households, table, level)
    left_over = moved.group_by(_INDEX, _PLACE).agg((pl.col(MEASURES) * sign).sum())
    left_over = left_over.filter((pl.col("households") != 0) | (pl.col("persons") != 0))
    names = households.select(KEY, "movement").with_row_index(_INDEX)
    movement = pl.when(pl.col("households") != 0).then(pl.col("movement"))
    known = left_over.join(names, on=_INDEX).with_columns(
        movement.fill_null("persons_unknown").alias("kind")
    )
    found: dict[tuple[Place, str], tuple[Cause, ...]] = {}
    for measure in MEASURES:
        own = known.filter(pl.col(measure) != 0)
        sums = own.group_by(_PLACE, "kind").agg(
            pl.len(), pl.sum(measure), pl.col(KEY).drop_nulls().sort().head(_FEW).alias("ids")
        )
        for place, causes in _by_place(sums.sort("kind").iter_rows()):
            found[place, measure] = causes
    return found


def _by_place(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Place, tuple[Cause, ...]]]:
    causes: dict[Place, list[Cause]] = {}
    for place, kind, number, effect, ids in rows:
        causes.setdefault(place, []).append(Cause(kind, number, effect, tuple(ids)))
    return [(place, tuple(own)) for place, own in causes.items()]
