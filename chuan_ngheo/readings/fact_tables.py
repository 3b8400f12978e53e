"""The facts of some households and of their members as two tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl

from chuan_ngheo.readings.arrays import UNKNOWN, Array, Codes, Numbers, Value, gathered
from chuan_ngheo.readings.columns import Type
from chuan_ngheo.readings.conditions_to_columns import SIZE, Shape, type_of
from chuan_ngheo.readings.encode import encode
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
_NO_CODES: Final[Mapping[str, Codes]] = {}


@dataclass(frozen=True)
class FactTable:
    """Checked facts of households or of members; absent columns are unknown.

    Attributes:
        cells: a row for each, in the types of ``DATA_TYPES``.
        codes: columns that are no more in ``cells``, as codes of the values of their facts.
    """

    cells: pl.DataFrame
    codes: Mapping[str, Codes] = field(default_factory=lambda: _NO_CODES)
    _values: dict[str, Value] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.cells.height

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a column for a fact."""
        return name in self.codes or name in self.cells.columns

    def known(self) -> frozenset[str]:
        """Return the facts that are known in some row."""
        rows = self.height
        own = (cell.name for cell in self.cells.iter_columns() if cell.null_count() < rows)
        coded = (
            name
            for name, codes in self.codes.items()
            if rows and codes.positions.min() < len(codes.values)
        )
        return frozenset((*own, *coded))

    def values(self, names: Iterable[str]) -> dict[str, Value]:
        """Return columns as values; those that are absent as unknown."""
        wanted = [*names]
        new = [name for name in wanted if name not in self._values]
        here = [name for name in new if name in self.cells.columns]
        self._values.update({name: self.codes[name] for name in new if name in self.codes})
        self._values.update(encode(self.cells, here))
        absent = Numbers(0, UNKNOWN)
        return {name: self._values.get(name, absent) for name in wanted}

    def frame(self) -> pl.DataFrame:
        """Return all columns in the types of ``DATA_TYPES``."""
        choices = (_enum(name, codes) for name, codes in self.codes.items())
        return self.cells.with_columns(pl.col(pl.Float64).fill_nan(None), *choices)


def _enum(name: str, codes: Codes) -> pl.Series:
    """Return codes as a column of Polars."""
    texts = pl.Series(name, [*codes.values, None], DATA_TYPES[name])
    return texts.gather(codes.positions)


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
    _reviews: dict[str, Value] = field(default_factory=dict)

    def of_households(self, names: Iterable[str]) -> dict[str, Value]:
        """Return columns of the households as values."""
        return self.households.values(names)

    def of_members(self, names: Iterable[str]) -> dict[str, Value]:
        """Return columns of the members as values, and the review date of their household."""
        wanted = {*names}
        found = self.members.values(wanted - {REVIEW})
        if REVIEW in wanted:
            if REVIEW not in self._reviews:
                self._reviews[REVIEW] = self._reviews_of_members()
            found[REVIEW] = self._reviews[REVIEW]
        return found

    def _reviews_of_members(self) -> Numbers:
        """Return the review date of each member; one number where all have the same."""
        if REVIEW not in self.households:
            return Numbers(0, UNKNOWN)
        reviews = self.of_households([REVIEW])[REVIEW]
        days, unknown = reviews
        if isinstance(unknown, int) and len(days) and (days == days[0]).all():
            return Numbers(days[0], 0)
        found: Numbers = gathered(reviews, self.places)
        return found

    def shape(self) -> Shape:
        """Return what the tables show of the facts."""
        present = self.households.known() | self.members.known()
        exact = set()
        if REVIEW in present and not self.households.cells[REVIEW].null_count():
            exact.add("age")
            if "age" not in present:
                exact.add("age_months")
        return Shape(frozenset(FACTS) - present - {SIZE, REVIEW}, frozenset(exact))
