"""A table of households in which those without a review date get one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from chuan_ngheo.readings.fact_tables import REVIEW
from chuan_ngheo.survey.cells import NOTHING
from chuan_ngheo.tables.sources import Table, TableView


def dated(table: Table, day: date | None) -> Table:
    """Return a table of households with ``day`` as the review date where there is none.

    Args:
        day: None leaves the table as it is.
    """
    return table if day is None else DatedTable(table, day)


@dataclass(frozen=True)
class DatedTable(TableView):
    """A table with ``day`` as the review date where there is none."""

    table: Table
    day: date

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(dict.fromkeys((*self.table.columns, REVIEW)))

    def parts(self, size: int, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of about ``size``."""
        own = tuple(name for name in columns if name in self.table.columns)
        for part in self.table.parts(size, own):
            if REVIEW not in columns:
                yield part
            elif REVIEW not in own:
                yield part.with_columns(pl.lit(self.day).alias(REVIEW))
            else:
                yield part.with_columns(self._filled(part[REVIEW]))

    def _filled(self, days: pl.Series) -> pl.Series:
        if isinstance(days.dtype, pl.String):
            nothing = days.is_null() | days.str.strip_chars().is_in(NOTHING)
            return days.set(nothing.fill_null(value=True), str(self.day))
        if isinstance(days.dtype, pl.Null):
            return pl.Series(REVIEW, [self.day]).new_from_index(0, len(days))
        return days.fill_null(self.day)
