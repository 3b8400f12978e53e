"""Conditions of rules as column expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings import fold
from chuan_ngheo.readings.bounds import (
    AT_LEAST_ONE,
    Bounds,
    by_period,
    combine_bounds,
    compare_bounds,
    exactly,
    first_that_holds,
    greatest,
    look_up,
)
from chuan_ngheo.readings.columns import (
    FALSE,
    TRUE,
    UNKNOWN,
    Aggregate,
    Column,
    Constant,
    Expression,
    MonthsLater,
    NumberTrue,
    Type,
)
from chuan_ngheo.readings.interpret import Versions
from chuan_ngheo.rulebook.rules import Parameter
from chuan_ngheo.vocabulary import FACTS, ValueType

RESULT: Final = "rule_"
"""Prefix of the columns that hold the results of rules."""
UPPER: Final = "_upper"
"""Suffix of the column of upper bounds beside a column of lower ones."""
SIZE: Final = "household_size"
"""Number of recorded members; null where the composition is unknown."""
_TYPES: Final[Mapping[ValueType, Type]] = {
    ValueType.BOOLEAN: "truth",
    ValueType.DATE: "date",
    ValueType.CHOICE: "text",
    ValueType.TEXT: "text",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of the facts in some tables before a rule is read.

    Attributes:
        absent: facts that are unknown in every row.
        exact: those of ``age``, ``age_months`` and ``household_size`` of which no row gives
            bounds only.
    """

    absent: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()


def type_of(name: str) -> Type:
    """Return the type of the column of a fact."""
    fact = FACTS[name]
    if fact.type is ValueType.NUMBER:
        return "whole" if fact.whole else "decimal"
    return _TYPES[fact.type]


@dataclass(slots=True)
class ConditionsToColumns:
    """Turns the conditions of the rules of one period into column expressions.

    Attributes:
        aggregates: the conditions over members met so far, by what they ask of the members.
        counted: ids of the rules whose value is a count.
    """

    parameters: Versions
    classes: tuple[str, ...]
    shape: Shape
    counted: frozenset[str]
    aggregates: dict[tuple[str, Expression], Aggregate] = field(default_factory=dict)

    def truth(self, node: nodes.Node) -> Expression:
        """Return the truth of a condition."""
        match node:
            case nodes.Constant(value):
                return TRUE if value else FALSE
            case nodes.FactReference(name, _):
                return self.fact(name)
            case nodes.DefinitionReference(name, _):
                return Column(RESULT + name)
            case nodes.In(fact, values):
                return fold.one_of(self.fact(fact.name), values)
            case nodes.Not(part):
                return fold.opposite(self.truth(part))
            case nodes.And(parts):
                return fold.every(map(self.truth, parts))
            case nodes.Or(parts):
                return fold.some(map(self.truth, parts))
            case nodes.Compare(symbol, left, right):
                return compare_bounds(symbol, self.amount(left), self.amount(right))
            case nodes.ClassIn(classes):
                return self._class_in(classes)
            case nodes.Coalesce(parts):
                return fold.first_known(map(self.truth, parts))
            case nodes.Ever(fact):
                return fold.known(self.fact(fact.name))
            case nodes.Conditional(test, then, otherwise):
                return _chosen(self.truth(test), self.truth(then), self.truth(otherwise))
            case nodes.Quantifier(kind, body):
                return self._over_members(kind, body)
        raise TypeError(f"not a condition: {node!r}")

    def amount(self, node: nodes.Node) -> Bounds:
        """Return a number or a date."""
        match node:
            case nodes.Constant(value):
                type_: Type = "whole" if isinstance(value, int) else "decimal"
                return exactly(Constant(value, type_ if isinstance(value, int | float) else "date"))
            case nodes.FactReference(name, _):
                return self._number(name)
            case nodes.DefinitionReference(name, _):
                return self._column(RESULT + name, name in self.counted)
            case nodes.ParameterReference(name):
                found = tuple((item, self._look_up(item)) for item in self.parameters[name])
                return by_period(found, Column("review_date"))
            case nodes.Arithmetic(symbol, left, right):
                return combine_bounds(symbol, self.amount(left), self.amount(right))
            case nodes.CountTrue(parts):
                truths = tuple(map(self.truth, parts))
                possible = tuple(fold.first_known((truth, TRUE)) for truth in truths)
                return Bounds(NumberTrue(truths), NumberTrue(possible))
            case nodes.ChosenNumber(cases, otherwise):
                numbers = tuple((self.truth(test), self.amount(then)) for test, then in cases)
                return first_that_holds(numbers, self.amount(otherwise))
            case nodes.Greatest(parts):
                return greatest(tuple(map(self.amount, parts)))
            case nodes.MonthsAfter(fact, months):
                return self._later(self.fact(fact.name), self.amount(months))
            case nodes.Quantifier(_, body):
                counted = self._aggregate("count", self.truth(body))
                return self._column(counted.name, True)
        raise TypeError(f"not a number: {node!r}")

    def fact(self, name: str) -> Expression:
        """Return the column of a fact; null if it is absent."""
        if name in self.shape.absent:
            return fold.unknown(type_of(name))
        return Column(name)

    def _number(self, name: str) -> Bounds:
        if name == SIZE:
            return self._size()
        if name in ("age", "age_months"):
            return self._column(f"member_{name}", name not in self.shape.exact)
        return exactly(self.fact(name))

    def _size(self) -> Bounds:
        size = Column(SIZE)
        if SIZE in self.shape.exact:
            return exactly(size)
        low, high = (fold.first_known((size, end)) for end in AT_LEAST_ONE)
        return Bounds(low, high)

    def _column(self, name: str, bounded: bool) -> Bounds:
        return Bounds(Column(name), Column(name + UPPER)) if bounded else exactly(Column(name))

    def _look_up(self, parameter: Parameter) -> Bounds:
        key = self.fact(parameter.key) if parameter.key else None
        row = self._number(parameter.row_key) if parameter.row_key else None
        return look_up(parameter, key, row)

    def _later(self, day: Expression, months: Bounds) -> Bounds:
        if fold.is_null(day):
            return exactly(day)
        return Bounds(MonthsLater(day, months.low), MonthsLater(day, months.high))

    def _class_in(self, classes: frozenset[str]) -> Expression:
        """True if no other class is possible, false if none of these is."""
        excluded = {
            name: fold.first_known((fold.opposite(Column(RESULT + name)), FALSE))
            for name in self.classes
        }
        others = fold.every(excluded[name] for name in self.classes if name not in classes)
        these = fold.every(excluded[name] for name in self.classes if name in classes)
        return fold.choose(((others, TRUE), (these, FALSE)), UNKNOWN)

    def _over_members(self, kind: nodes.QuantifierKind, body: nodes.Node) -> Expression:
        if kind == "all_members":
            exception = self._aggregate("any", fold.opposite(self.truth(body)))
            return fold.opposite(Column(exception.name))
        return Column(self._aggregate("any", self.truth(body)).name)

    def _aggregate(self, kind: str, body: Expression) -> Aggregate:
        key = kind, body
        if key not in self.aggregates:
            name = f"members_{len(self.aggregates) + 1}"
            made = Aggregate(name, "count" if kind == "count" else "any", body)
            self.aggregates[key] = made
        return self.aggregates[key]


def _chosen(test: Expression, one: Expression, other: Expression) -> Expression:
    """Return one of two truths; if the test is unknown, the truth that both share."""
    both = fold.every((one, other))
    neither = fold.opposite(fold.some((one, other)))
    return fold.choose(
        ((test, one), (fold.opposite(test), other), (both, TRUE), (neither, FALSE)), UNKNOWN
    )
