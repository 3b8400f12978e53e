"""Classify two tables part by part, in whatever order their rows are."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from chuan_ngheo.facts import Household, Member
from chuan_ngheo.readings.polars_reading import decide_tables
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.cells import IDENTIFIERS, NOTHING
from chuan_ngheo.tables.ahead import in_order
from chuan_ngheo.tables.part import Decide, Decided, Names, check_part, decide_part
from chuan_ngheo.tables.places import Places
from chuan_ngheo.tables.sources import Table, TableView
from chuan_ngheo.tables.stream import KEY, NO_PLACES, Part, sorted_parts
from chuan_ngheo.tables.unsorted import decide_unsorted

HOUSEHOLDS_AT_ONCE: Final = 36_000
_MEMBERS_TO_ONE: Final = 4
SMALL: Final = 240_000


def decide_all(
    households: Table,
    members: Table | None,
    rules: RuleSet,
    *,
    size: int = HOUSEHOLDS_AT_ONCE,
    small: int = SMALL,
    asked: int = 0,
    decide: Decide = decide_tables,
) -> Iterator[Decided]:
    """Classify all households; the decisions come in the order of the rows.

    Large tables that do not ascend by ``household_id`` are decided by Polars, whatever ``decide``;
    what their undetermined households miss, and who receives benefits, is then not told.

    Args:
        size: the number of households that are read at once.
        small: tables of at most so many rows are taken as one part.
        asked: how many undetermined households to give as they were read.
        decide: the reading over tables.
    """
    households = FactTable(households, (*Household.model_fields,))
    members = members and FactTable(members, (KEY, *Member.model_fields))
    names = Names(households.name, members.name if members else "")
    parts = _parts(households, members, size, small)
    if parts is None:
        yield from decide_unsorted(households, members, rules, names, size)
        return

    def work(part: Part) -> Decided:
        return decide_part(check_part(part, rules), rules, decide, names, asked)

    for decided in in_order(work, parts):
        rows = decided.undetermined[:asked]
        asked -= len(rows)
        yield decided._replace(undetermined=rows)


def fact_parts(
    households: Table, members: Table | None, *, size: int = HOUSEHOLDS_AT_ONCE, small: int = SMALL
) -> Iterable[Part]:
    """Return the facts of two tables, households with their members, in parts.

    Tables of more than ``small`` rows that do not ascend by ``household_id`` are one part: they
    are held in memory.

    Args:
        size: the number of households that are read at once.
        small: tables of at most so many rows are taken as one part.
    """
    households = FactTable(households, (*Household.model_fields,))
    members = members and FactTable(members, (KEY, *Member.model_fields))
    parts = _parts(households, members, size, small)
    return parts if parts is not None else _one_part(households, members, sys.maxsize) or ()


def _parts(
    households: Table, members: Table | None, size: int, small: int
) -> Iterable[Part] | None:
    """Return small tables as one part, and sorted ones in several; None for others."""
    one = _one_part(households, members, small)
    if one is not None:
        return one
    if not _are_sorted(households, members, size):
        return None
    return sorted_parts(
        households.parts(size, households.columns),
        members.parts(_MEMBERS_TO_ONE * size, members.columns) if members else None,
    )


@dataclass(frozen=True)
class FactTable(TableView):
    """The facts of a table: columns of the vocabulary, and identifiers as they are compared."""

    table: Table
    names: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns that are facts."""
        return tuple(name for name in self.table.columns if name in self.names)

    def parts(self, size: int, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of about ``size``."""
        for part in self.table.parts(size, columns):
            ids = [part[name] for name in IDENTIFIERS if name in part.columns]
            compared = [(series, _identifiers(series)) for series in ids]
            changed = [new for old, new in compared if new is not old]
            yield part.with_columns(changed) if changed else part


def _identifiers(ids: pl.Series) -> pl.Series:
    if isinstance(ids.dtype, pl.String):
        stripped = ids.str.strip_chars()
        return stripped.set(stripped.is_in(NOTHING).fill_null(value=False), None)
    if ids.dtype.is_float() and (ids.is_nan() | (ids == ids.floor())).all():
        return ids.fill_nan(None).cast(pl.Int64)
    return ids


def _one_part(households: Table, members: Table | None, small: int) -> list[Part] | None:
    """Return tables of few rows as one part; None if they have more."""
    found = [_few_rows(table, small) for table in (households, members) if table]
    own = [frame for frame in found if frame is not None]
    if len(own) < len(found):
        return None
    if members is None or not own[0].height:
        rest = own[1] if members else pl.DataFrame()
        return [Part(own[0], pl.DataFrame(), NO_PLACES, rest)]
    places = Places(own[0][KEY]).of(own[1][KEY])
    used = places >= 0
    return [Part(own[0], own[1].filter(used), places[used], own[1].filter(~used))]


def _few_rows(table: Table, small: int) -> pl.DataFrame | None:
    if (table.count() or 0) > small:
        return None
    parts: list[pl.DataFrame] = []
    rows = 0
    for part in table.parts(small // 4 + 1, table.columns):
        parts.append(part)
        rows += part.height
        if rows > small:
            return None
    if not parts:
        return pl.DataFrame(schema=dict.fromkeys(table.columns, pl.String()))
    return pl.concat(parts)


def _are_sorted(households: Table, members: Table | None, size: int) -> bool:
    """Tell whether the ids of both tables ascend and are of one type."""
    tables = [households, *([members] if members else [])]
    with ThreadPoolExecutor(len(tables)) as pool:
        kinds = [*pool.map(lambda table: _ascending_type(table, size), tables)]
    return kinds[0] is not None and kinds[0] == kinds[-1]


def _ascending_type(table: Table, size: int) -> pl.DataType | None:
    """Return the type of the ids of a table if they ascend in one type, else None.

    Ids with decimals are not whole in every part, and numbers of categories do not ascend as
    their texts: such tables are taken in any order.
    """
    last: Any = None
    kind: pl.DataType | None = None
    for part in table.parts(8 * size, (KEY,)):
        ids = part[KEY]
        if not len(ids):
            continue
        if ids.dtype.is_float() or isinstance(ids.dtype, pl.Categorical | pl.Enum):
            return None
        if ids.null_count() or not ids.is_sorted() or (last is not None and ids[0] < last):
            return None
        last, kind = ids[-1], ids.dtype
    return kind or pl.Null()
