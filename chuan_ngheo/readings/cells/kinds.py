"""What is read from the cells of a table, and how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import polars as pl

from chuan_ngheo.readings.arrays import Array, Value

OTHER: Final = 254
"""The position of a text that is not in the list of its column."""
UNKNOWN_WORD: Final = 255
"""The position of a text that is unknown."""
MOST_WORDS: Final = OTHER
"""A list has fewer words than this."""


class Limits(NamedTuple):
    """The least and the greatest number that a column may hold; dates as days since 1970."""

    least: float
    greatest: float


class Column(NamedTuple):
    """A column that is read.

    Attributes:
        kind: Boolean, Int64, Date, Float64, or String for the words of a list.
        words: the list.
        limits: of numbers and dates; None where any number may stand.
    """

    name: str
    kind: pl.DataType
    words: tuple[str, ...] = ()
    limits: Limits | None = None


class Cells(NamedTuple):
    """The cells of a table.

    Attributes:
        values: of each column.
        unknown: how many cells of each column are unknown.
        others: the columns that hold texts which are not in their list; their position is
            ``OTHER``.
        odd: which rows hold a number beyond its limits.
    """

    values: dict[str, Value]
    unknown: Mapping[str, int]
    others: tuple[str, ...]
    odd: Array
