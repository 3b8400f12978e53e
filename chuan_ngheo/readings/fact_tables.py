"""The facts of some households and of their members as two tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl

from chuan_ngheo.readings.arrays import Array, Codes, Numbers, Value, as_truths, gathered
from chuan_ngheo.readings.cells import read_cells
from chuan_ngheo.readings.cells.kinds import MOST_WORDS, Column, Limits
from chuan_ngheo.readings.columns import Type
from chuan_ngheo.readings.conditions_to_columns import SIZE, Shape, type_of
from chuan_ngheo.vocabulary import FACTS, ValueType

REVIEW: Final = "review_date"
_TYPES: Final[dict[Type, pl.DataType]] = {
    "truth": pl.Boolean(),
    "whole": pl.Int64(),
    "decimal": pl.Float64(),
    "date": pl.Date(),
    "text": pl.String(),
}
DATA_TYPES: Final[dict[str, pl.DataType]] = {
    name: pl.Enum(fact.values) if fact.type is ValueType.CHOICE else _TYPES[type_of(name)]
    for name, fact in FACTS.items()
}
"""The type of the column of each fact in the tables that readings over tables take."""


_READ: Final = (pl.Boolean, pl.Int64, pl.Date, pl.Float64)


def column_of(name: str, kind: pl.DataType, limits: Limits | None = None) -> Column | None:
    """Return how a column of facts is read; None for one that is first to be converted.

    Args:
        kind: the type of its cells; texts of a list stand as texts.
    """
    fact = FACTS[name]
    if fact.type is ValueType.CHOICE:
        listed = isinstance(kind, pl.String) and len(fact.values) < MOST_WORDS
        return Column(name, kind, fact.values) if listed else None
    fits = kind == DATA_TYPES[name] and isinstance(kind, _READ)
    return Column(name, kind, (), limits) if fits else None


@dataclass(frozen=True)
class FactTable:
    """Checked facts of households or of members; a fact without a column is unknown.

    Attributes:
        height: the number of rows.
        unknown: for each column the number of cells that are unknown.
        make: returns the columns in the types of ``DATA_TYPES``.
    """

    height: int
    unknown: Mapping[str, int]
    make: Callable[[], pl.DataFrame]
    _values: dict[str, Value] = field(default_factory=dict)
    _alike: dict[str, Numbers] = field(default_factory=dict)
    _frames: list[pl.DataFrame] = field(default_factory=list)

    @classmethod
    def of(cls, frame: pl.DataFrame) -> FactTable:
        """Return a table of columns in the types of ``DATA_TYPES``."""
        texts = frame.select(pl.col(pl.Enum).cast(pl.String))
        readable = frame.with_columns(texts)
        columns = [column_of(name, kind) for name, kind in readable.schema.items()]
        cells = read_cells(readable, [column for column in columns if column])
        nulls = {series.name: series.null_count() for series in frame.iter_columns()}
        return cls(frame.height, nulls | dict(cells.unknown), lambda: frame, cells.values)

    @property
    def frame(self) -> pl.DataFrame:
        """The columns in the types of ``DATA_TYPES``; made when it is first asked for."""
        if not self._frames:
            self._frames.append(self.make())
        return self._frames[0]

    def values(self, names: Iterable[str]) -> dict[str, Value]:
        """Return columns as values; those that are absent as unknown."""
        found: dict[str, Value] = {}
        for name in names:
            if name not in self._values:
                here = name in self.unknown
                self._values[name] = _codes(self.frame[name]) if here else Numbers(0, np.uint8(1))
            found[name] = self._values[name]
        return found

    def alike(self, name: str) -> Numbers:
        """Return a column of numbers; one number where all are known and the same."""
        if name not in self._alike:
            values, unknown = number = self.values([name])[name]
            many = isinstance(values, np.ndarray) and len(values) > 0
            same = many and isinstance(unknown, int) and (values == values[0]).all()
            self._alike[name] = Numbers(values[0], 0) if same else number
        return self._alike[name]

    def known(self) -> set[str]:
        """Return the facts that are known in some row."""
        return {name for name, unknown in self.unknown.items() if unknown < self.height}

    def without(self, name: str, rows: Array) -> FactTable:
        """Return the table with a number that is unknown in some rows."""
        number: Numbers = self._values[name]
        unknown = as_truths(np.uint8(0), self.height) | number.unknown | rows.view(np.uint8)
        counts = {**self.unknown, name: int(unknown.sum())}
        values = {**self._values, name: Numbers(number.values, unknown)}
        kept = pl.Series(~rows)
        return FactTable(
            self.height,
            counts,
            lambda: self.frame.with_columns(pl.when(kept).then(name).alias(name)),
            values,
        )


def _codes(column: pl.Series) -> Codes:
    """Return texts as positions in the list of those that there are."""
    known = tuple(column.drop_nulls().unique().sort())
    codes = column.cast(pl.Enum(known)).to_physical()
    return Codes(codes.cast(pl.UInt32).fill_null(len(known)).to_numpy(), known)


@dataclass(frozen=True)
class FactTables:
    """Checked facts.

    Attributes:
        households: a row for each.
        members: a row for each.
        places: the position of the household of each member.
    """

    households: FactTable
    members: FactTable
    places: Array
    _reviews: list[Numbers] = field(default_factory=list)

    @cached_property
    def sizes(self) -> Array:
        """The number of members of each household."""
        found: Array = np.bincount(self.places, minlength=self.households.height)
        return found

    def of_households(self, names: Iterable[str]) -> dict[str, Value]:
        """Return columns of the households as values."""
        return self.households.values(names)

    def of_members(self, names: Iterable[str]) -> dict[str, Value]:
        """Return columns of the members as values, and the review date of their household."""
        wanted = {*names}
        found = self.members.values(wanted - {REVIEW})
        if REVIEW in wanted:
            if not self._reviews:
                self._reviews.append(self._reviews_of_members())
            found[REVIEW] = self._reviews[0]
        return found

    def _reviews_of_members(self) -> Numbers:
        """Return the review date of each member; one number where all have the same."""
        reviews: Numbers = self.households.alike(REVIEW)
        if not isinstance(reviews.values, np.ndarray) or not reviews.values.ndim:
            return reviews
        found: Numbers = gathered(reviews, self.places)
        return found

    def shape(self) -> Shape:
        """Return what the tables show of the facts."""
        present = self.households.known() | self.members.known()
        exact = set()
        if REVIEW in present and not self.households.unknown[REVIEW]:
            exact.add("age")
            if "age" not in present:
                exact.add("age_months")
        return Shape(frozenset(FACTS) - present - {SIZE, REVIEW}, frozenset(exact))
