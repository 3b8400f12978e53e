"""The Polars reading: the decisions of many households at once, from two tables.

The facts are columns of Polars; the conditions are worked out on them as arrays of bytes, a few
tens of thousands of households at a time, so that the arrays stay in the caches of a processor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache, reduce
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from chuan_ngheo.readings.array_program import ArrayProgram, array_program
from chuan_ngheo.readings.arrays import (
    FALSE,
    FIRST_DAY,
    TRUE,
    Array,
    Value,
    as_truths,
    to_numbers,
)
from chuan_ngheo.readings.cells import truth_columns
from chuan_ngheo.readings.columns import Named
from chuan_ngheo.readings.conditions_to_columns import RESULT, SIZE, UPPER, Shape
from chuan_ngheo.readings.fact_tables import REVIEW, FactTables
from chuan_ngheo.readings.lower import TableProgram, lower
from chuan_ngheo.readings.member_sums import MemberSums
from chuan_ngheo.readings.recipients import (
    Recipients,
    count_recipients,
    recipients,
    recipients_of_each,
)
from chuan_ngheo.rulebook.rules import POINT_ENDS, RuleSet

SEPARATOR: Final = "|"
ENDS: Final = ("", UPPER)
"""Suffixes of the columns of the lowest and the highest number, in the order of ``POINT_ENDS``."""


class TableDecisions(NamedTuple):
    """The decisions of households, in their order.

    Attributes:
        frame: one row for each: ``class``, ``possible_classes``, the indicators,
            ``deprivations_certain``, ``deprivations_possible``, the lowest and the highest number
            of points and the benefits.
        recipients: counts the members who are certainly eligible for each benefit that goes to
            members, over the households that are marked; None if the reading cannot tell.
    """

    frame: pl.DataFrame
    recipients: Callable[[Array], dict[str, int]] | None


@dataclass(frozen=True, slots=True)
class Programs:
    """What is worked out for tables of one shape.

    Attributes:
        of_members: the conditions over members.
        of_households: every rule on households, from the aggregates.
        of_recipients: the members who receive benefits.
    """

    table: TableProgram
    of_members: ArrayProgram
    of_households: ArrayProgram
    of_recipients: Recipients


@lru_cache(maxsize=256)
def programs_for(rules: RuleSet, day: date | None, shape: Shape) -> Programs:
    """Return the programs for tables of one shape.

    Raises:
        NotImplementedError: if a rule has no form over tables.
    """
    table = lower(rules, day, shape)
    conditions = tuple(Named(item.name, item.body, 0) for item in table.aggregates)
    found = recipients(rules, day, shape)
    benefits = (name for name, in_force in table.benefits.items() if in_force)
    answers = [RESULT + name for name in (*table.classes, *table.indicators, *benefits)]
    steps = {step.name for step in table.household_steps}
    answers += [RESULT + name + end for name in table.points for end in ENDS]
    answers += [name for name in found.of_household if name in steps and name not in answers]
    return Programs(
        table,
        array_program((*table.member_steps, *conditions), tuple(item.name for item in conditions)),
        array_program(table.household_steps, tuple(answers)),
        found,
    )


def decide_tables(facts: FactTables, rules: RuleSet) -> TableDecisions:
    """Decide many households at once.

    Raises:
        NotImplementedError: if a rule has no form over tables.
    """
    programs, values = _worked_out(facts, rules)

    def counted(households: Array) -> dict[str, int]:
        return count_recipients(programs.of_recipients, facts, values, households)

    return TableDecisions(decisions_of(values, programs.table, facts.households.height), counted)


def decide_with_recipients(
    facts: FactTables, rules: RuleSet
) -> tuple[pl.DataFrame, dict[str, Array]]:
    """Decide many households at once, and count the recipients of each.

    Returns:
        the decisions, and for each benefit to members how many of each household are certainly
        eligible.

    Raises:
        NotImplementedError: if a rule has no form over tables.
    """
    programs, values = _worked_out(facts, rules)
    found = recipients_of_each(programs.of_recipients, facts, values)
    return decisions_of(values, programs.table, facts.households.height), found


def _worked_out(facts: FactTables, rules: RuleSet) -> tuple[Programs, dict[str, Value]]:
    """Return the programs for some tables, and the results of the rules on the households."""
    count = facts.households.height
    programs = programs_for(rules, day_of(facts, rules), shape_of(facts))
    sums = MemberSums(programs.table.aggregates, count)
    add_members(facts, programs, sums)
    return programs, values_of(facts, programs, sums.columns(0, count))


def shape_of(facts: FactTables) -> Shape:
    """Return what the tables show of the facts, and whether every household has members."""
    shape = facts.shape()
    if facts.sizes.all():
        return replace(shape, exact=shape.exact | {SIZE})
    return shape


def day_of(facts: FactTables, rules: RuleSet) -> date | None:
    """Return a day of the one span of days in which all reviews lie, if there is one."""
    days, unknown = facts.of_households([REVIEW])[REVIEW]
    if not isinstance(unknown, int) or not len(days):
        return None
    first, last = (FIRST_DAY + timedelta(int(day)) for day in (days.min(), days.max()))
    span = next(epoch for epoch in rules.epochs() if first in epoch)
    return first if last in span else None


def add_members(facts: FactTables, programs: Programs, sums: MemberSums) -> None:
    """Work the conditions over members out, and add them to the sums."""
    values = facts.of_members(programs.of_members.inputs)
    sums.add(facts.places, programs.of_members.run(values))


def values_of(facts: FactTables, programs: Programs, kept: Mapping[str, Value]) -> dict[str, Value]:
    """Return facts, aggregates and the results of the rules for households.

    Args:
        kept: what is known of their members, from ``MemberSums.columns``.
    """
    read = {*programs.of_households.inputs, *programs.of_recipients.of_household}
    steps = programs.of_households.outputs
    own = facts.of_households(read - {*kept} - {*steps})
    values = {**own, **kept}
    return values | programs.of_households.run(values)


def decisions_of(values: Mapping[str, Value], program: TableProgram, count: int) -> pl.DataFrame:
    """Return the columns of the decisions from the results of the rules."""

    def truths(name: str) -> Array:
        return as_truths(values[RESULT + name], count)

    possible: Array = np.zeros(count, np.uint32)
    for place, name in enumerate(program.classes):
        possible |= (truths(name) != FALSE).astype(np.uint32) << np.uint32(place)
    names, sets = _class_texts(program.classes)
    codes = pl.Series(possible)
    indicators = {name: truths(name) for name in program.indicators}
    benefits = {
        name: truths(name) if in_force else as_truths(FALSE, count)
        for name, in_force in program.benefits.items()
    }
    found = indicators.values()
    return pl.DataFrame(
        [
            pl.Series("class", names, pl.String)[codes],
            pl.Series("possible_classes", sets, pl.String)[codes],
            *truth_columns(indicators),
            pl.Series("deprivations_certain", _number(item == TRUE for item in found)),
            pl.Series("deprivations_possible", _number(item != FALSE for item in found)),
            *(
                to_numbers(f"{name}_{end}", values[RESULT + name + suffix], count)
                for name in program.points
                for suffix, end in zip(ENDS, POINT_ENDS, strict=True)
            ),
            *truth_columns(benefits),
        ]
    )


def _number(holds: Iterable[Array]) -> Array:
    return reduce(np.add, (item.view(np.uint8) for item in holds)).astype(np.int64)


@cache
def _class_texts(classes: tuple[str, ...]) -> tuple[list[str | None], list[str]]:
    """Return the class and the possible classes for every set of possible ones, by its bits."""
    sets = [
        [name for place, name in enumerate(classes) if code >> place & 1]
        for code in range(1 << len(classes))
    ]
    return [item[0] if len(item) == 1 else None for item in sets], list(map(SEPARATOR.join, sets))
