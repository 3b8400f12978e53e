"""Households with their members, part by part.

Where both tables ascend by ``household_id`` they are read side by side: no more than a part is in
memory. A household is never split over two parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from chuan_ngheo.readings.arrays import Array
from chuan_ngheo.tables.places import place_of_each

KEY: Final = "household_id"


NO_PLACES: Final[Array] = np.empty(0, np.int64)


class Part(NamedTuple):
    """Some households with their members.

    Attributes:
        places: the position of the household of each member.
        orphans: members of no household.
    """

    households: pl.DataFrame
    members: pl.DataFrame
    places: Array
    orphans: pl.DataFrame


class NotSortedError(Exception):
    """The tables do not both ascend by ``household_id``."""


def sorted_parts(
    households: Iterator[pl.DataFrame], members: Iterator[pl.DataFrame] | None
) -> Iterator[Part]:
    """Read two tables side by side.

    Raises:
        NotSortedError: if an id does not ascend, is null, or is of another type in the other table.
    """
    # A part of a CSV file may have nothing but empty lines.
    whole = _whole_households(part for part in households if part.height)
    if members is None:
        for part in whole:
            yield Part(part, pl.DataFrame(), NO_PLACES, pl.DataFrame())
        return
    ahead = _Ahead(part for part in members if part.height)
    for part in whole:
        own = ahead.until(part[KEY])
        yield _placed(part, own)
    rest = ahead.rest()
    if rest.height:
        yield Part(pl.DataFrame(), pl.DataFrame(), NO_PLACES, rest)


def _whole_households(parts: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield parts so that rows with the same id are in one part."""
    held: pl.DataFrame | None = None
    for part in parts:
        if held is None:
            held = part
            continue
        _check_order(held[KEY], part[KEY])
        if held[KEY][-1] == part[KEY][0]:
            last = held[KEY].search_sorted(held[KEY][-1], "left")
            if last:
                yield held.slice(0, last)
            held = pl.concat([held.slice(last), part])
        else:
            yield held
            held = part
    if held is not None:
        _check_order(held[KEY])
        yield held


def _check_order(ids: pl.Series, following: pl.Series | None = None) -> None:
    if ids.null_count() or not ids.is_sorted():
        raise NotSortedError
    if following is not None and (following[0] is None or not ids[-1] <= following[0]):
        raise NotSortedError


class _Ahead:
    """Members read ahead of the households."""

    def __init__(self, parts: Iterator[pl.DataFrame]) -> None:
        self.parts = parts
        self.held: pl.DataFrame | None = next(parts, None)
        if self.held is not None:
            _check_order(self.held[KEY])

    def until(self, ids: pl.Series) -> pl.DataFrame:
        """Return the members up to the last of some ids."""
        if self.held is None:
            return pl.DataFrame()
        if self.held[KEY].dtype != ids.dtype:
            raise NotSortedError
        last = ids[-1]
        taken: list[pl.DataFrame] = []
        while self.held.height:
            end = self.held[KEY].search_sorted(last, "right")
            taken.append(self.held.slice(0, end))
            if end < self.held.height:
                self.held = self.held.slice(end)
                break
            self.held = self._next(self.held)
        return pl.concat(taken) if taken else self.held

    def _next(self, before: pl.DataFrame) -> pl.DataFrame:
        following = next(self.parts, None)
        if following is None:
            return before.clear()
        _check_order(following[KEY])
        if following[KEY][0] < before[KEY][-1]:
            raise NotSortedError
        return following

    def rest(self) -> pl.DataFrame:
        """Return all members that are left."""
        left: list[pl.DataFrame] = []
        while self.held is not None and self.held.height:
            left.append(self.held)
            self.held = self._next(self.held)
        return pl.concat(left) if left else pl.DataFrame()


def _placed(households: pl.DataFrame, members: pl.DataFrame) -> Part:
    """Give members of ascending ids the position of their household."""
    if not members.height:
        return Part(households, pl.DataFrame(), NO_PLACES, pl.DataFrame())
    ids = members[KEY]
    starts = _starts(ids)
    own, known = _at(ids, starts), households[KEY]
    groups = np.arange(len(starts))
    if own.equals(known):
        alone = groups[:0]
    else:
        groups = place_of_each(own, known, np.arange(len(known)))
        alone = np.flatnonzero(groups < 0)
    places = np.repeat(groups, np.diff(starts, append=len(ids)))
    if not len(alone):
        return Part(households, members, places, pl.DataFrame())
    used = pl.Series(places >= 0)
    return Part(households, members.filter(used), places[places >= 0], members.filter(~used))


def _at(ids: pl.Series, places: Array) -> pl.Series:
    """Return the ids at some places."""
    if ids.dtype.is_integer():
        return pl.Series(ids.to_numpy()[places])
    return ids.gather(places)


def _starts(ids: pl.Series) -> Array:
    """Return the position of the first of each run of equal ids."""
    if ids.dtype.is_integer():
        numbers = ids.to_numpy()
        changes = numbers[1:] != numbers[:-1]
    else:
        changes = (ids != ids.shift(1))[1:].to_numpy()
    return np.concatenate([np.zeros(1, np.int64), np.flatnonzero(changes) + 1])
