"""Compile conditions to closures, once for each rule set and period.

A closure takes the facts of the household and those of the member at hand (the household's
again where there is no member). Truth is True, False or None. A number is an int or float,
a pair (lowest, highest) where only bounds are known, or None.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Callable, Sequence
from math import inf
from typing import Any, Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import Parameter

Facts = dict[str, Any]
Truth = bool | None
Condition = Callable[[Facts, Facts], Truth]
Number = int | float
Amount = Number | tuple[Number, Number] | None
Quantity = Callable[[Facts, Facts], Amount]

MEMBERS: Final = "#members"
"""Key of the list of members' facts; None when the composition is unknown."""
RESULT: Final = "="
"""Prefix of the keys under which results of rules are kept beside the facts."""

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_ARITHMETIC: dict[str, Callable[[Number, Number], Number]] = {
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
        compare = _OPERATORS[symbol]
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


def span(values: Sequence[Number]) -> Amount:
    """Return the only value, or the bounds of several."""
    low, high = min(values), max(values)
    return low if low == high else (low, high)


class Compiler:
    """Compiles the conditions of one rule set for one period.

    Args:
        parameters: for each parameter the versions that may apply: one, or several where the
            review date is unknown.
        classes: ids of all classes.
    """

    def __init__(
        self, parameters: dict[str, tuple[Parameter, ...]], classes: tuple[str, ...]
    ) -> None:
        self.parameters = parameters
        self.classes = classes
        self.slots: list[str] = []

    def condition(self, node: nodes.Node) -> Condition:
        """Compile a condition."""
        match node:
            case nodes.Constant(bool() as value):
                return lambda _h, _m: value
            case nodes.FactReference() | nodes.DefinitionReference():
                return self._reference(node)
            case nodes.In(fact, values):
                return _membership(fact, values)
            case nodes.Not(part):
                return _negation(self.condition(part))
            case nodes.And(parts):
                return _conjunction(tuple(self.condition(part) for part in parts))
            case nodes.Or(parts):
                return _disjunction(tuple(self.condition(part) for part in parts))
            case nodes.Compare():
                return self._comparison(node)
            case nodes.ClassIn(classes):
                return self._class_in(classes)
            case nodes.Coalesce(parts):
                return _first_known(tuple(self.condition(part) for part in parts))
            case nodes.Conditional(test, then, otherwise):
                parts3 = (self.condition(test), self.condition(then), self.condition(otherwise))
                return _choice(*parts3)
            case nodes.Quantifier(kind, body):
                return self._quantifier(kind, self.condition(body))
        raise TypeError(f"not a condition: {node!r}")

    def quantity(self, node: nodes.Node) -> Quantity:
        """Compile a number (or a date)."""
        match node:
            case nodes.Constant():
                constant: Any = node.value
                return lambda _h, _m: constant
            case nodes.FactReference() | nodes.DefinitionReference():
                return self._reference(node)
            case nodes.ParameterReference(name):
                return lookup(self.parameters[name])
            case nodes.Arithmetic(symbol, left, right):
                return _combination(symbol, self.quantity(left), self.quantity(right))
            case nodes.CountTrue(parts):
                return _count(tuple(self.condition(part) for part in parts))
            case nodes.Quantifier(_, body):
                return self._member_count(self.condition(body))
        raise TypeError(f"not a number: {node!r}")

    def _reference(
        self, node: nodes.FactReference | nodes.DefinitionReference
    ) -> Callable[[Facts, Facts], Any]:
        name = node.name if isinstance(node, nodes.FactReference) else RESULT + node.name
        if node.scope == "member":
            return lambda _h, m: m[name]
        return lambda h, _m: h[name]

    def _comparison(self, node: nodes.Compare) -> Condition:
        symbol = node.operator
        compare = _OPERATORS[symbol]
        left = self.quantity(node.left)
        if isinstance(node.right, nodes.Constant):
            constant: Any = node.right.value

            def with_constant(h: Facts, m: Facts) -> Truth:
                value: Any = left(h, m)
                if value is None:
                    return None
                if type(value) is tuple:
                    return compare_bounds(symbol, value, constant)
                return compare(value, constant)

            return with_constant
        right = self.quantity(node.right)

        def general(h: Facts, m: Facts) -> Truth:
            one: Any = left(h, m)
            if one is None:
                return None
            other: Any = right(h, m)
            if other is None:
                return None
            if type(one) is tuple or type(other) is tuple:
                return compare_bounds(symbol, one, other)
            return compare(one, other)

        return general

    def _class_in(self, classes: frozenset[str]) -> Condition:
        inside = tuple(RESULT + name for name in self.classes if name in classes)
        outside = tuple(RESULT + name for name in self.classes if name not in classes)

        def test(h: Facts, _m: Facts) -> Truth:
            if all(h[key] is False for key in inside):
                return False
            return True if all(h[key] is False for key in outside) else None

        return test

    def _slot(self) -> str:
        slot = f"?{len(self.slots)}"
        self.slots.append(slot)
        return slot

    def _quantifier(self, kind: str, body: Condition) -> Condition:
        """Compile any_member and all_members.

        The indices of the members that decide, and of those that are unknown, are kept in the
        household's facts: the members for whom the body is true (any) or false (all).
        """
        slot = self._slot()
        deciding = kind == "any_member"

        def test(h: Facts, _m: Facts) -> Truth:
            members = h[MEMBERS]
            if members is None:
                h[slot] = _NOBODY
                return None
            decided: list[int] = []
            unknown: list[int] = []
            for index, member in enumerate(members):
                value = body(h, member)
                if value is deciding:
                    decided.append(index)
                elif value is None:
                    unknown.append(index)
            h[slot] = (decided, unknown)
            if decided:
                return deciding
            return None if unknown else not deciding

        return test

    def _member_count(self, body: Condition) -> Quantity:
        slot = self._slot()

        def count(h: Facts, _m: Facts) -> Amount:
            members = h[MEMBERS]
            if members is None:
                h[slot] = _NOBODY
                return None
            decided: list[int] = []
            unknown: list[int] = []
            for index, member in enumerate(members):
                value = body(h, member)
                if value:
                    decided.append(index)
                elif value is None:
                    unknown.append(index)
            h[slot] = (decided, unknown)
            certain = len(decided)
            return (certain, certain + len(unknown)) if unknown else certain

        return count


_NOBODY: tuple[list[int], list[int]] = ([], [])


def _membership(fact: nodes.FactReference, values: frozenset[str]) -> Condition:
    name = fact.name
    if fact.scope == "member":
        return lambda _h, m: None if m[name] is None else m[name] in values
    return lambda h, _m: None if h[name] is None else h[name] in values


def _negation(part: Condition) -> Condition:
    def test(h: Facts, m: Facts) -> Truth:
        value = part(h, m)
        return None if value is None else not value

    return test


def _conjunction(parts: tuple[Condition, ...]) -> Condition:
    def test(h: Facts, m: Facts) -> Truth:
        result: Truth = True
        for part in parts:
            value = part(h, m)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    return test


def _disjunction(parts: tuple[Condition, ...]) -> Condition:
    def test(h: Facts, m: Facts) -> Truth:
        result: Truth = False
        for part in parts:
            value = part(h, m)
            if value:
                return True
            if value is None:
                result = None
        return result

    return test


def _first_known(parts: tuple[Condition, ...]) -> Condition:
    def test(h: Facts, m: Facts) -> Truth:
        for part in parts:
            value = part(h, m)
            if value is not None:
                return value
        return None

    return test


def _choice(test: Condition, then: Condition, otherwise: Condition) -> Condition:
    def choose(h: Facts, m: Facts) -> Truth:
        chosen = test(h, m)
        if chosen is None:
            one, other = then(h, m), otherwise(h, m)
            return one if one is other else None
        return then(h, m) if chosen else otherwise(h, m)

    return choose


def _combination(symbol: str, left: Quantity, right: Quantity) -> Quantity:
    return lambda h, m: combine_bounds(symbol, left(h, m), right(h, m))


def _count(parts: tuple[Condition, ...]) -> Quantity:
    def count(h: Facts, m: Facts) -> Amount:
        certain = unknown = 0
        for part in parts:
            value = part(h, m)
            if value:
                certain += 1
            elif value is None:
                unknown += 1
        return (certain, certain + unknown) if unknown else certain

    return count


def lookup(versions: tuple[Parameter, ...]) -> Quantity:
    """Compile the value of a parameter; unknown keys give the bounds of what is possible."""
    if len(versions) > 1:
        each = [lookup((version,)) for version in versions]

        def any_version(h: Facts, m: Facts) -> Amount:
            bounds: list[Number] = []
            for version in each:
                value = version(h, m)
                if value is not None:
                    bounds += value if isinstance(value, tuple) else (value,)
            return span(bounds)

        return any_version
    parameter = versions[0]
    key, row_key, rows, columns = (
        parameter.key,
        parameter.row_key,
        parameter.rows,
        dict(parameter.columns),
    )
    if not row_key:
        single = {name: numbers[0] for name, numbers in columns.items()}
        whole = span(list(single.values()))
        return lambda h, m: single.get(m[key] if key in m else h[key], whole) if key else whole

    def in_table(h: Facts, m: Facts) -> Amount:
        row = m[row_key] if row_key in m else h[row_key]
        low, high = row if isinstance(row, tuple) else (row, row)
        first = max(bisect_right(rows, low) - 1, 0) if low is not None else 0
        last = max(bisect_right(rows, high if high is not None else inf), 1)
        column = m[key] if key in m else h[key]
        chosen = columns.values() if column is None else (columns[column],)
        return span([number for numbers in chosen for number in numbers[first:last]])

    return in_table
