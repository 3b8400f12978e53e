"""The facts of some households and of their members as two tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl

from chuan_ngheo.readings.arrays import Array, Numbers, Value, encode, gathered
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


@dataclass(frozen=True)
class FactTables:
    """Checked facts.

    Attributes:
        households: a row for each, in the types of ``DATA_TYPES``; absent columns are unknown.
        members: a row for each, likewise.
        places: the position of the household of each member.
    """

    households: pl.DataFrame
    members: pl.DataFrame
    places: Array
    _of_households: dict[str, Value] = field(default_factory=dict)
    _of_members: dict[str, Value] = field(default_factory=dict)

    def of_households(self, names: Iterable[str]) -> dict[str, Value]:
        """Return columns of the households as values."""
        return _known(self.households, self._of_households, names)

    def of_members(self, names: Iterable[str]) -> dict[str, Value]:
        """Return columns of the members as values, and the review date of their household."""
        wanted = {*names}
        if REVIEW in wanted and REVIEW not in self._of_members:
            self._of_members[REVIEW] = self._reviews()
        return _known(self.members, self._of_members, wanted)

    def _reviews(self) -> Numbers:
        """Return the review date of each member; one number where all have the same."""
        if REVIEW not in self.households.columns:
            return Numbers(0, np.uint8(1))
        reviews = self.of_households([REVIEW])[REVIEW]
        days, unknown = reviews
        if isinstance(unknown, int) and len(days) and (days == days[0]).all():
            return Numbers(days[0], 0)
        found: Numbers = gathered(reviews, self.places)
        return found

    def shape(self) -> Shape:
        """Return what the tables show of the facts."""
        present = {
            series.name
            for frame in (self.households, self.members)
            for series in frame.iter_columns()
            if series.null_count() < frame.height
        }
        exact = set()
        if REVIEW in present and not self.households[REVIEW].null_count():
            exact.add("age")
            if "age" not in present:
                exact.add("age_months")
        return Shape(frozenset(FACTS) - present - {SIZE, REVIEW}, frozenset(exact))


def _known(frame: pl.DataFrame, known: dict[str, Value], names: Iterable[str]) -> dict[str, Value]:
    wanted = [*names]
    new = [name for name in wanted if name not in known]
    absent = [name for name in new if name not in frame.columns]
    known |= dict.fromkeys(absent, Numbers(0, np.uint8(1)))
    known |= encode(frame, [name for name in new if name not in absent])
    return {name: known[name] for name in wanted}
