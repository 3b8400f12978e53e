"""Cells as arrays, and back, by Polars and NumPy: where the compiled module is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import polars as pl

from chuan_ngheo.readings.arrays import FALSE, TRUE, UNKNOWN, Array, Codes, Numbers, Value, is_true
from chuan_ngheo.readings.cells.kinds import OTHER, UNKNOWN_WORD, Cells, Column, Limits

_HALF = np.uint64(32)

run_program: Callable[..., None] | None = None
"""Conditions are worked out one operation after the other."""


def read_cells(frame: pl.DataFrame, columns: Sequence[Column]) -> Cells:
    """Read columns of a table, which are of the kinds that they say."""
    odd: Array = np.zeros(frame.height, np.bool_)
    values: dict[str, Value] = {}
    unknown: dict[str, int] = {}
    others = []
    for column in columns:
        cells = frame[column.name]
        value = _value(cells, column)
        values[column.name] = value
        nulls = cells.null_count()
        if isinstance(value, Numbers):
            if column.limits:
                odd |= _beyond(value, column.limits)
            nulls = int(np.sum(value.unknown))
        elif isinstance(value, Codes) and (value.positions == OTHER).any():
            others.append(column.name)
        unknown[column.name] = nulls
    return Cells(values, unknown, tuple(others), odd)


def _beyond(value: Numbers, limits: Limits) -> Array:
    outside: Array = (value.values < limits.least) | (value.values > limits.greatest)
    outside &= np.asarray(value.unknown) == 0
    return outside


def _value(cells: pl.Series, column: Column) -> Value:
    if isinstance(column.kind, pl.Boolean):
        truths: Array = (cells.cast(pl.UInt8) * 2).fill_null(int(UNKNOWN)).to_numpy()
        return truths
    if isinstance(column.kind, pl.String):
        codes = cells.cast(pl.Enum(column.words), strict=False).to_physical().cast(pl.UInt8)
        codes = codes.fill_null(OTHER).set(cells.is_null(), UNKNOWN_WORD)
        return Codes(codes.to_numpy(writable=True), column.words)
    if column.kind.is_float():
        cells = cells.fill_nan(None)
    unknown = cells.is_null().cast(pl.UInt8).to_numpy() if cells.null_count() else 0
    return Numbers(cells.to_physical().fill_null(0).to_numpy(), unknown)


def or_at(totals: Array, places: Array, truths: Sequence[Array]) -> None:
    """Join truths of members, two bits each, to the words of their households."""
    words = np.zeros(len(places), np.uint64)
    for place, truth in enumerate(truths):
        words |= (truth + is_true(truth)).astype(np.uint64) << np.uint64(2 * place)
    np.bitwise_or.at(totals, places, words)


def count_at(totals: Array, places: Array, truths: Array) -> None:
    """Count members by household: certain ones in the lower half, possible ones in the upper."""
    both = is_true(truths).astype(np.uint64)
    both |= (truths != FALSE).astype(np.uint64) << _HALF
    np.add.at(totals, places, both)


def tally(truths: Array, groups: Array, sizes: Array, counts: Array) -> None:
    """Add the number of rows and their sizes to ``counts[group, truth]``."""
    np.add.at(counts, (groups, truths), np.column_stack([np.ones_like(sizes), sizes]))


def truth_columns(truths: Mapping[str, Array]) -> pl.DataFrame:
    """Return truths as Boolean columns, null where unknown."""
    return pl.DataFrame(truths).select(_known_truths(tuple(truths)))


@lru_cache(maxsize=64)
def _known_truths(names: tuple[str, ...]) -> list[pl.Expr]:
    return [
        pl.when(pl.col(name) != UNKNOWN).then(pl.col(name) == TRUE).alias(name) for name in names
    ]
