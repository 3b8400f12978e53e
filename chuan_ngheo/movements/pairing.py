"""Each household of two lists with its movement."""

from __future__ import annotations

from typing import Final

import polars as pl

from chuan_ngheo.movements.entries import Earlier, LookBack, entry
from chuan_ngheo.movements.lists import (
    HISTORY_KNOWN,
    KEY,
    LEFT_NEAR_POOR,
    LEFT_POOR,
    NEAR_POOR,
    NONE,
    PLACES,
    POOR,
    REPEATED,
    UNKNOWN,
    ClassifiedList,
)
from chuan_ngheo.movements.recorded import Recorded

SIDES: Final = ("before", "after")
_KEPT: Final = ("status", "class", "persons", *PLACES)
_LISTED: Final = (POOR, NEAR_POOR)


def paired(
    previous: ClassifiedList,
    current: ClassifiedList,
    recorded: Recorded,
    earlier: Earlier,
    look_back: LookBack,
    *,
    split_by_origin: bool,
) -> pl.DataFrame:
    """Return one row for each household of either list, with ``movement``, in the order of ids.

    Args:
        split_by_origin: whether a household that split from one on neither list is counted as a
            relapse or new entry, not as split.
    """
    before, after = _side(previous, "before"), _side(current, "after")
    both = before.join(after, on=KEY, how="full", coalesce=True)
    both = both.join(recorded.households, on=KEY, how="left")
    both = both.join(earlier.left.rename(_earlier_names()), on=KEY, how="left")
    origin = before.select(
        pl.col(KEY).alias("arrival_other"), pl.col("status_before").alias("origin")
    ).drop_nulls()
    both = both.join(origin, on="arrival_other", how="left")
    both = both.with_columns(_latest(name) for name in (LEFT_POOR, LEFT_NEAR_POOR))
    told = pl.lit(value=earlier.given)
    for side in SIDES:
        told |= pl.col(f"{HISTORY_KNOWN}_{side}").fill_null(value=False)
    entered = {
        status: entry(column, told, look_back)
        for status, column in ((POOR, LEFT_POOR), (NEAR_POOR, LEFT_NEAR_POOR))
    }
    arrival = pl.col("arrival")
    if split_by_origin:
        off = (arrival == "split_from") & (pl.col("origin") == NONE)
        arrival = pl.when(off.fill_null(value=False)).then(None).otherwise(arrival)
    both = both.with_columns(_movement(entered, arrival).alias("movement"))
    return both.sort(KEY, "place_before", "place_after", nulls_last=True)


def _earlier_names() -> dict[str, str]:
    return {name: f"{name}_earlier" for name in (LEFT_POOR, LEFT_NEAR_POOR)}


def _side(given: ClassifiedList, side: str) -> pl.DataFrame:
    frame = given.frame
    columns = [pl.col(name).alias(f"{name}_{side}") for name in _KEPT]
    columns += [
        pl.col(name).alias(f"{name}_{side}") for name in (LEFT_POOR, LEFT_NEAR_POOR, HISTORY_KNOWN)
    ]
    columns.append(pl.col("place_in_list").alias(f"place_{side}"))
    if side == "after":
        columns.append(pl.col("review_date").fill_null(pl.col("review_date").max()))
    return frame.select(KEY, *columns)


def _latest(name: str) -> pl.Expr:
    return pl.max_horizontal(f"{name}_before", f"{name}_after", f"{name}_earlier").alias(name)


def _movement(entered: dict[str, pl.Expr], arrival: pl.Expr) -> pl.Expr:
    before, after = pl.col("status_before"), pl.col("status_after")
    was_off = before.is_null() | (before == NONE)
    gone = after.is_null() & before.is_not_null()
    departure = pl.coalesce(pl.col("departure"), pl.when(pl.col("died")).then(pl.lit("dissolved")))
    arrived = before.is_null() & after.is_in(_LISTED)
    return (
        pl.when(pl.col(KEY).is_null())
        .then(pl.lit("unidentified"))
        .when(
            (before == REPEATED).fill_null(value=False) | (after == REPEATED).fill_null(value=False)
        )
        .then(pl.lit("repeated"))
        .when(gone & departure.is_not_null())
        .then(departure)
        .when(gone & (before == NONE))
        .then(pl.lit("stayed_off_lists"))
        .when(arrived & arrival.is_not_null())
        .then(arrival)
        .when(
            (before == UNKNOWN).fill_null(value=False) | (after == UNKNOWN).fill_null(value=False)
        )
        .then(pl.lit("class_unknown"))
        .when(gone)
        .then(pl.lit("unexplained"))
        .when(was_off & (after == POOR))
        .then(_entry_name(entered[POOR], "relapsed_into_poverty", "new_poor"))
        .when(was_off & (after == NEAR_POOR))
        .then(_entry_name(entered[NEAR_POOR], "relapsed_into_near_poverty", "new_near_poor"))
        .otherwise(_transition(before, after))
    )


def _transition(before: pl.Expr, after: pl.Expr) -> pl.Expr:
    names = {
        (POOR, POOR): "stayed_poor",
        (NEAR_POOR, NEAR_POOR): "stayed_near_poor",
        (POOR, NEAR_POOR): "escaped_to_near_poor",
        (POOR, NONE): "escaped_above_near_poor",
        (NEAR_POOR, NONE): "escaped_near_poverty",
        (NEAR_POOR, POOR): "near_poor_to_poor",
        (NONE, NONE): "stayed_off_lists",
    }
    found = {f"{one}>{other}": name for (one, other), name in names.items()}
    found[f">{NONE}"] = "stayed_off_lists"
    key = pl.concat_str(before.fill_null(""), pl.lit(">"), after)
    return key.replace_strict(found, default="class_unknown", return_dtype=pl.String)


def _entry_name(found: pl.Expr, relapsed: str, new: str) -> pl.Expr:
    unknown = f"relapsed_or_{new}"
    names = {"relapsed": relapsed, "new": new}
    return found.replace_strict(names, default=unknown, return_dtype=pl.String)
