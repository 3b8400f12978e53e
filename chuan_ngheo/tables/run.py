"""Classify two tables part by part, in whatever order their rows are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from chuan_ngheo.readings.polars_reading import decide_tables
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.tables.part import Decided, Names, decide_part
from chuan_ngheo.tables.sources import Table
from chuan_ngheo.tables.stream import KEY, sorted_parts
from chuan_ngheo.tables.unsorted import decide_unsorted

HOUSEHOLDS_AT_ONCE = 60_000
_MEMBERS_TO_ONE = 4


def decide_all(
    households: Table,
    members: Table | None,
    rules: RuleSet,
    *,
    size: int = HOUSEHOLDS_AT_ONCE,
    asked: int = 0,
) -> Iterator[Decided]:
    """Classify all households; the decisions come in the order of the rows.

    Args:
        size: the number of households that are read at once.
        asked: how many undetermined households to give as they were read, where the tables are
            sorted.
    """
    names = Names(households.name, members.name if members else "")
    if not _are_sorted(households, members, size):
        yield from decide_unsorted(households, members, rules, names, size)
        return
    for part in sorted_parts(
        households.parts(size, households.columns),
        members.parts(_MEMBERS_TO_ONE * size, members.columns) if members else None,
    ):
        decided = decide_part(part, rules, decide_tables, names, asked)
        asked -= len(decided.undetermined)
        yield decided


def _are_sorted(households: Table, members: Table | None, size: int) -> bool:
    """Tell whether the ids of both tables ascend and are of one type."""
    if members is None:
        return True
    types = [_ascending_type(table, size) for table in (households, members)]
    return types[0] is not None and types[0] == types[1]


def _ascending_type(table: Table, size: int) -> pl.DataType | None:
    """Return the type of the ids of a table if they ascend, else None."""
    last: Any = None
    kind: pl.DataType | None = pl.Null()
    for part in table.parts(8 * size, (KEY,)):
        ids = part[KEY]
        if not len(ids):
            continue
        if ids.null_count() or not ids.is_sorted() or (last is not None and ids[0] < last):
            return None
        last, kind = ids[-1], ids.dtype
    return kind
