"""The truths of named definitions over tables: of each household, and of each member.

Decisions hold the classes, indicators and benefits; reports also count by definitions that no
class rests on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from chuan_ngheo.readings.array_program import ArrayProgram, array_program
from chuan_ngheo.readings.arrays import as_truths
from chuan_ngheo.readings.cells import truth_columns
from chuan_ngheo.readings.columns import Named
from chuan_ngheo.readings.conditions_to_columns import RESULT, Shape
from chuan_ngheo.readings.fact_tables import FactTables
from chuan_ngheo.readings.lower import TableProgram, lower
from chuan_ngheo.readings.member_sums import MemberSums
from chuan_ngheo.readings.polars_reading import day_of, shape_of
from chuan_ngheo.rulebook.rules import RuleSet


class DefinitionColumns(NamedTuple):
    """The truths of definitions; null where unknown.

    Attributes:
        households: a row for each household, a column for each definition over households.
        members: a row for each member, a column for each definition over members.
    """

    households: pl.DataFrame
    members: pl.DataFrame


class _Programs(NamedTuple):
    table: TableProgram
    of_members: ArrayProgram
    of_households: ArrayProgram
    member_names: tuple[str, ...]
    household_names: tuple[str, ...]


def definition_columns(
    facts: FactTables, rules: RuleSet, names: Iterable[str]
) -> DefinitionColumns:
    """Return the truths of some definitions.

    Args:
        names: ids of definitions that are conditions, not numbers.

    Raises:
        KeyError: if one is not in force.
        NotImplementedError: if one has no form over tables.
    """
    programs = _programs(rules, day_of(facts, rules), shape_of(facts), tuple(names))
    count, members = facts.households.height, len(facts.places)
    found = programs.of_members.run(facts.of_members(programs.of_members.inputs))
    sums = MemberSums(programs.table.aggregates, count)
    sums.add(facts.places, {item.name: found[item.name] for item in programs.table.aggregates})
    kept = sums.columns(0, count)
    own = facts.of_households({*programs.of_households.inputs} - {*kept})
    values = programs.of_households.run({**own, **kept})
    return DefinitionColumns(
        _truths({name: values[RESULT + name] for name in programs.household_names}, count),
        _truths({name: found[RESULT + name] for name in programs.member_names}, members),
    )


def _truths(values: dict[str, object], count: int) -> pl.DataFrame:
    if not values:
        return pl.DataFrame(height=count)
    return truth_columns({name: as_truths(value, count) for name, value in values.items()})


@lru_cache(maxsize=64)
def _programs(rules: RuleSet, day: date | None, shape: Shape, names: tuple[str, ...]) -> _Programs:
    table = lower(rules, day, shape, names)
    steps = {step.name for step in table.member_steps}
    of_members = tuple(name for name in names if RESULT + name in steps)
    of_households = tuple(name for name in names if name not in of_members)
    conditions = tuple(Named(item.name, item.body, 0) for item in table.aggregates)
    wanted = (*(item.name for item in conditions), *(RESULT + name for name in of_members))
    return _Programs(
        table,
        array_program((*table.member_steps, *conditions), wanted),
        array_program(table.household_steps, tuple(RESULT + name for name in of_households)),
        of_members,
        of_households,
    )
