"""Columns as NumPy arrays, in the forms in which conditions are worked out quickly.

A truth is a byte: 0 false, 1 unknown, 2 true. So "and" is the least, "or" the greatest and "not"
the difference from 2, which are Kleene's rules; and "any member" is the greatest of the members.
"""

from __future__ import annotations

from datetime import date
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
