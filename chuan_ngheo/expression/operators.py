"""Type and unit checks of the operators of conditions."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from chuan_ngheo.diagnostics import nearest
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.units import Unit, describe_unit, is_money, product
from chuan_ngheo.vocabulary import ValueType

COMPARISONS: Final[Mapping[type[ast.cmpop], nodes.ComparisonOperator]] = MappingProxyType(
    {
        ast.Lt: "<",
        ast.LtE: "<=",
        ast.Gt: ">",
        ast.GtE: ">=",
        ast.Eq: "==",
        ast.NotEq: "!=",
    }
)
ARITHMETIC: Final[Mapping[type[ast.operator], nodes.ArithmeticOperator]] = MappingProxyType(
    {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
)

_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ExpressionError(Exception):
    """One problem of a condition, raised where it is found and reported by the parser."""

    def __init__(
        self,
        code: str,
        found: str,
        expected: str,
        advice: str = "",
        where: ast.expr | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.found = found
        self.expected = expected
        self.advice = advice
        self.where = where


@dataclass(frozen=True, slots=True)
class Typed:
    """A node with its type; ``unit`` is None for a literal, ``values`` the list of a CHOICE."""

    node: nodes.Node
    type: ValueType
    unit: Unit | None = None
    values: tuple[str, ...] = ()


def require(
    tree: ast.expr, options: tuple[str, ...], name: str, code: str = "unknown-value"
) -> frozenset[str]:
    """Read a text or a bracketed list of texts, each of which must be an option of ``name``."""
    items = tree.elts if isinstance(tree, ast.Tuple | ast.List | ast.Set) else [tree]
    if not items:
        raise ExpressionError("expression-type", "an empty list", "values in quotes", where=tree)
    chosen: set[str] = set()
    for item in items:
        if not isinstance(item, ast.Constant) or not isinstance(item.value, str):
            raise ExpressionError(
                "expression-type", ast.unparse(item), "values in quotes", where=item
            )
        if item.value not in options:
            raise ExpressionError(
                code,
                repr(item.value),
                f"a value of {name}: {', '.join(options)}",
                nearest(item.value, list(options)),
                where=item,
            )
        chosen.add(item.value)
    return frozenset(chosen)


def membership(tree: ast.Compare, left: Typed) -> Typed:
    """Check ``fact in (values)`` and ``fact not in (values)``."""
    if left.type is not ValueType.CHOICE or not isinstance(left.node, nodes.FactReference):
        raise ExpressionError(
            "expression-type", left.type.value, "a fact with a list of values", where=tree.left
        )
    values = require(tree.comparators[0], left.values, left.node.name)
    node: nodes.Node = nodes.In(left.node, values)
    if isinstance(tree.ops[0], ast.NotIn):
        node = nodes.Not(node)
    return Typed(node, ValueType.BOOLEAN)


def number_of_months(side: Typed, where: ast.expr) -> nodes.Node:
    """Check a number of months: a literal, or a parameter of this unit."""
    if side.type is not ValueType.NUMBER:
        raise ExpressionError(
            "expression-type", side.type.value, ValueType.NUMBER.value, where=where
        )
    if side.unit is not None and dict(side.unit) != {"month": 1}:
        found = describe_unit(side.unit)
        raise ExpressionError("unit-mismatch", found, "a number of months", where=where)
    return side.node


Sides = tuple[ast.expr, ast.expr]
"""The left and the right side as they are written, for the places of messages."""


def comparison(
    operator: nodes.ComparisonOperator, left: Typed, right: Typed, sides: Sides
) -> nodes.Node:
    """Check one comparison and return its node."""
    if left.type is ValueType.CHOICE:
        return _choice_equals(operator, left, sides)
    if right.type is ValueType.CHOICE:
        raise ExpressionError(
            "expression-type", "a fact on the right", "the fact on the left", where=sides[1]
        )
    if ValueType.DATE in (left.type, right.type):
        return nodes.Compare(operator, _as_date(left, sides[0]), _as_date(right, sides[1]))
    if ValueType.BOOLEAN in (left.type, right.type):
        raise ExpressionError(
            "expression-type",
            "a comparison with true or false",
            "the fact itself, or not and the fact",
            where=sides[0] if left.type is ValueType.BOOLEAN else sides[1],
        )
    _check_numbers(left, right, sides)
    _check_units(left, right, sides)
    return nodes.Compare(operator, left.node, right.node)


def _choice_equals(operator: nodes.ComparisonOperator, left: Typed, sides: Sides) -> nodes.Node:
    if not isinstance(left.node, nodes.FactReference) or operator not in ("==", "!="):
        raise ExpressionError(
            "expression-type",
            f"{operator} on a list of values",
            "==, !=, in or not in",
            where=sides[0],
        )
    node = nodes.In(left.node, require(sides[1], left.values, left.node.name))
    return node if operator == "==" else nodes.Not(node)


def _as_date(side: Typed, where: ast.expr) -> nodes.Node:
    if side.type is ValueType.DATE:
        return side.node
    text = side.node.value if isinstance(side.node, nodes.Constant) else None
    if isinstance(text, str) and _ISO_DATE.fullmatch(text):
        try:
            return nodes.Constant(date.fromisoformat(text))
        except ValueError:
            pass
    found = side.type.value if text is None else repr(text)
    raise ExpressionError("expression-type", found, "a date 'YYYY-MM-DD'", where=where)


def _check_numbers(left: Typed, right: Typed, sides: Sides) -> None:
    for side, other, where in ((left, right, sides[0]), (right, left, sides[1])):
        if side.type is ValueType.NUMBER:
            continue
        if side.type is ValueType.TEXT and is_money(other.unit):
            raise _money_error("text", where)
        raise ExpressionError("expression-type", side.type.value, "a number", where=where)


def _check_units(left: Typed, right: Typed, sides: Sides) -> None:
    for side, other, where in ((left, right, sides[0]), (right, left, sides[1])):
        if side.unit is None and is_money(other.unit):
            for part in nodes.walk(side.node):
                if isinstance(part, nodes.Constant) and isinstance(part.value, float):
                    raise _money_error(repr(part.value), where)
    if left.unit is None or right.unit is None:
        return
    if dict(left.unit) != dict(right.unit):
        raise ExpressionError(
            "unit-mismatch", describe_unit(right.unit), describe_unit(left.unit), where=sides[1]
        )


def _money_error(found: str, where: ast.expr) -> ExpressionError:
    return ExpressionError(
        "money-form", found, "a whole number of dong such as 1_500_000", where=where
    )


def check_alike(left: Typed, right: Typed, sides: Sides) -> None:
    """Check that two values are numbers of one unit.

    Raises:
        ExpressionError: if they are not.
    """
    _check_numbers(left, right, sides)
    _check_units(left, right, sides)


def arithmetic(
    operator: nodes.ArithmeticOperator, left: Typed, right: Typed, sides: Sides
) -> Typed:
    """Check a sum, difference or product and return it."""
    _check_numbers(left, right, sides)
    node = nodes.Arithmetic(operator, left.node, right.node)
    if operator == "*":
        return Typed(node, ValueType.NUMBER, product(left.unit, right.unit))
    _check_units(left, right, sides)
    return Typed(node, ValueType.NUMBER, left.unit if left.unit is not None else right.unit)
