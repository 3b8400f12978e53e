"""Classify one part: most households by whole columns, the odd ones one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from chuan_ngheo.facts import Household, Member
from chuan_ngheo.readings.arrays import Array
from chuan_ngheo.readings.fact_tables import REVIEW, FactTable, FactTables
from chuan_ngheo.readings.polars_reading import TableDecisions
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.batch import classify_rows
from chuan_ngheo.survey.cells import convert
from chuan_ngheo.survey.rows import Input, Row, Source, reject_duplicates
from chuan_ngheo.survey.tables import key_of, orphan, with_members
from chuan_ngheo.survey.write import columns as decision_columns
from chuan_ngheo.tables.checks import odd_ages, odd_repetitions, odd_reviews
from chuan_ngheo.tables.row_problems import PROBLEMS, unpack
from chuan_ngheo.tables.sources import ROW
from chuan_ngheo.tables.stream import KEY, NO_PLACES, Part
from chuan_ngheo.tables.typed import Typed, typed_facts

SIZE: Final = "#size"
"""Column of the decisions: the number of recorded members."""

Decide = Callable[[FactTables, RuleSet], TableDecisions]
"""A reading over tables."""


@dataclass(frozen=True, slots=True)
class Names:
    """What messages call the two tables."""

    households: str
    members: str


class Decided(NamedTuple):
    """The answers to a part.

    Attributes:
        decisions: with ``KEY``, ``ROW`` and ``SIZE``; may be empty.
        rejected: the rows that could not be used.
        recipients: the members who are certainly eligible for each benefit that goes to members;
            None if the reading cannot tell.
        undetermined: some undetermined households with their members, as they were read.
    """

    decisions: pl.DataFrame
    rejected: list[Row]
    recipients: Mapping[str, int] | None = MappingProxyType({})
    undetermined: tuple[Row, ...] = ()


class Checked(NamedTuple):
    """A part whose facts are checked.

    Attributes:
        odd: the positions of households to be read, checked and decided one by one.
    """

    part: Part
    facts: FactTables
    odd: Array


def check_part(part: Part, rules: RuleSet) -> Checked:
    """Check the facts of a part by whole columns."""
    if not part.households.height:
        empty = FactTable.of(pl.DataFrame())
        return Checked(part, FactTables(empty, empty, part.places), NO_PLACES)
    households = check_households(part.households, rules)
    members = typed_facts(part.members, Member)
    facts = FactTables(households.facts, members.facts, part.places)
    odd = odd_members(facts, members.odd, part.members)
    flags = households.odd
    flags[part.places[odd]] = True
    return Checked(part, facts, np.flatnonzero(flags))


def decide_part(
    checked: Checked, rules: RuleSet, decide: Decide, names: Names, asked: int = 0
) -> Decided:
    """Classify the households of a part, in their order.

    Args:
        decide: the reading over tables that decides what can be decided by whole columns.
        asked: how many undetermined households to give as they were read.
    """
    part, facts, odd = checked
    rejected = reject_orphans(part.orphans, names)
    count = part.households.height
    if not count:
        return Decided(pl.DataFrame(), rejected)
    decided = decide(facts, rules)
    sizes = pl.Series(SIZE, facts.sizes, pl.Int64)
    found = with_keys(decided.frame, part.households, sizes)
    plain = np.ones(count, np.bool_)
    plain[odd] = False
    recipients = decided.recipients(plain) if decided.recipients else None
    rows: tuple[Row, ...] = ()
    if asked and found["class"].null_count():
        open_ = found["class"].is_null().to_numpy() & plain
        rows = tuple(_rows(part, np.flatnonzero(open_)[:asked], names))
    if not len(odd):
        return Decided(found, rejected, recipients, rows)
    slow = decide_one_by_one(_rows(part, odd, names), part.households, rules)
    return Decided(
        joined(found.filter(plain), slow.decisions),
        rejected + slow.rejected,
        _sum(recipients, slow.recipients),
        (*rows, *slow.undetermined)[:asked],
    )


def _sum(
    one: Mapping[str, int] | None, other: Mapping[str, int] | None
) -> Mapping[str, int] | None:
    if one is None or other is None:
        return None
    return {name: one.get(name, 0) + other.get(name, 0) for name in {*one, *other}}


def _rows(part: Part, places: Array, names: Names) -> list[Row]:
    """Return the households at some places as they were read, each with its members."""
    own = part.members.filter(np.isin(part.places, places))
    return households_of(part.households[places], own, names)


def check_households(raw: pl.DataFrame, rules: RuleSet) -> Typed:
    """Return the facts of households and which are odd: read, checked and decided one by one."""
    facts, odd = typed_facts(raw, Household)
    outside = odd_reviews(facts, rules.period)
    if outside.any():
        facts = facts.without(REVIEW, outside)
    return Typed(facts, odd | _repeated(raw[KEY]) | outside)


def _repeated(ids: pl.Series) -> Array:
    """Tell which ids stand in several rows."""
    if ids.null_count() or not ids.is_sorted():
        return ids.is_duplicated().to_numpy()
    again: Array = np.zeros(len(ids), np.bool_)
    if ids.dtype.is_integer():
        numbers = ids.to_numpy()
        again[1:] = numbers[1:] == numbers[:-1]
    else:
        again[1:] = (ids == ids.shift(1))[1:].to_numpy()
    again[:-1] |= again[1:]
    return again


def odd_members(facts: FactTables, odd: Array, raw: pl.DataFrame) -> Array:
    """Tell which members are odd, by their cells, their ages or a repeated id."""
    found: Array = odd | odd_ages(facts) | odd_repetitions(raw, facts.places)
    return found


def with_keys(decisions: pl.DataFrame, raw: pl.DataFrame, sizes: pl.Series) -> pl.DataFrame:
    """Return the decisions between their keys and what is kept beside them."""
    return pl.DataFrame([raw[KEY], *decisions.iter_columns(), raw[ROW], sizes])


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


def households_of(households: pl.DataFrame, members: pl.DataFrame, names: Names) -> list[Row]:
    """Return households as they were read, each with its members by the same id."""
    own: dict[str, list[Row]] = {}
    for row in rows_of(members, names.members):
        own.setdefault(key_of(row), []).append(row)
    return [
        with_members(row, own.pop(key_of(row), [])) for row in rows_of(households, names.households)
    ]


def decide_one_by_one(
    rows: list[Row],
    households: pl.DataFrame,
    rules: RuleSet,
    repeated: Mapping[Any, int] | None = None,
) -> Decided:
    """Check households in full, and decide those without a problem.

    Args:
        households: the raw table that they come from.
        repeated: in how many rows of the whole table an id stands, for ids that stand in several.
    """
    batch = classify_rows(Input(reject_duplicates(rows, repeated)), rules)
    ids = dict(zip(households[ROW], households[KEY], strict=True))
    found: list[dict[str, Any]] = [
        {**decision_columns(decision), KEY: ids[row.source.row], ROW: row.source.row, SIZE: size}
        for decision, row, size in zip(batch.decisions, batch.rows, batch.sizes, strict=True)
    ]
    frame = pl.DataFrame(
        found, schema_overrides={KEY: households.schema[KEY]}, infer_schema_length=None
    )
    recipients = {
        name: sum(len(decision.eligibility[name].members) for decision in batch.decisions)
        for name, benefit in rules.benefits.items()
        if benefit.members
    }
    pairs = zip(batch.decisions, batch.rows, strict=True)
    open_ = tuple(row for decision, row in pairs if decision.class_ is None)
    return Decided(frame, list(batch.rejected), recipients, open_)


def rows_of(raw: pl.DataFrame, name: str) -> Iterator[Row]:
    """Yield the rows of a raw table as facts."""
    if not raw.height:
        return
    for cells in _readable(raw).iter_rows(named=True):
        number = cells[ROW]
        facts = {
            column: convert(column, value)
            for column, value in cells.items()
            if value is not None and not column.startswith("#")
        }
        yield Row(Source(name, number), facts, unpack(cells.get(PROBLEMS)))


def _readable(raw: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose dates Python can hold; others become text."""
    limits = (date.min, date.max)
    far = [
        column.name
        for column in raw.iter_columns()
        if isinstance(column.dtype, pl.Date) and not column.drop_nulls().is_between(*limits).all()
    ]
    return raw.with_columns(pl.col(far).cast(pl.String)) if far else raw
