"""Classify one part: most households by whole columns, the odd ones one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from chuan_ngheo.facts import Household, Member
from chuan_ngheo.readings.member_sums import PLACE
from chuan_ngheo.readings.polars_reading import with_review_dates
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.batch import classify_rows
from chuan_ngheo.survey.cells import convert
from chuan_ngheo.survey.rows import Input, Row, Source, reject_duplicates
from chuan_ngheo.survey.tables import key_of, orphan, with_members
from chuan_ngheo.survey.write import columns as decision_columns
from chuan_ngheo.tables.checks import odd_ages, odd_repetitions, odd_reviews
from chuan_ngheo.tables.sources import ROW
from chuan_ngheo.tables.stream import KEY, Part
from chuan_ngheo.tables.typed import Typed, typed_facts

SIZE: Final = "#size"
"""Column of the decisions: the number of recorded members."""

Decide = Callable[[pl.DataFrame, pl.DataFrame, RuleSet], pl.DataFrame]
"""A reading over tables: households, members with ``PLACE``, rules; gives the decisions."""


@dataclass(frozen=True, slots=True)
class Names:
    """What messages call the two tables."""

    households: str
    members: str


class Decided(NamedTuple):
    """The decisions of a part with ``KEY``, ``ROW`` and ``SIZE``, and the rejected rows."""

    decisions: pl.DataFrame
    rejected: list[Row]


def decide_part(part: Part, rules: RuleSet, decide: Decide, names: Names) -> Decided:
    """Classify the households of a part, in their order.

    Args:
        decide: the reading over tables that decides what can be decided by whole columns.
    """
    rejected = reject_orphans(part.orphans, names)
    if not part.households.height:
        return Decided(pl.DataFrame(), rejected)
    households = check_households(part.households, rules)
    members = check_members(part.members, households.facts)
    decisions = decide(households.facts, members.facts, rules)
    sizes = np.bincount(members.facts[PLACE].to_numpy(), minlength=decisions.height)
    found = with_keys(decisions, part.households, pl.Series(SIZE, sizes, pl.Int64))
    odd = places_of(households.odd, part.members[PLACE].filter(members.odd))
    if not len(odd):
        return Decided(found, rejected)
    own = part.members.filter(pl.col(PLACE).is_in(odd.implode()))
    slow = decide_one_by_one(part.households[odd], own, rules, names)
    kept = found.filter(~pl.int_range(pl.len()).is_in(odd.implode()))
    return Decided(joined(kept, slow.decisions), rejected + slow.rejected)


def check_households(raw: pl.DataFrame, rules: RuleSet) -> Typed:
    """Return the facts of households and which are odd: read, checked and decided one by one."""
    facts, odd = typed_facts(raw, Household)
    ids = raw[KEY]
    if ids.is_sorted() and not ids.null_count():
        again = (ids == ids.shift(1)).fill_null(value=False)
        again = again | again.shift(-1).fill_null(value=False)
    else:
        again = ids.is_duplicated()
    outside = odd_reviews(facts, rules.period)
    if outside.any():
        facts = facts.with_columns(pl.when(~outside).then("review_date").alias("review_date"))
    return Typed(facts, odd | again | outside)


def check_members(raw: pl.DataFrame, households: pl.DataFrame) -> Typed:
    """Return the facts of members with ``PLACE`` and ``review_date``, and which are odd."""
    facts, odd = typed_facts(raw, Member)
    facts = with_review_dates(facts.with_columns(raw[PLACE]), households)
    return Typed(facts, odd | odd_ages(facts) | odd_repetitions(raw))


def with_keys(decisions: pl.DataFrame, raw: pl.DataFrame, sizes: pl.Series) -> pl.DataFrame:
    """Return the decisions between their keys and what is kept beside them."""
    return raw.select(KEY).hstack(decisions).with_columns(raw[ROW], sizes)


def places_of(odd: pl.Series, of_members: pl.Series) -> pl.Series:
    """Return the places of the households that are odd themselves or by one of their members."""
    own = odd.arg_true().cast(pl.UInt32)
    return pl.concat([own.alias(PLACE), of_members.alias(PLACE)]).unique().sort()


def joined(kept: pl.DataFrame, slow: pl.DataFrame) -> pl.DataFrame:
    """Return all decisions in the order of the rows."""
    if not slow.height:
        return kept
    slow = slow.select(
        pl.col(name).cast(kind) for name, kind in zip(kept.columns, kept.dtypes, strict=True)
    )
    return pl.concat([kept, slow]).sort(ROW)


def reject_orphans(raw: pl.DataFrame, names: Names) -> list[Row]:
    """Return members of no household as rejected rows."""
    return [orphan(row) for row in rows_of(raw, names.members)]


def decide_one_by_one(
    households: pl.DataFrame, members: pl.DataFrame, rules: RuleSet, names: Names
) -> Decided:
    """Read households cell by cell, check them in full, and decide those without a problem.

    Args:
        households: raw rows of the households.
        members: the raw rows of all their members.
    """
    own: dict[str, list[Row]] = {}
    for row in rows_of(members, names.members):
        own.setdefault(key_of(row), []).append(row)
    rows = [
        with_members(row, own.pop(key_of(row), [])) for row in rows_of(households, names.households)
    ]
    batch = classify_rows(Input(reject_duplicates(rows)), rules)
    ids = dict(zip(households[ROW], households[KEY], strict=True))
    found: list[dict[str, Any]] = [
        {
            **decision_columns(decision),
            KEY: ids[row.source.row],
            ROW: row.source.row,
            SIZE: size,
        }
        for decision, row, size in zip(batch.decisions, batch.rows, batch.sizes, strict=True)
    ]
    schema = {KEY: households.schema[KEY]}
    frame = pl.DataFrame(found, schema_overrides=schema, infer_schema_length=None)
    return Decided(frame, list(batch.rejected))


def rows_of(raw: pl.DataFrame, name: str) -> Iterator[Row]:
    """Yield the rows of a raw table as facts."""
    if not raw.height:
        return
    for cells in raw.iter_rows(named=True):
        number = cells[ROW]
        facts = {
            column: convert(column, value)
            for column, value in cells.items()
            if value is not None and not column.startswith("#")
        }
        yield Row(Source(name, number), facts)
