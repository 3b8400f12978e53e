"""Which values an amount can have at all, so that what is impossible need not be observed."""

from __future__ import annotations

from datetime import date
from math import inf, isnan
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from chuan_ngheo.audit.cover.parts import Column
from chuan_ngheo.expression import nodes
from chuan_ngheo.facts import Household, Member
from chuan_ngheo.readings.interpret import combine_bounds
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.subjects import SUBJECTS
from chuan_ngheo.vocabulary import FACTS, ValueType

Range = tuple[float, float]
"""The lowest and the highest value; of days, their numbers in the calendar."""
EVERY_DAY: Range = (date.min.toordinal(), date.max.toordinal())


def range_of(node: nodes.Node, rules: RuleSet, column: Column | None) -> Range:
    """Return bounds of an amount, as narrow as its form shows; never too narrow.

    Args:
        column: the column from which the parameter of the comparison is read.
    """
    match node:
        case nodes.Constant(date() as day):
            return day.toordinal(), day.toordinal()
        case nodes.Constant(int() | float() as number):
            return number, number
        case nodes.FactReference(name, _):
            return _range_of_fact(name, rules)
        case nodes.ParameterReference(name) if column and column.parameter.id == name:
            numbers = column.parameter.columns[column.key]
            return min(numbers), max(numbers)
        case nodes.ParameterReference(name):
            columns = [row for item in rules.parameters[name] for row in item.columns.values()]
            return min(map(min, columns)), max(map(max, columns))
        case nodes.ChosenNumber(cases, otherwise):
            ranges = [range_of(number, rules, column) for _, number in cases]
            return _around([*ranges, range_of(otherwise, rules, column)])
        case nodes.Greatest(parts):
            ranges = [range_of(part, rules, column) for part in parts]
            return max(low for low, _ in ranges), max(high for _, high in ranges)
        case nodes.CountTrue(parts):
            return 0, len(parts)
        case nodes.Quantifier():
            return 0, inf
        case nodes.DefinitionReference(name, _):
            return _around([range_of(rule.node, rules, None) for rule in rules.rules[name]])
        case nodes.Arithmetic(symbol, left, right):
            bounds = range_of(left, rules, column), range_of(right, rules, column)
            return _combined(symbol, *bounds)
        case nodes.MonthsAfter():
            return EVERY_DAY
        case _:
            return -inf, inf


def _around(ranges: list[Range]) -> Range:
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _combined(symbol: str, left: Range, right: Range) -> Range:
    found = combine_bounds(symbol, left, right)
    if not isinstance(found, tuple) or any(map(isnan, found)):
        return -inf, inf
    return found


def _range_of_fact(name: str, rules: RuleSet) -> Range:
    if name == "review_date":
        return rules.period.start.toordinal(), rules.period.end.toordinal()
    if name == "household_size":
        return 1, inf
    if FACTS[name].type is ValueType.DATE:
        return EVERY_DAY
    models: tuple[type[BaseModel], ...] = (Household, Member, *SUBJECTS.values())
    for model in models:
        if name in model.model_fields:
            return _limits(model.model_fields[name].annotation)
    return -inf, inf


def _limits(annotation: Any) -> Range:
    """Return the limits that the vocabulary sets to a fact."""
    low, high = -inf, inf
    if get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        for item in more:
            for limit in item.metadata if isinstance(item, FieldInfo) else ():
                low = max(low, getattr(limit, "ge", getattr(limit, "gt", -inf)))
                high = min(high, getattr(limit, "le", getattr(limit, "lt", inf)))
    for part in get_args(annotation):
        below, above = _limits(part)
        low, high = max(low, below), min(high, above)
    return low, high
