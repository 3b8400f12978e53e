"""The positions of households by their ids."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import polars as pl

from chuan_ngheo.readings.arrays import Array

NOWHERE: Final = -1
"""The place of a member whose id no household has."""


_ROOM: Final = 4
"""Rooms of the table for each household: ids that lie farther apart are searched for."""


class Places:
    """The position of each household by its id; a repeated id stands for its first row."""

    def __init__(self, ids: pl.Series) -> None:
        self.ids = ids
        self.table: _Table | None = None
        self.keys: Array | None = None
        if not ids.dtype.is_integer() or ids.null_count() or not len(ids):
            return
        numbers = ids.to_numpy()
        if int(numbers.max()) - int(numbers.min()) < _ROOM * len(numbers):
            self.table = _Table(numbers)
        else:
            self.order: Array = np.argsort(numbers, kind="stable")
            self.keys = numbers[self.order]

    def of(self, ids: pl.Series) -> Array:
        """Return the position for each id, ``NOWHERE`` where no household has it."""
        if ids.dtype != self.ids.dtype:
            return self._joined(ids.cast(pl.String), self.ids.cast(pl.String))
        if ids.null_count():
            return self._joined(ids, self.ids)
        if self.table:
            return self.table.of(ids.to_numpy())
        return self._joined(ids, self.ids) if self.keys is None else self._searched(ids.to_numpy())

    def _joined(self, ids: pl.Series, known: pl.Series) -> Array:
        return place_of_each(ids, known, np.arange(len(known)))

    def _searched(self, wanted: Array) -> Array:
        keys: Any = self.keys
        ascending = np.argsort(wanted)
        found = np.empty(len(wanted), np.int64)
        found[ascending] = np.searchsorted(keys, wanted[ascending])
        found = np.minimum(found, len(keys) - 1)
        return np.where(keys[found] == wanted, self.order[found], NOWHERE)


class _Table:
    """The position of each household in a table by its id: of whole numbers that lie close."""

    def __init__(self, numbers: Array) -> None:
        self.first, self.last = numbers.min(), numbers.max()
        kind = np.int32 if len(numbers) < 1 << 31 else np.int64
        self.places: Array = np.full(int(self.last) - int(self.first) + 1, NOWHERE, kind)
        # The last to be written stays: so the first row of an id is written last.
        rows = np.arange(len(numbers), dtype=kind)
        self.places[self._rooms(numbers)[::-1]] = rows[::-1]

    def _rooms(self, numbers: Array) -> Array:
        """Return the room of each id; a difference may be too great for the type of the ids."""
        wide = np.uint64 if numbers.dtype == np.uint64 else np.int64
        rooms: Array = (numbers.astype(wide) - wide(self.first)).astype(np.int64)
        return rooms

    def of(self, wanted: Array) -> Array:
        """Return the position for each id, ``NOWHERE`` where no household has it."""
        inside = (wanted >= self.first) & (wanted <= self.last)
        found = self.places[self._rooms(np.where(inside, wanted, self.first))].astype(np.int64)
        return found if inside.all() else np.where(inside, found, NOWHERE)


def place_of_each(ids: pl.Series, known: pl.Series, places: Array) -> Array:
    """Return for each id the place that stands beside it, ``NOWHERE`` if it is not known.

    Args:
        known: ids of households; of a repeated one the first counts.
        places: the place of each of them.
    """
    table = pl.DataFrame([known.alias("id"), pl.Series("place", places, pl.Int64)])
    table = table.unique("id", keep="first", maintain_order=True)
    wanted = ids.alias("id").to_frame()
    found = wanted.join(table, on="id", how="left", maintain_order="left")["place"]
    return found.fill_null(NOWHERE).to_numpy()
