"""Cells as arrays, and back, by the compiled module, which leaves Python's lock meanwhile.

Raises ImportError where the module was not built: the package was installed without a compiler.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import polars as pl

from chuan_ngheo.readings.arrays import Array, Codes, Numbers, Value
from chuan_ngheo.readings.cells import _compiled
from chuan_ngheo.readings.cells.kinds import Cells, Column

_TYPES: Final[dict[pl.DataType, tuple[int, type[Any]]]] = {
    pl.Boolean(): (0, np.uint8),
    pl.Int64(): (1, np.int64),
    pl.Date(): (2, np.int32),
    pl.Float64(): (3, np.float64),
    pl.String(): (4, np.uint8),
}
"""How the module numbers the kinds of columns, and what it writes their cells as."""
_NUMBERS: Final = (1, 2, 3)
_LEAST: Final = -(1 << 63)
_GREATEST: Final = (1 << 63) - 1

or_at = _compiled.or_at
count_at = _compiled.count_at
tally = _compiled.tally
run_program: Callable[..., None] | None = _compiled.run


def read_cells(frame: pl.DataFrame, columns: Sequence[Column]) -> Cells:
    """Read columns of a table, which are of the kinds that they say."""
    height = frame.height
    odd = np.zeros(height, np.uint8)
    if not columns or not height:
        return Cells(
            {column.name: _value(column, *_room(column, 0), 0) for column in columns},
            {column.name: 0 for column in columns},
            (),
            odd.view(np.bool_),
        )
    rooms = [_room(column, height) for column in columns]
    nulls, others = [0] * len(columns), [0] * len(columns)
    for start, piece in _pieces(frame[[column.name for column in columns]]):
        stop = start + piece.height
        wanted = tuple(
            (*_fixed(column), values[start:stop], None if unknown is None else unknown[start:stop])
            for column, (values, unknown) in zip(columns, rooms, strict=True)
        )
        found = _compiled.read(piece.__arrow_c_stream__(), wanted, piece.height, odd[start:stop])
        for place, (own_nulls, own_others) in enumerate(found):
            nulls[place] += own_nulls
            others[place] += own_others
    values: dict[str, Value] = {}
    for column, room, own_nulls in zip(columns, rooms, nulls, strict=True):
        values[column.name] = _value(column, *room, own_nulls)
    return Cells(
        values,
        {column.name: own for column, own in zip(columns, nulls, strict=True)},
        tuple(column.name for column, own in zip(columns, others, strict=True) if own),
        odd.view(np.bool_),
    )


def _pieces(frame: pl.DataFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    """Yield a table as the pieces in which it is held, each with its first row.

    Polars would copy several into one before it hands them over.
    """
    start = 0
    for length in frame.to_series().chunk_lengths():
        yield start, frame if length == frame.height else frame[start : start + length]
        start += length


def _room(column: Column, height: int) -> tuple[Array, Array | None]:
    """Return where the cells go, and where it is told which are unknown."""
    number, kind = _TYPES[column.kind]
    return np.empty(height, kind), np.empty(height, np.uint8) if number in _NUMBERS else None


@lru_cache(maxsize=1024)
def _fixed(column: Column) -> tuple[int, tuple[bytes, ...], int, int, float, float]:
    """Return how the module reads a column: its kind, its words and its limits."""
    words = tuple(word.encode() for word in column.words)
    least, greatest = column.limits or (-np.inf, np.inf)
    whole = (max(least, _LEAST), min(greatest, _GREATEST))
    low, high = (0, 0) if column.kind.is_float() else (int(whole[0]), int(whole[1]))
    return _TYPES[column.kind][0], words, low, high, least, greatest


def _value(column: Column, values: Array, unknown: Array | None, nulls: int) -> Value:
    if unknown is not None:
        return Numbers(values, unknown if nulls else 0)
    return Codes(values, column.words) if isinstance(column.kind, pl.String) else values


class _Table:
    """Columns in the Arrow C data interface."""

    def __init__(self, capsules: tuple[object, object]) -> None:
        self.capsules = capsules

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        """Hand the columns over."""
        del requested_schema  # there is one form only
        return self.capsules


def truth_columns(truths: Mapping[str, Array]) -> pl.DataFrame:
    """Return truths as Boolean columns, null where unknown."""
    if not truths:
        return pl.DataFrame()
    height = len(next(iter(truths.values())))
    columns = tuple(np.ascontiguousarray(truth) for truth in truths.values())
    table: Any = _Table(_compiled.truths(tuple(truths), columns, height))
    return pl.DataFrame(table)
