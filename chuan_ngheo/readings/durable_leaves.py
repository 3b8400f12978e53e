"""What is worked out of the facts of a household before durable_rules sees it.

The engine knows no nulls, texts, dates or tables. Truths and values of lists become numbers, one
of which means unknown; numbers and dates become bounds, exact where they are known. Ages, limits
of tables and days that lie months away are worked out here, apart from the other readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial
from math import inf
from typing import Any, Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.durable_numbers import FALSE, HOUSEHOLD, MEMBER, TRUE, UNKNOWN
from chuan_ngheo.rulebook.rules import Parameter
from chuan_ngheo.vocabulary import FACTS, Scope, ValueType

UNKNOWN_CHOICE: Final = 0

Facts = Mapping[str, Any]
Versions = Mapping[str, tuple[Parameter, ...]]
Prepared = int | float | list[int | float] | None
"""A number that stands for a truth or a value; a number, its bounds, or None: unknown."""
Pair = tuple[int | float, int | float]
Read = Callable[[Facts, Facts], Prepared]
Number = Callable[[Facts, Facts], Pair | None]
"""What reads the facts of a household, and those of the subject: itself, or a member."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a condition that only facts decide, under the name that it has in the network."""

    name: str
    scope: Scope
    node: nodes.Node


@lru_cache
def choices(name: str) -> Mapping[str, int]:
    """Return the number of each value of a list, from 1."""
    return {value: number for number, value in enumerate(FACTS[name].values, UNKNOWN_CHOICE + 1)}


def scope_of(node: nodes.Node, parameters: Versions) -> Scope:
    """Tell whether a number is one of the household or of each member."""
    for part in nodes.walk(node):
        if isinstance(part, nodes.FactReference) and part.scope == MEMBER:
            return MEMBER
        if isinstance(part, nodes.ParameterReference):
            keys = [key for item in parameters[part.name] for key in (item.key, item.row_key)]
            if any(key and FACTS[key].scope == MEMBER for key in keys):
                return MEMBER
    return HOUSEHOLD


@dataclass(frozen=True, slots=True)
class Reader:
    """What a leaf is for a household or a member, whose facts it is given."""

    name: str
    scope: Scope
    read: Read


def reader_of(leaf: Leaf, parameters: Versions) -> Reader:
    """Return what works a leaf out of facts that ``with_ages`` completed."""
    match leaf.node:
        case nodes.FactReference(name) if FACTS[name].type is ValueType.BOOLEAN:
            read: Read = partial(_truth, name)
        case nodes.FactReference(name) if FACTS[name].type is ValueType.CHOICE:
            read = partial(_choice, name, choices(name))
        case nodes.Ever(fact):
            read = partial(_ever, fact.name)
        case node:
            read = partial(_written, _number(node, parameters))
    return Reader(leaf.name, leaf.scope, read)


def household_values(
    readers: Iterable[Reader], household: Facts, members: Iterable[Facts]
) -> tuple[dict[str, Prepared], list[dict[str, Prepared]]]:
    """Return what the leaves are for a household and for each of its members."""
    readers = tuple(readers)
    own = {item.name: item.read(household, household) for item in readers if item.scope != MEMBER}
    of_members = [item for item in readers if item.scope == MEMBER]
    rows = [{item.name: item.read(household, member) for item in of_members} for member in members]
    return own, rows


def _truth(name: str, _: Facts, subject: Facts) -> Prepared:
    truth = subject.get(name)
    return UNKNOWN if truth is None else int(truth)


def _choice(name: str, numbers: Mapping[str, int], _: Facts, subject: Facts) -> Prepared:
    value = subject.get(name)
    return UNKNOWN_CHOICE if value is None else numbers[value]


def _ever(name: str, _: Facts, subject: Facts) -> Prepared:
    return FALSE if subject.get(name) is None else TRUE


def _written(number: Number, household: Facts, subject: Facts) -> Prepared:
    bounds = number(household, subject)
    if bounds is None:
        return None
    least, most = bounds
    return least if least == most else [least, most]


def _number(node: nodes.Node, parameters: Versions) -> Number:
    """Return what works out the bounds of a number or of a day."""
    match node:
        case nodes.FactReference(name):
            return lambda _, subject: bounds_of(subject.get(name))
        case nodes.ParameterReference(name):
            return partial(_limits, parameters[name])
        case nodes.Constant(value):
            return lambda _, __: bounds_of(value)
        case nodes.MonthsAfter(fact, months):
            return partial(_later, fact.name, _number(months, parameters))
    raise TypeError(f"no number that facts alone decide: {node!r}")


def _later(name: str, months: Number, household: Facts, subject: Facts) -> Pair | None:
    day: date | None = subject.get(name)
    number = months(household, subject)
    if day is None or number is None:
        return None
    return days_later(day, int(number[0])), days_later(day, int(number[1]))


def bounds_of(value: Any) -> Pair | None:
    """Return the bounds of a number, a day (as a number) or a pair of bounds."""
    if value is None or isinstance(value, tuple):
        return value
    number = value.toordinal() if isinstance(value, date) else value
    return number, number


def _limits(versions: tuple[Parameter, ...], household: Facts, subject: Facts) -> Pair:
    found = [number for item in versions for number in _possible(item, household, subject)]
    return min(found), max(found)


def _possible(item: Parameter, household: Facts, subject: Facts) -> Sequence[int | float]:
    """Return every value that a parameter can have, as far as its keys are known."""
    columns = list(item.columns.values())
    if item.key:
        chosen = _fact(item.key, household, subject)
        columns = columns if chosen is None else [item.columns[chosen]]
    if not item.row_key:
        return [column[0] for column in columns]
    least, most = bounds_of(_fact(item.row_key, household, subject)) or (-inf, inf)
    rows = _rows(item.rows, least, most)
    return [column[row] for column in columns for row in rows]


@lru_cache(maxsize=4096)
def _rows(starts: tuple[int | float, ...], least: float, most: float) -> tuple[int, ...]:
    """Return the rows that a key between two bounds can fall into; the first begins nowhere."""
    ends = (*starts[1:], inf)
    return tuple(
        row for row, end in enumerate(ends) if end > least and (row == 0 or starts[row] <= most)
    )


def _fact(name: str, household: Facts, subject: Facts) -> Any:
    return (subject if FACTS[name].scope == MEMBER else household).get(name)


def with_ages(member: Facts, review: date | None, period: tuple[date, date]) -> Facts:
    """Return a member with the bounds of ``age`` and ``age_months`` on the review date."""
    birth, years, months = (member.get(name) for name in ("birth_date", "age", "age_months"))
    found: Pair | None = None
    if birth is not None and review is not None:
        found = bounds_of(full_months(birth, review))
    elif months is not None:
        found = bounds_of(months)
    elif years is not None:
        found = 12 * years, 12 * years + 11
    elif birth is not None:
        first, last = (max(0, full_months(birth, day)) for day in period)
        found = first, last
    in_years = None if found is None else tuple(bound // 12 for bound in found)
    return {**member, "age": in_years, "age_months": found}


def full_months(birth: date, day: date) -> int:
    """Return how many months are complete; negative before birth."""
    months = 12 * (day.year - birth.year) + day.month - birth.month
    return months - (day.day < birth.day)


def days_later(day: date, months: int) -> int:
    """Return the number of the day some months later: of the last day of a shorter month.

    A day outside the calendar is the first or the last of it.
    """
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min.toordinal()
    if year > date.max.year:
        return date.max.toordinal()
    first = date(year, month + 1, 1)
    if first == date(date.max.year, 12, 1):
        return first.toordinal() + day.day - 1
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first.toordinal() + day.day, following.toordinal()) - 1
