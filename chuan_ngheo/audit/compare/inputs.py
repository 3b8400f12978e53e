"""Households as they were read, which can be decided under any rules.

Tables are decided by whole columns; what their checks find odd, and lists of households, one by
one. All households of an input are held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Protocol

import numpy as np
import polars as pl

from chuan_ngheo.audit.compare.groups import FACT_GROUPS
from chuan_ngheo.audit.compare.observed import CHILDREN, Observed
from chuan_ngheo.audit.compare.redate import redated, redated_part
from chuan_ngheo.decision import Decision
from chuan_ngheo.facts import Household, Member
from chuan_ngheo.readings.arrays import Array
from chuan_ngheo.readings.fact_tables import FactTables
from chuan_ngheo.readings.polars_reading import decide_with_recipients
from chuan_ngheo.survey.batch import classify_rows
from chuan_ngheo.survey.rows import Input, Row, reject_duplicates
from chuan_ngheo.survey.tables import key_of
from chuan_ngheo.survey.write import SEPARATOR
from chuan_ngheo.tables.part import Names, check_part, households_of, reject_orphans
from chuan_ngheo.tables.places import Places
from chuan_ngheo.tables.run import FactTable
from chuan_ngheo.tables.sources import Table
from chuan_ngheo.tables.stream import KEY, NO_PLACES, Part

PLACE: Final = "place"
REJECTED: Final = "rejected"
SIZE: Final = "size"
PERSONS: Final = "persons "
"""Prefix of the columns with the number of members whom an outcome names."""
_AT_ONCE: Final = 250_000


@dataclass(frozen=True)
class Answers:
    """What one side says of its households.

    Attributes:
        frame: one row for each household, in order: ``PLACE``, ``KEY`` as text, ``REJECTED``,
            ``class``, ``possible_classes``, ``SIZE``, the truth of each outcome, the number of
            members it names, and the groups.
        rejected: the rows that could not be used, members of no household among them.
    """

    frame: pl.DataFrame
    rejected: tuple[Row, ...]


class Households(Protocol):
    """Households as they were read."""

    def decide(self, rules: Observed, day: date | None) -> Answers:
        """Decide all of them, as reviewed on ``day`` if it is given."""

    def rows(self, places: Sequence[int], day: date | None) -> list[Row]:
        """Return some households in the order of their places, as reviewed on ``day``."""

    def fixed_ages(self) -> int:
        """Return the number of members whose age is recorded without a birth date."""


@dataclass(frozen=True)
class ListedHouseholds:
    """Households one by one.

    Attributes:
        listed: those whose id stands twice are marked by a problem.
        others: rejected rows that are no household.
    """

    listed: Sequence[Row]
    others: tuple[Row, ...] = ()

    def decide(self, rules: Observed, day: date | None) -> Answers:
        """Decide all of them, as reviewed on ``day`` if it is given."""
        rows = self.rows(range(len(self.listed)), day)
        found, rejected = _one_by_one(rows, range(len(rows)), rules)
        return Answers(_frame(found, rules), (*self.others, *rejected))

    def rows(self, places: Iterable[int], day: date | None) -> list[Row]:
        """Return some households, as reviewed on ``day``."""
        rows = [self.listed[place] for place in places]
        return rows if day is None else [redated(row, day) for row in rows]

    def fixed_ages(self) -> int:
        """Return the number of members whose age is recorded without a birth date."""
        members = [
            member
            for row in self.listed
            for member in row.facts.get("members") or ()
            if isinstance(member, Mapping)
        ]
        return sum(
            member.get("birth_date") is None
            and not (member.get("age") is None and member.get("age_months") is None)
            for member in members
        )


@dataclass(frozen=True)
class TabledHouseholds:
    """Households and their members as two tables."""

    part: Part
    names: Names

    def decide(self, rules: Observed, day: date | None) -> Answers:
        """Decide all of them, as reviewed on ``day`` if it is given."""
        others = reject_orphans(self.part.orphans, self.names)
        if not self.part.households.height:
            return Answers(_frame([], rules), tuple(others))
        part = self.part if day is None else redated_part(self.part, day)
        checked = check_part(part, rules.extended)
        odd = checked.odd
        if day is not None:
            odd = np.union1d(odd, check_part(self.part, rules.extended).odd)
        plain: Array = np.ones(part.households.height, np.bool_)
        plain[odd] = False
        frame = self._by_columns(checked.facts, rules).filter(plain)
        places = [int(place) for place in odd]
        found, rejected = _one_by_one(reject_duplicates(self.rows(places, day)), places, rules)
        whole = pl.concat([frame, _frame(found, rules)]).sort(PLACE)
        return Answers(whole, (*others, *rejected))

    def _by_columns(self, facts: FactTables, rules: Observed) -> pl.DataFrame:
        decided, named = decide_with_recipients(facts, rules.extended)
        count = decided.height
        keys = self.part.households[KEY].cast(pl.String)
        columns = [
            pl.Series(PLACE, np.arange(count), pl.Int64),
            keys.alias(KEY),
            pl.Series(REJECTED, [False]).new_from_index(0, count),
            decided["class"],
            decided["possible_classes"],
            pl.Series(SIZE, np.bincount(self.part.places, minlength=count), pl.Int64),
            decided[CHILDREN],
        ]
        for outcome in rules.outcomes:
            columns.append(decided[outcome.column])
            if outcome.member_rule:
                numbers = named.get(outcome.column, np.zeros(count, np.int64))
                columns.append(pl.Series(PERSONS + outcome.column, numbers, pl.Int64))
        known = facts.households.frame
        columns += [
            known[name].cast(pl.String).alias(name)
            if name in known.columns
            else pl.Series(name, [None], pl.String).new_from_index(0, count)
            for name in FACT_GROUPS
        ]
        return pl.DataFrame(columns).select(*_schema(rules))

    def rows(self, places: Sequence[int], day: date | None) -> list[Row]:
        """Return some households in the order of their places, as reviewed on ``day``."""
        if not places:
            return []
        members = self.part.members
        if members.height:
            members = members.filter(np.isin(self.part.places, places))
        rows = households_of(self.part.households[list(places)], members, self.names)
        return rows if day is None else [redated(row, day) for row in rows]

    def fixed_ages(self) -> int:
        """Return the number of members whose age is recorded without a birth date."""
        members = self.part.members
        ages = [name for name in ("age", "age_months") if name in members.columns]
        if not ages:
            return 0
        aged = pl.any_horizontal(pl.col(name).is_not_null() for name in ages)
        if "birth_date" in members.columns:
            aged &= pl.col("birth_date").is_null()
        return int(members.select(aged.sum()).item())


def tabled(households: Table, members: Table | None) -> TabledHouseholds:
    """Read two tables."""
    names = Names(households.name, members.name if members else "")
    own = _whole(FactTable(households, (*Household.model_fields,)))
    if members is None:
        return TabledHouseholds(Part(own, pl.DataFrame(), NO_PLACES, pl.DataFrame()), names)
    rest = _whole(FactTable(members, (KEY, *Member.model_fields)))
    if not own.height:
        return TabledHouseholds(Part(own, pl.DataFrame(), NO_PLACES, rest), names)
    places = Places(own[KEY]).of(rest[KEY])
    used = places >= 0
    part = Part(own, rest.filter(used), places[used], rest.filter(~used))
    return TabledHouseholds(part, names)


def _whole(table: Table) -> pl.DataFrame:
    parts = list(table.parts(_AT_ONCE, table.columns))
    if not parts:
        return pl.DataFrame(schema=dict.fromkeys(table.columns, pl.String()))
    return pl.concat(parts)


def _one_by_one(
    rows: list[Row], places: Sequence[int], rules: Observed
) -> tuple[list[dict[str, Any]], list[Row]]:
    """Return the answers to households, and those that could not be used."""
    numbered = [
        replace(row, source=replace(row.source, row=place))
        for row, place in zip(rows, places, strict=True)
    ]
    sources = dict(zip(places, rows, strict=True))
    batch = classify_rows(Input(numbered), rules.extended)
    found = [
        {PLACE: row.source.row, **_answer(decision, row, size, rules)}
        for decision, row, size in zip(batch.decisions, batch.rows, batch.sizes, strict=True)
    ]
    rejected: list[Row] = []
    for row in batch.rejected:
        found.append({PLACE: row.source.row, KEY: key_of(row) or None, REJECTED: True})
        rejected.append(replace(row, source=sources[row.source.row].source))
    return found, rejected


def _answer(decision: Decision, row: Row, size: int, rules: Observed) -> dict[str, Any]:
    answers = decision.eligibility
    found: dict[str, Any] = {
        KEY: key_of(row) or None,
        REJECTED: False,
        "class": decision.class_,
        "possible_classes": SEPARATOR.join(decision.possible_classes),
        SIZE: size,
        CHILDREN: answers[CHILDREN].eligible,
    }
    for outcome in rules.outcomes:
        if outcome.kind == "indicator":
            found[outcome.column] = decision.deprivations[outcome.id]
            continue
        answer = answers[outcome.column]
        found[outcome.column] = answer.eligible
        if outcome.member_rule:
            found[PERSONS + outcome.column] = len(answer.members) if answer.eligible else 0
    for name in FACT_GROUPS:
        value = row.facts.get(name)
        found[name] = str(value).lower() if isinstance(value, bool) else value and str(value)
    return found


def _schema(rules: Observed) -> dict[str, pl.DataType]:
    schema: dict[str, pl.DataType] = {
        PLACE: pl.Int64(),
        KEY: pl.String(),
        REJECTED: pl.Boolean(),
        "class": pl.String(),
        "possible_classes": pl.String(),
        SIZE: pl.Int64(),
        CHILDREN: pl.Boolean(),
    }
    for outcome in rules.outcomes:
        schema[outcome.column] = pl.Boolean()
        if outcome.member_rule:
            schema[PERSONS + outcome.column] = pl.Int64()
    return schema | dict.fromkeys(FACT_GROUPS, pl.String())


def _frame(found: list[dict[str, Any]], rules: Observed) -> pl.DataFrame:
    schema = _schema(rules)
    data = {name: [row.get(name) for row in found] for name in schema}
    return pl.DataFrame(data, schema=schema).sort(PLACE)
