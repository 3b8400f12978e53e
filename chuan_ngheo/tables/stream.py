"""Households with their members, part by part.

Where both tables ascend by ``household_id`` they are read side by side: no more than a part is in
memory. A household is never split over two parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from chuan_ngheo.readings.member_sums import PLACE

KEY: Final = "household_id"


class Part(NamedTuple):
    """Some households, their members with ``PLACE``, and members of no household."""

    households: pl.DataFrame
    members: pl.DataFrame
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
    if members is None:
        for part in households:
            yield Part(part, _no_members(), _no_members())
        return
    ahead = _Ahead(members)
    for part in _whole_households(households):
        own = ahead.until(part[KEY])
        yield _placed(part, own)
    rest = ahead.rest()
    if rest.height:
        yield Part(pl.DataFrame(), _no_members(), rest)


def _no_members() -> pl.DataFrame:
    return pl.DataFrame({PLACE: []}, schema={PLACE: pl.UInt32})


def _whole_households(parts: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield parts so that rows with the same id are in one part."""
    held: pl.DataFrame | None = None
    for raw in parts:
        part = raw if held is None else pl.concat([held, raw])
        _check_order(part[KEY])
        last = part[KEY].search_sorted(part[KEY][-1], "left")
        held = part[last:]
        if last:
            yield part[:last]
    if held is not None:
        yield held


def _check_order(ids: pl.Series) -> None:
    if ids.null_count() or not ids.is_sorted():
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
            taken.append(self.held[:end])
            if end < self.held.height:
                self.held = self.held[end:]
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
        return Part(households, _no_members(), _no_members())
    ids = members[KEY]
    begins = (ids != ids.shift(1)).fill_null(value=True)
    group = begins.cum_sum() - 1
    own = ids.filter(begins)
    known = households[KEY]
    if len(own) == len(known) and (own == known).all():
        return Part(
            households, members.with_columns(group.cast(pl.UInt32).alias(PLACE)), _no_members()
        )
    places = known.to_frame().with_row_index(PLACE).unique(KEY, keep="first", maintain_order=True)
    found = own.to_frame().join(places, on=KEY, how="left", maintain_order="left")[PLACE]
    placed = members.with_columns(found.gather(group).alias(PLACE))
    alone = placed[PLACE].is_null()
    if not alone.any():
        return Part(households, placed, _no_members())
    return Part(households, placed.filter(~alone), placed.filter(alone).drop(PLACE))
