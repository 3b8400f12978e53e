"""The Polars reading: the decisions of many households at once, from two tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from typing import Final, NamedTuple

import polars as pl

from chuan_ngheo.readings.conditions_to_columns import RESULT, SIZE, Shape
from chuan_ngheo.readings.lower import TableProgram, lower
from chuan_ngheo.readings.member_sums import PLACE, MemberSums
from chuan_ngheo.readings.polars_expressions import run_steps
from chuan_ngheo.readings.recipients import count_recipients, recipients
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS

SEPARATOR: Final = "|"


class TableDecisions(NamedTuple):
    """The decisions of households, in their order.

    Attributes:
        frame: one row for each: ``class``, ``possible_classes``, the indicators,
            ``deprivations_certain``, ``deprivations_possible`` and the benefits.
        recipients: counts the members who are certainly eligible for each benefit that goes to
            members, over the households that are marked; None if the reading cannot tell.
    """

    frame: pl.DataFrame
    recipients: Callable[[pl.Series], dict[str, int]] | None


def decide_tables(
    households: pl.DataFrame, members: pl.DataFrame, rules: RuleSet
) -> TableDecisions:
    """Decide many households at once.

    Args:
        households: a row of checked facts for each household, in the types of ``DATA_TYPES``;
            absent columns are unknown.
        members: a row for each member, with the position of the household under ``PLACE`` and its
            ``review_date``.

    Raises:
        NotImplementedError: if a rule has no form over tables.
    """
    complete = members[PLACE].n_unique() == households.height
    day, shape = day_of(households, rules), shape_of(households, members, every_household=complete)
    sums = MemberSums(lower(rules, day, shape), households.height)
    members = sums.add(members)
    households = with_answers(households, sums)
    found = recipients(rules, day, shape)
    return TableDecisions(
        decisions_of(households, sums.program),
        partial(count_recipients, found, households, members),
    )


def shape_of(
    households: pl.DataFrame, members: pl.DataFrame, *, every_household: bool = False
) -> Shape:
    """Return what the tables show of the facts.

    Args:
        every_household: whether every household has a member.
    """
    present = {
        series.name
        for frame in (households, members)
        for series in frame.iter_columns()
        if series.null_count() < frame.height
    }
    exact = {SIZE} if every_household else set()
    if "review_date" in present and not households["review_date"].null_count():
        exact.add("age")
        if "age" not in present:
            exact.add("age_months")
    return Shape(frozenset(FACTS) - present - {SIZE, "review_date"}, frozenset(exact))


def day_of(households: pl.DataFrame, rules: RuleSet) -> date | None:
    """Return a day of the one span of days in which all reviews lie, if there is one."""
    if "review_date" not in households.columns or households["review_date"].null_count():
        return None
    first, last = households["review_date"].min(), households["review_date"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    span = next(epoch for epoch in rules.epochs() if first in epoch)
    return first if last in span else None


def with_review_dates(members: pl.DataFrame, households: pl.DataFrame) -> pl.DataFrame:
    """Return the members with the review date of their household."""
    if "review_date" not in households.columns:
        return members.with_columns(review_date=pl.lit(None, pl.Date))
    dates = households["review_date"].gather(members[PLACE])
    return members.with_columns(dates.alias("review_date"))


def with_answers(households: pl.DataFrame, sums: MemberSums, start: int = 0) -> pl.DataFrame:
    """Return households whose members have all been added, with the result of every rule.

    Args:
        start: the position of the first of them among all households.
    """
    if "review_date" not in households.columns:
        households = households.with_columns(review_date=pl.lit(None, pl.Date))
    kept = sums.columns(start, start + households.height)
    return run_steps(households.hstack(kept), sums.program.household_steps)


def decisions_of(frame: pl.DataFrame, program: TableProgram) -> pl.DataFrame:
    """Return the columns of the decisions from the results of the rules."""
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
