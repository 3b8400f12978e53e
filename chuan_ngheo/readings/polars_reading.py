"""The Polars reading: the decisions of many households at once, from two tables.

The tables hold checked facts in the types of ``DATA_TYPES``. Truths of the members are packed into
the bits of a few numbers, so that one pass over the members gives every condition over them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

import polars as pl

from chuan_ngheo.readings import columns as c
from chuan_ngheo.readings.conditions_to_columns import RESULT, SIZE, UPPER, Shape, type_of
from chuan_ngheo.readings.lower import TableProgram, lower
from chuan_ngheo.readings.polars_expressions import polars_expression
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS

PLACE: Final = "#place"
"""Column of the members: the position of their household in its table, from 0."""
SEPARATOR: Final = "|"
_BITS: Final = 31
_DATA_TYPES: Final[dict[c.Type, pl.DataType]] = {
    "truth": pl.Boolean(),
    "whole": pl.Int64(),
    "decimal": pl.Float64(),
    "date": pl.Date(),
    "text": pl.String(),
}
DATA_TYPES: Final = {name: _DATA_TYPES[type_of(name)] for name in FACTS}
"""The type of the column of each fact."""


def decide_tables(households: pl.DataFrame, members: pl.DataFrame, rules: RuleSet) -> pl.DataFrame:
    """Return the decisions of households, one row for each, in their order.

    Args:
        households: a row of checked facts for each household; absent columns are unknown.
        members: a row for each member, with the position of the household under ``PLACE``.

    Returns:
        the columns of a decision but for the id: ``class``, ``possible_classes``, the indicators,
        ``deprivations_certain``, ``deprivations_possible`` and the benefits.

    Raises:
        NotImplementedError: if a rule has no form over tables.
    """
    sizes = _sizes(members, households.height)
    households = households.with_columns(sizes)
    shape = _shape(households, members)
    program = lower(rules, _day(households, rules), shape)
    households = _with_review_date(households)
    members = members.with_columns(
        households["review_date"].gather(members[PLACE]).alias("review_date")
    )
    members = _run(members, program.member_steps)
    kept = _aggregated(members, program, households.height)
    return _answers(_run(households.hstack(kept), program.household_steps), program)


def _sizes(members: pl.DataFrame, count: int) -> pl.Series:
    """Return the number of members of each household, null where there is none."""
    found = members.group_by(PLACE).agg(pl.len().cast(pl.Int64).alias(SIZE))
    return _scatter(found, count)[SIZE]


def _scatter(by_place: pl.DataFrame, count: int) -> pl.DataFrame:
    """Return a row for each household from the rows of those that have members."""
    every = pl.DataFrame({PLACE: pl.arange(0, count, dtype=pl.UInt32, eager=True)})
    return every.join(by_place, on=PLACE, how="left", maintain_order="left").drop(PLACE)


def _shape(households: pl.DataFrame, members: pl.DataFrame) -> Shape:
    present = {
        series.name
        for frame in (households, members)
        for series in frame.iter_columns()
        if series.null_count() < frame.height
    }
    exact = set()
    if not households[SIZE].null_count():
        exact.add(SIZE)
    if "review_date" in present and not households["review_date"].null_count():
        exact.add("age")
        if "age" not in present:
            exact.add("age_months")
    return Shape(frozenset(FACTS) - present - {SIZE, "review_date"}, frozenset(exact))


def _day(households: pl.DataFrame, rules: RuleSet) -> date | None:
    """Return a day of the one span of days in which all reviews lie, if there is one."""
    if "review_date" not in households.columns or households["review_date"].null_count():
        return None
    first, last = households["review_date"].min(), households["review_date"].max()
    if not isinstance(first, date):
        return None
    span = next(epoch for epoch in rules.epochs() if first in epoch)
    return first if last in span else None


def _with_review_date(households: pl.DataFrame) -> pl.DataFrame:
    if "review_date" in households.columns:
        return households
    return households.with_columns(review_date=pl.lit(None, pl.Date))


def _run(frame: pl.DataFrame, steps: tuple[c.Named, ...]) -> pl.DataFrame:
    for _, stage in groupby(sorted(steps, key=lambda step: step.stage), lambda step: step.stage):
        frame = frame.with_columns(_expression(step) for step in stage)
    return frame


@cache
def _expression(step: c.Named) -> pl.Expr:
    return polars_expression(step.expression).alias(step.name)


def _aggregated(members: pl.DataFrame, program: TableProgram, count: int) -> pl.DataFrame:
    """Return a column for each condition over members, a row for each household."""
    packed, sums, unpacked = _packing(program.aggregates)
    if not packed and not sums:
        return pl.DataFrame(height=count)
    kept = [pl.col(name).bitwise_or() for name in packed]
    kept += [pl.col(name).sum() for name in sums]
    columns = members.select(PLACE, **packed, **sums)
    return _scatter(columns.group_by(PLACE).agg(kept), count).select(**unpacked)


Expressions = dict[str, pl.Expr]


@lru_cache(maxsize=64)
def _packing(
    aggregates: tuple[c.Aggregate, ...],
) -> tuple[Expressions, Expressions, Expressions]:
    """Return the packed columns of members, the columns to sum, and the conditions they give."""
    packed: Expressions = {}
    sums: Expressions = {}
    unpacked: Expressions = {}
    conditions = [item for item in aggregates if item.kind == "any"]
    for start in range(0, len(conditions), _BITS):
        name = f"#bits{start}"
        part = conditions[start : start + _BITS]
        packed[name] = pl.sum_horizontal(
            _bits(polars_expression(item.body), place) for place, item in enumerate(part)
        )
        for place, item in enumerate(part):
            unpacked[item.name] = _unpacked(pl.col(name), place)
    for item in aggregates:
        if item.kind == "count":
            body = polars_expression(item.body)
            for column, if_unknown in ((item.name, False), (item.name + UPPER, True)):
                sums[column] = body.fill_null(if_unknown).cast(pl.Int64)
                unpacked[column] = pl.col(column)
    return packed, sums, unpacked


def _bits(truth: pl.Expr, place: int) -> pl.Expr:
    """Return bit 2 * place for true, the next one for unknown."""
    certain = pl.lit(1 << 2 * place, pl.UInt64)
    unknown = pl.lit(2 << 2 * place, pl.UInt64)
    none = pl.lit(0, pl.UInt64)
    return pl.when(truth).then(certain).when(truth.is_null()).then(unknown).otherwise(none)


def _unpacked(bits: pl.Expr, place: int) -> pl.Expr:
    certain = (bits & (1 << 2 * place)) != 0
    open_ = (bits & (2 << 2 * place)) != 0
    return certain | (open_ & pl.lit(None, pl.Boolean))


def _answers(frame: pl.DataFrame, program: TableProgram) -> pl.DataFrame:
    possible = [_not(RESULT + name, False) for name in program.classes]
    code = pl.sum_horizontal(
        item.cast(pl.UInt32) * (1 << place) for place, item in enumerate(possible)
    )
    names, sets = _class_texts(program.classes)
    indicators = [pl.col(RESULT + name) for name in program.indicators]
    return frame.select(code.alias("#classes"), pl.all()).select(
        pl.lit(pl.Series(names)).gather(pl.col("#classes")).alias("class"),
        pl.lit(pl.Series(sets)).gather(pl.col("#classes")).alias("possible_classes"),
        *(pl.col(RESULT + name).alias(name) for name in program.indicators),
        _number(item.fill_null(value=False) for item in indicators).alias("deprivations_certain"),
        _number(item.fill_null(value=True) for item in indicators).alias("deprivations_possible"),
        *(
            (pl.col(RESULT + name) if in_force else pl.lit(value=False)).alias(name)
            for name, in_force in program.benefits.items()
        ),
    )


def _not(name: str, value: bool) -> pl.Expr:
    return pl.col(name).ne_missing(pl.lit(value))


def _number(truths: Iterable[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal(truth.cast(pl.Int8) for truth in truths).cast(pl.Int64)


@cache
def _class_texts(classes: tuple[str, ...]) -> tuple[list[str | None], list[str]]:
    """Return the class and the possible classes for every set of possible ones, by its bits."""
    sets = [
        [name for place, name in enumerate(classes) if code >> place & 1]
        for code in range(1 << len(classes))
    ]
    return [item[0] if len(item) == 1 else None for item in sets], list(map(SEPARATOR.join, sets))
