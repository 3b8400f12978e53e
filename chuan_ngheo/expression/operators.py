"""Type and unit checks of the operators of conditions."""

from __future__ import annotations

import ast
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
    chosen: set[str] = set()
    for item in items:
        if not isinstance(item, ast.Constant) or not isinstance(item.value, str):
            raise ExpressionError(
                "expression-type", "something else", "values in quotes", where=item
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


def comparison(
    operator: nodes.ComparisonOperator, left: Typed, right: Typed, where: ast.expr
) -> nodes.Node:
    """Check one comparison and return its node."""
    if left.type is ValueType.CHOICE:
        return _choice_equals(operator, left, where)
    if left.type is ValueType.DATE or right.type is ValueType.DATE:
        return nodes.Compare(operator, _as_date(left, where), _as_date(right, where))
    if ValueType.BOOLEAN in (left.type, right.type):
        raise ExpressionError(
            "expression-type",
            "a comparison with true or false",
            "the fact itself, or not and the fact",
            where=where,
        )
    if left.type is not ValueType.NUMBER or right.type is not ValueType.NUMBER:
        wrong = right if left.type is ValueType.NUMBER else left
        if is_money(left.unit) or is_money(right.unit):
            raise _money_error("text", where)
        raise ExpressionError("expression-type", wrong.type.value, "a number", where=where)
    _check_units(left, right, where)
    return nodes.Compare(operator, left.node, right.node)


def _choice_equals(operator: nodes.ComparisonOperator, left: Typed, where: ast.expr) -> nodes.Node:
    if not isinstance(left.node, nodes.FactReference) or operator not in ("==", "!="):
        raise ExpressionError(
            "expression-type", f"{operator} on a list of values", "==, !=, in or not in"
        )
    node = nodes.In(left.node, require(where, left.values, left.node.name))
    return node if operator == "==" else nodes.Not(node)


def _as_date(side: Typed, where: ast.expr) -> nodes.Node:
    if side.type is ValueType.DATE:
        return side.node
    if isinstance(side.node, nodes.Constant) and isinstance(side.node.value, str):
        try:
            return nodes.Constant(date.fromisoformat(side.node.value))
        except ValueError:
            pass
    raise ExpressionError("expression-type", side.type.value, "a date 'YYYY-MM-DD'", where=where)


def _check_units(left: Typed, right: Typed, where: ast.expr) -> None:
    for side, other in ((left, right), (right, left)):
        if side.unit is None and is_money(other.unit):
            value = side.node.value if isinstance(side.node, nodes.Constant) else 0
            if isinstance(value, float):
                raise _money_error(repr(value), where)
    if left.unit is None or right.unit is None:
        return
    if dict(left.unit) != dict(right.unit):
        raise ExpressionError(
            "unit-mismatch", describe_unit(right.unit), describe_unit(left.unit), where=where
        )


def _money_error(found: str, where: ast.expr) -> ExpressionError:
    return ExpressionError(
        "money-form", found, "a whole number of dong such as 1_500_000", where=where
    )


def arithmetic(operator: nodes.ArithmeticOperator, left: Typed, right: Typed) -> Typed:
    """Check a sum, difference or product and return it."""
    for side in (left, right):
        if side.type is not ValueType.NUMBER:
            raise ExpressionError("expression-type", side.type.value, "a number")
    node = nodes.Arithmetic(operator, left.node, right.node)
    if operator == "*":
        return Typed(node, ValueType.NUMBER, product(left.unit, right.unit))
    if left.unit is not None and right.unit is not None and dict(left.unit) != dict(right.unit):
        raise ExpressionError("unit-mismatch", describe_unit(right.unit), describe_unit(left.unit))
    return Typed(node, ValueType.NUMBER, left.unit if left.unit is not None else right.unit)
