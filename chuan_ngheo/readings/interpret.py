"""The meaning of conditions: three-valued truth, and numbers of which bounds may be known.

This module says what a condition means, in the plainest way. ``generate`` says the same as
straight-line code that runs fast; a test holds the two together.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import inf
from typing import Any, Final

from chuan_ngheo.ages import months_after
from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import Parameter

Facts = dict[str, Any]
"""Facts of a household or of a member by name, with results of rules beside them."""
Truth = bool | None
"""True, False, or None: unknown."""
Number = int | float
Amount = Number | tuple[Number, Number] | None
"""A number; a pair (lowest, highest) where only bounds are known; None: unknown."""
Versions = Mapping[str, tuple[Parameter, ...]]
"""The versions of each parameter that may apply: several where the review date is unknown."""

MEMBERS: Final = "#members"
"""Key of the list of members' facts; None when the composition is unknown."""
RESULT: Final = "="
"""Prefix of the keys under which results of rules are kept beside the facts."""

OPERATORS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_ARITHMETIC: Final[Mapping[str, Callable[[Number, Number], Number]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


def compare_bounds(symbol: str, left: Amount, right: Amount) -> Truth:
    """Compare two numbers of which only bounds may be known."""
    if left is None or right is None:
        return None
    low, high = left if isinstance(left, tuple) else (left, left)
    bottom, top = right if isinstance(right, tuple) else (right, right)
    if symbol in (">", ">="):
        low, high, bottom, top = bottom, top, low, high
        symbol = "<" if symbol == ">" else "<="
    if symbol in ("<", "<="):
        compare = OPERATORS[symbol]
        if compare(high, bottom):
            return True
        return None if compare(low, top) else False
    if low > top or high < bottom:
        return symbol == "!="
    if low == high == bottom == top:
        return symbol == "=="
    return None


def combine_bounds(symbol: str, left: Amount, right: Amount) -> Amount:
    """Add, subtract or multiply two numbers of which only bounds may be known."""
    if left is None or right is None:
        return None
    combine = _ARITHMETIC[symbol]
    if not isinstance(left, tuple) and not isinstance(right, tuple):
        return combine(left, right)
    lows = left if isinstance(left, tuple) else (left, left)
    highs = right if isinstance(right, tuple) else (right, right)
    results = [combine(one, other) for one in lows for other in highs]
    return min(results), max(results)


def later_by_months(day: date | None, months: Amount) -> Any:
    """Return the day that lies ``months`` after ``day``: bounds where the months have bounds."""
    if day is None or months is None:
        return None
    if isinstance(months, tuple):
        return tuple(months_after(day, int(bound)) for bound in months)
    return months_after(day, int(months))


def look_up(parameter: Parameter, h: Facts, m: Facts) -> Amount:
    """Return the value of a parameter; unknown keys give the bounds of what is possible."""
    key, row_key, rows = parameter.key, parameter.row_key, parameter.rows
    column = (m[key] if key in m else h[key]) if key else ""
    chosen = parameter.columns.values() if column is None else (parameter.columns[column],)
    if not row_key:
        return _span([numbers[0] for numbers in chosen])
    row: Amount = m[row_key] if row_key in m else h[row_key]
    if row is None:
        row = (-inf, inf)
    low, high = row if isinstance(row, tuple) else (row, row)
    first, last = max(bisect_right(rows, low) - 1, 0), max(bisect_right(rows, high), 1)
    return _span([number for numbers in chosen for number in numbers[first:last]])


def look_up_versions(versions: Sequence[Parameter], h: Facts, m: Facts) -> Amount:
    """Return the value of a parameter over all versions that may apply."""
    if len(versions) == 1:
        return look_up(versions[0], h, m)
    bounds: list[Number] = []
    for version in versions:
        value = look_up(version, h, m)
        if value is not None:
            bounds += value if isinstance(value, tuple) else (value,)
    return _span(bounds)


def first_that_holds(cases: Iterable[tuple[Truth, Amount]], otherwise: Amount) -> Amount:
    """Return the number beside the first true test; unknown tests leave several possible."""
    possible: list[Amount] = []
    for test, number in cases:
        if test is not False:
            possible.append(number)
        if test:
            break
    else:
        possible.append(otherwise)
    if None in possible:
        return None
    return _span([end for number in possible for end in _ends(number)])


def greatest(numbers: Sequence[Amount]) -> Amount:
    """Return the greatest of some numbers of which only bounds may be known."""
    if None in numbers:
        return None
    ends = [_ends(number) for number in numbers]
    return _span([max(end[0] for end in ends), max(end[1] for end in ends)])


def _ends(number: Amount) -> tuple[Number, Number]:
    if number is None:
        raise TypeError("an unknown number has no ends")
    return number if isinstance(number, tuple) else (number, number)


def _span(values: Sequence[Number]) -> Amount:
    low, high = min(values), max(values)
    return low if low == high else (low, high)


def class_in(classes: frozenset[str], all_classes: tuple[str, ...], h: Facts) -> Truth:
    """Tell whether the class is one of ``classes``, from the classes that are possible."""
    possible = {name for name in all_classes if h[RESULT + name] is not False}
    if possible <= classes:
        return True
    return None if possible & classes else False


def all_true(values: Sequence[Truth]) -> Truth:
    """Combine by "and": false if any is false, else unknown if any is unknown."""
    if False in values:
        return False
    return None if None in values else True


def any_true(values: Sequence[Truth]) -> Truth:
    """Combine by "or": true if any is true, else unknown if any is unknown."""
    if True in values:
        return True
    return None if None in values else False


def count_true(values: Sequence[Truth]) -> Amount:
    """Count the true values: exact, or from the certain to the possible."""
    certain = sum(value is True for value in values)
    unknown = sum(value is None for value in values)
    return (certain, certain + unknown) if unknown else certain


class Interpreter:
    """Evaluates any part of a condition on the facts of a household and a member.

    Args:
        h: the household's facts with the results of the rules evaluated before.
    """

    def __init__(self, parameters: Versions, classes: tuple[str, ...], h: Facts) -> None:
        self.parameters = parameters
        self.classes = classes
        self.h = h

    def truth(self, node: nodes.Node, m: Facts) -> Truth:
        """Return the truth of a condition for member ``m`` (or the household again)."""
        match node:
            case nodes.Constant(bool() as value):
                return value
            case nodes.FactReference() | nodes.DefinitionReference():
                value_of: Truth = self._value(node, m)
                return value_of
            case nodes.In(fact, values):
                found = self._value(fact, m)
                return None if found is None else found in values
            case nodes.Not(part):
                inner = self.truth(part, m)
                return None if inner is None else not inner
            case nodes.And(parts):
                return all_true([self.truth(part, m) for part in parts])
            case nodes.Or(parts):
                return any_true([self.truth(part, m) for part in parts])
            case nodes.Compare(symbol, left, right):
                return compare_bounds(symbol, self.amount(left, m), self.amount(right, m))
            case nodes.ClassIn(classes):
                return class_in(classes, self.classes, self.h)
            case nodes.Coalesce(parts):
                known = (self.truth(part, m) for part in parts)
                return next((value for value in known if value is not None), None)
            case nodes.Ever(fact):
                return self._value(fact, m) is not None
            case nodes.Conditional(test, then, otherwise):
                chosen = self.truth(test, m)
                one, other = self.truth(then, m), self.truth(otherwise, m)
                if chosen is None:
                    return one if one is other else None
                return one if chosen else other
            case nodes.Quantifier(kind, body):
                members: list[Facts] | None = self.h[MEMBERS]
                if members is None:
                    return None
                truths = [self.truth(body, member) for member in members]
                return any_true(truths) if kind == "any_member" else all_true(truths)
        raise TypeError(f"not a condition: {node!r}")

    def amount(self, node: nodes.Node, m: Facts) -> Any:
        """Return a number (see ``Amount``) or a date."""
        match node:
            case nodes.Constant(value):
                return value
            case nodes.FactReference() | nodes.DefinitionReference():
                return self._value(node, m)
            case nodes.ParameterReference(name):
                return look_up_versions(self.parameters[name], self.h, m)
            case nodes.Arithmetic(symbol, left, right):
                return combine_bounds(symbol, self.amount(left, m), self.amount(right, m))
            case nodes.MonthsAfter(fact, months):
                return later_by_months(self._value(fact, m), self.amount(months, m))
            case nodes.CountTrue(parts):
                return count_true([self.truth(part, m) for part in parts])
            case nodes.ChosenNumber(cases, otherwise):
                numbers = [(self.truth(test, m), self.amount(then, m)) for test, then in cases]
                return first_that_holds(numbers, self.amount(otherwise, m))
            case nodes.Greatest(parts):
                return greatest([self.amount(part, m) for part in parts])
            case nodes.Quantifier(_, body):
                members: list[Facts] | None = self.h[MEMBERS]
                if members is None:
                    return None
                return count_true([self.truth(body, member) for member in members])
        raise TypeError(f"not a number: {node!r}")

    def _value(self, node: nodes.FactReference | nodes.DefinitionReference, m: Facts) -> Any:
        name = node.name if isinstance(node, nodes.FactReference) else RESULT + node.name
        return m[name] if node.scope == "member" else self.h[name]
