"""Tables in any order: the members are summed up by the position of their household.

Only ids, review dates and sums over members are held for all households, never their facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from chuan_ngheo.facts import Member
from chuan_ngheo.readings.arrays import Array, to_numbers
from chuan_ngheo.readings.conditions_to_columns import SIZE as HOUSEHOLD_SIZE
from chuan_ngheo.readings.conditions_to_columns import Shape
from chuan_ngheo.readings.fact_tables import REVIEW, FactTable, FactTables
from chuan_ngheo.readings.member_sums import MemberSums
from chuan_ngheo.readings.polars_reading import (
    Programs,
    add_members,
    day_of,
    decisions_of,
    programs_for,
    values_of,
)
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.tables.part import (
    SIZE,
    Decided,
    Names,
    check_households,
    decide_one_by_one,
    households_of,
    joined,
    odd_members,
    reject_orphans,
    with_keys,
)
from chuan_ngheo.tables.places import Places
from chuan_ngheo.tables.sources import Table
from chuan_ngheo.tables.stream import KEY, NO_PLACES
from chuan_ngheo.tables.typed import typed_facts
from chuan_ngheo.vocabulary import FACTS

_SMALL: Final = 63
"""Member ids below this are noted as bits of one number for each household."""


def decide_unsorted(
    households: Table, members: Table | None, rules: RuleSet, names: Names, size: int
) -> Iterator[Decided]:
    """Classify the households of two tables in any order; the decisions come in their order.

    Args:
        size: the number of rows that are read at once.
    """
    known = _Households(households, rules, size)
    programs = _programs(known.reviews, _columns(households, members), rules)
    sums = MemberSums(programs.table.aggregates, len(known.ids))
    odd_rows = _OddRows(pl.DataFrame(), NO_PLACES)
    if members is not None and len(known.ids):
        places = Places(known.ids)
        yield from _sum_up(members, places, known, (programs, sums), names)
        odd_rows = _odd_rows(members, places, known.odd, size)
    start, nobody = 0, FactTable.of(pl.DataFrame())
    for raw in households.parts(size, households.columns):
        stop = start + raw.height
        facts = FactTables(check_households(raw, rules).facts, nobody, NO_PLACES)
        values = values_of(facts, programs, sums.columns(start, stop))
        decisions = decisions_of(values, programs.table, raw.height)
        found = with_keys(decisions, raw, pl.Series(SIZE, sums.sizes(start, stop), pl.Int64))
        odd = known.odd[start:stop]
        if odd.any():
            own = odd_rows.between(start, stop)
            rows = households_of(raw.filter(odd), own, names)
            slow = decide_one_by_one(rows, raw, rules, known.repeated)
            yield Decided(joined(found.filter(~odd), slow.decisions), slow.rejected, None)
        else:
            yield Decided(found, [], None)
        start = stop


def _columns(households: Table, members: Table | None) -> set[str]:
    return {*households.columns, *(members.columns if members else ())}


class _Households:
    """What is held of all households.

    Attributes:
        ids: their ids, in order.
        reviews: their review dates.
        odd: which must be decided one by one, so far.
        repeated: in how many rows an id stands, for those that stand in several.
    """

    def __init__(self, table: Table, rules: RuleSet, size: int) -> None:
        self.size = size
        ids: list[pl.Series] = []
        odd: list[Array] = []
        reviews: list[pl.Series] = []
        for raw in table.parts(size, table.columns):
            checked = check_households(raw, rules)
            ids.append(raw[KEY])
            odd.append(checked.odd)
            if REVIEW in checked.facts.unknown:
                days = checked.facts.values([REVIEW])[REVIEW]
                reviews.append(to_numbers(REVIEW, days, raw.height).cast(pl.Date))
        self.ids = pl.concat(ids) if ids else pl.Series(KEY, [], pl.Int64)
        nothing = pl.DataFrame(height=len(self.ids))
        self.reviews = FactTable.of(pl.concat(reviews).to_frame() if reviews else nothing)
        repeated = self.ids.is_duplicated() & self.ids.is_not_null()
        counts = self.ids.filter(repeated).value_counts()
        self.repeated: dict[Any, int] = dict(counts.iter_rows())
        self.odd: Array = repeated.to_numpy().copy()
        if odd:
            self.odd |= np.concatenate(odd)


def _programs(reviews: FactTable, columns: set[str], rules: RuleSet) -> Programs:
    """Return the programs for tables of which the columns are known."""
    day = day_of(FactTables(reviews, FactTable.of(pl.DataFrame()), NO_PLACES), rules)
    exact = set()
    if reviews.unknown.get(REVIEW) == 0:
        exact.add("age")
        if "age" not in columns:
            exact.add("age_months")
    absent = frozenset(FACTS) - columns - {HOUSEHOLD_SIZE, REVIEW}
    return programs_for(rules, day, Shape(absent, frozenset(exact)))


def _sum_up(
    members: Table,
    places: Places,
    known: _Households,
    sums: tuple[Programs, MemberSums],
    names: Names,
) -> Iterator[Decided]:
    """Add all members to the sums; note the odd ones; yield those of no household."""
    seen = _Repetitions(reviews=known.reviews.height)
    for raw in members.parts(known.size, members.columns):
        own = places.of(raw[KEY])
        used = own >= 0
        placed = raw
        if not used.all():
            yield Decided(pl.DataFrame(), reject_orphans(raw.filter(~used), names))
            placed, own = raw.filter(used), own[used]
        typed = typed_facts(placed, Member)
        facts = FactTables(known.reviews, typed.facts, own)
        add_members(facts, *sums)
        known.odd[own[odd_members(facts, typed.odd, placed)]] = True
        seen.add(placed, own)
    known.odd |= seen.households()


class _OddRows(NamedTuple):
    """The raw rows of the members of odd households, and the positions of these."""

    rows: pl.DataFrame
    places: Array

    def between(self, start: int, stop: int) -> pl.DataFrame:
        """Return the rows of the households from ``start`` to before ``stop``."""
        return self.rows.filter((self.places >= start) & (self.places < stop))


def _odd_rows(members: Table, places: Places, odd: Array, size: int) -> _OddRows:
    if not odd.any():
        return _OddRows(pl.DataFrame(), NO_PLACES)
    found = []
    of_found = []
    for raw in members.parts(size, members.columns):
        own = places.of(raw[KEY])
        chosen = (own >= 0) & odd[own]
        found.append(raw.filter(chosen))
        of_found.append(own[chosen])
    if not found:
        return _OddRows(pl.DataFrame(), NO_PLACES)
    return _OddRows(pl.concat(found), np.concatenate(of_found))


class _Repetitions:
    """Finds households in which a ``member_id`` stands twice, over all parts."""

    def __init__(self, reviews: int) -> None:
        self.bits: Array = np.zeros(reviews, np.uint64)
        self.odd: Array = np.zeros(reviews, np.bool_)
        self.others: list[Array] = []

    def add(self, members: pl.DataFrame, places: Array) -> None:
        """Note the member ids of a part."""
        if "member_id" not in members.columns:
            return
        ids = members["member_id"]
        if ids.null_count():
            given = ids.is_not_null()
            places, ids = places[given.to_numpy()], ids.filter(given)
        if ids.dtype.is_integer():
            small = ids.is_between(0, _SMALL - 1)
            chosen = small.to_numpy()
            self._add_small(places[chosen], ids.filter(small).to_numpy())
            places, ids = places[~chosen], ids.filter(~small)
        if len(ids):
            self.others.append(_combined(places, ids))

    def _add_small(self, places: Array, ids: Array) -> None:
        """Note ids as bits; a bit that was there, or twice in this part, is a repetition."""
        bits = np.left_shift(np.uint64(1), ids.astype(np.uint64))
        self.odd[places[(self.bits[places] & bits) != 0]] = True
        pairs = places.astype(np.uint64) * np.uint64(_SMALL + 1) + ids.astype(np.uint64)
        pairs.sort()
        twice = pairs[1:][pairs[1:] == pairs[:-1]] // np.uint64(_SMALL + 1)
        self.odd[twice] = True
        np.bitwise_or.at(self.bits, places, bits)

    def households(self) -> Array:
        """Return which households are odd."""
        if self.others:
            pairs = np.sort(np.concatenate(self.others))
            twice = pairs[1:][pairs[1:] == pairs[:-1]] >> np.uint64(_HASHED)
            self.odd[twice] = True
        return self.odd


_HASHED: Final = 32


def _combined(places: Array, ids: pl.Series) -> Array:
    """Return place and a hash of the id as one number; equal ids of a household are equal."""
    hashed = ids.hash(seed=1).to_numpy() & np.uint64((1 << _HASHED) - 1)
    found: Array = (places.astype(np.uint64) << np.uint64(_HASHED)) | hashed
    return found
