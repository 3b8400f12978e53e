"""The second floor: one compiled pass over decoded columns, members in the order of households.

Truth is a small number: 2 true, 1 unknown, 0 false; "and" is the least of the parts, "or" the
greatest, "not" the difference to 2.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import numba
import numpy as np
import polars as pl

from benchmarks.peers import law
from benchmarks.peers.numba_kernel import classify
from benchmarks.peers.polars_by_hand import HOUSEHOLD_FACTS, MEMBER_FACTS
from chuan_ngheo.enumerations import ENUMERATIONS

Array = np.ndarray[Any, Any]

_UNKNOWN: Final = -1
_AGES: Final = tuple(12 * years for years in (3, 6, 10, 12, 15, 16, 18, 30))


def frames(folder: Path) -> Callable[[], pl.DataFrame]:
    """Load the population of a folder as arrays; return what classifies it in memory.

    The kernel is compiled here, on a first part of the population: that takes no part in the
    time of the pass.
    """
    households = _decoded(folder / "households.parquet", HOUSEHOLD_FACTS)
    members = _decoded(folder / "members.parquet", MEMBER_FACTS)
    if not (np.diff(members[0]) >= 0).all():
        raise ValueError("the members are not in the order of household_id")
    limits = _limits(law.review_date(folder))
    kernel = numba.njit(classify)
    first = tuple(column[:1] for column in households)
    own = tuple(column[: np.searchsorted(members[0], first[0][0], "right")] for column in members)
    kernel(first, own, limits)
    return lambda: _frame(households[0], kernel(households, members, limits))


def _decoded(path: Path, names: tuple[str, ...]) -> tuple[Array, ...]:
    """Read columns as numbers: codes of choices, days, truths; -1 where unknown."""
    schema = pl.read_parquet_schema(path)
    found = pl.scan_parquet(path).select(_numbers(name, schema[name]) for name in names).collect()
    return tuple(np.ascontiguousarray(found[name].to_numpy()) for name in names)


def _numbers(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.String:
        column = column.cast(pl.Enum(ENUMERATIONS[name])).to_physical().cast(pl.Int8)
    elif kind == pl.Boolean:
        column = column.cast(pl.Int8) * 2
    elif kind == pl.Date:
        # Days since 1 January 1900, so that no birth date is negative.
        column = column.cast(pl.Int32) + 25567
    return column.fill_null(_UNKNOWN)


def _limits(review: date) -> tuple[Array, ...]:
    def days(months: tuple[int, ...] | list[int]) -> Array:
        born = np.array([law.born_by(review, item) for item in months], dtype="datetime64[D]")
        found: Array = born.astype(np.int64) + 25567
        return found

    tables = {measure: law.growth_limits(measure) for measure in ("height", "weight")}
    return (
        days(_AGES),
        days(law.RETIREMENT_MONTHS[review.year]),
        *(
            part
            for ages, boys, girls in tables.values()
            for part in (days(ages), np.array([boys, girls]))
        ),
        np.array([lines["rural"] for lines in (law.POVERTY_LINES, law.AVERAGE_LINES)]),
        np.array([lines["urban"] for lines in (law.POVERTY_LINES, law.AVERAGE_LINES)]),
        _codes("water_source", law.CLEAN_WATER),
        _codes("toilet", law.HYGIENIC_TOILETS),
    )


def _codes(name: str, good: tuple[str, ...]) -> Array:
    """Return, for each value of a choice, whether it is one that is lacking: 2 or 0."""
    return np.array([0 if value in good else 2 for value in ENUMERATIONS[name]], dtype=np.int8)


def _frame(ids: Array, answers: Array) -> pl.DataFrame:
    classes = pl.Series([*law.CLASSES, None], dtype=pl.String)
    truths = {
        name: pl.select(pl.when(pl.lit(row) != 1).then(pl.lit(row) == 2)).to_series()
        for name, row in zip(law.INDICATORS, (pl.Series(row) for row in answers[:12]), strict=True)
    }
    columns = {"household_id": ids, "class": classes.gather(pl.Series(answers[12])), **truths}
    return pl.DataFrame(columns).select(law.COLUMNS)
