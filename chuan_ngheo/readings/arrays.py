"""Columns as NumPy arrays, in the forms in which conditions are worked out quickly.

A truth is a byte: 0 false, 1 unknown, 2 true. So "and" is the least, "or" the greatest and "not"
the difference from 2, which are Kleene's rules; and "any member" is the greatest of the members.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

Array = np.ndarray[Any, Any]

FALSE: Final = np.uint8(0)
UNKNOWN: Final = np.uint8(1)
TRUE: Final = np.uint8(2)
FIRST_DAY: Final = date(1970, 1, 1)


class Numbers(NamedTuple):
    """Numbers, or dates as days since 1 January 1970.

    Attributes:
        values: the numbers; anything where they are unknown.
        unknown: 1 where a number is unknown, else 0; the plain 0 if all are known.
    """

    values: Any
    unknown: Any


class Codes(NamedTuple):
    """Texts as positions in a list of values; a position beyond the list is unknown."""

    positions: Array
    values: tuple[str, ...]


Value = Any
"""A truth (array of bytes, or one byte), ``Numbers`` or ``Codes``."""


def doubled(bytes_: Any) -> Any:
    """Return twice some bytes; NumPy adds bytes several times faster than it shifts them."""
    return bytes_ + bytes_


def is_true(truth: Value) -> Any:
    """Return 1 where a truth is true, else 0."""
    return (truth == TRUE).view(np.uint8)


def day_number(day: date) -> int:
    """Return the days since 1 January 1970."""
    return (day - FIRST_DAY).days


def encode(frame: pl.DataFrame, names: Iterable[str]) -> dict[str, Value]:
    """Return some columns of a table as values; all at once, so that threads share the work."""
    columns = [frame[name] for name in names]
    kinds = tuple((item.name, item.dtype, item.null_count() > 0) for item in columns)
    parts = frame.select(_all_parts(kinds))
    return {column.name: _value(column, parts) for column in columns}


@lru_cache(maxsize=256)
def _all_parts(kinds: tuple[tuple[str, pl.DataType, bool], ...]) -> list[pl.Expr]:
    """Return the expressions for columns of some names and types, with unknowns or without."""
    return [part for name, kind, unknowns in kinds for part in _parts(name, kind, unknowns)]


def _parts(name: str, kind: pl.DataType, unknowns: bool) -> Iterator[pl.Expr]:
    """Yield the expressions that give the parts of a value, none of them null."""
    if isinstance(kind, pl.Boolean):
        yield (pl.col(name).cast(pl.UInt8) * 2).fill_null(int(UNKNOWN))
    elif isinstance(kind, pl.Enum):
        codes = pl.col(name).to_physical()
        yield codes.fill_null(codes.upper_bound())
    elif kind.is_float():
        yield pl.col(name).fill_null(float("nan"))
    elif not isinstance(kind, pl.String):
        yield pl.col(name).to_physical().fill_null(0)
        if unknowns:
            yield pl.col(name).is_null().cast(pl.UInt8).alias(_mask(name))


def _mask(name: str) -> str:
    return f"{name} unknown"


def _value(column: pl.Series, parts: pl.DataFrame) -> Value:
    name, kind = column.name, column.dtype
    if isinstance(kind, pl.String):
        known = tuple(column.drop_nulls().unique().sort())
        codes = column.cast(pl.Enum(known)).to_physical()
        return Codes(codes.cast(pl.UInt32).fill_null(len(known)).to_numpy(), known)
    values: Array = parts[name].to_numpy()
    if isinstance(kind, pl.Boolean):
        return values
    if isinstance(kind, pl.Enum):
        return Codes(values, tuple(kind.categories))
    if kind.is_float():
        unknown = np.isnan(values)
        return Numbers(values, unknown.view(np.uint8) if unknown.any() else 0)
    if _mask(name) in parts.columns:
        return Numbers(values, parts[_mask(name)].to_numpy())
    return Numbers(values, 0)


def gathered(value: Value, places: Array) -> Value:
    """Return the rows of a value at some places."""
    match value:
        case Numbers(values, unknown):
            return Numbers(at(values, places), at(unknown, places))
        case Codes(positions, values):
            return Codes(at(positions, places), values)
    return at(value, places)


def at(part: Any, places: Array) -> Any:
    """Return an array at some places; a single value stays as it is."""
    if isinstance(part, np.ndarray) and part.ndim:
        return part.take(places, mode="clip")
    return part


def as_truths(value: Value, count: int) -> Array:
    """Return a truth as an array of ``count`` bytes."""
    if isinstance(value, np.ndarray) and value.ndim:
        return value
    return np.full(count, value, np.uint8)


def to_numbers(name: str, number: Numbers, count: int) -> pl.Series:
    """Return whole numbers as a column of ``count`` rows, null where unknown."""
    values, unknown = (np.broadcast_to(part, count) for part in number)
    column = pl.Series(name, values.astype(np.int64))
    return column.set(pl.Series(unknown.astype(np.bool_)), None) if unknown.any() else column


def to_columns(truths: Mapping[str, Array]) -> pl.DataFrame:
    """Return truths as Boolean columns, null where unknown."""
    return pl.DataFrame(truths).select(_known_truths(tuple(truths)))


@lru_cache(maxsize=64)
def _known_truths(names: tuple[str, ...]) -> list[pl.Expr]:
    return [
        pl.when(pl.col(name) != UNKNOWN).then(pl.col(name) == TRUE).alias(name) for name in names
    ]
