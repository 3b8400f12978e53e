"""Parse one condition: Python syntax, a whitelist of constructs, checked types and units.

The text is parsed with ``ast`` and never evaluated. Every problem of a condition is reported,
each with its line and column.
"""

from __future__ import annotations

import ast
import math

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.constructs import refuse
from chuan_ngheo.expression.functions import FunctionCalls
from chuan_ngheo.expression.names import Names
from chuan_ngheo.expression.operators import (
    ARITHMETIC,
    COMPARISONS,
    ExpressionError,
    Typed,
    arithmetic,
    check_alike,
    comparison,
    membership,
    require,
)
from chuan_ngheo.expression.resolve import CLASS_NAME, options, resolve
from chuan_ngheo.expression.syntax import ConditionText, read_syntax
from chuan_ngheo.expression.units import describe_unit
from chuan_ngheo.vocabulary import Scope, ValueType


def parse_condition(
    condition: ConditionText, names: Names
) -> tuple[nodes.Node | None, tuple[Problem, ...]]:
    """Return the typed tree of a condition, or None and every problem found in it.

    There may be none: a condition that names an entry left out is not understood either.
    """
    tree = read_syntax(condition)
    if not isinstance(tree, ast.expr):
        return None, tree
    parser = _Parser(condition, names)
    typed = parser.visit(tree)
    if typed is not None:
        parser.check_result(tree, typed)
    if parser.problems or typed is None:
        return None, tuple(parser.problems)
    return typed.node, ()


class _Parser(FunctionCalls):
    """Walks the syntax tree of one condition and collects its problems."""

    def __init__(self, condition: ConditionText, names: Names) -> None:
        self.condition = condition
        self.names = names
        self.problems: list[Problem] = []
        self.scope: Scope = condition.scope

    def report(
        self, where: ast.AST, code: str, found: str, expected: str, advice: str = ""
    ) -> None:
        line = max(getattr(where, "lineno", 2) - 1, 1)
        offset = getattr(where, "col_offset", 0) if getattr(where, "lineno", 2) > 1 else 0
        text = self.condition.text.split("\n")[line - 1]
        column = len(text.encode()[:offset].decode(errors="ignore"))
        place = self.condition.locate(line, column)
        self.problems.append(Problem(code, found, expected, advice, position=place))

    def check_result(self, tree: ast.expr, typed: Typed) -> None:
        """Check that the whole condition yields what is expected of it."""
        wanted = self.condition
        if typed.type is not wanted.type:
            self.report(tree, "expression-type", typed.type.value, wanted.type.value)
            return
        found, expected = typed.unit, wanted.unit
        if found is not None and expected is not None and dict(found) != dict(expected):
            units = describe_unit(found), describe_unit(expected)
            self.report(tree, "unit-mismatch", *units, "Correct the key 'unit'.")

    def visit(self, tree: ast.expr) -> Typed | None:
        """Return the typed node of ``tree``, or None after reporting what is wrong with it."""
        try:
            return self._visit(tree)
        except ExpressionError as error:
            where = error.where or tree
            self.report(where, error.code, error.found, error.expected, error.advice)
            return None

    def _visit(self, tree: ast.expr) -> Typed | None:
        match tree:
            case ast.Constant():
                return _constant(tree)
            case ast.Name(name):
                return resolve(name, self.names, self.scope)
            case ast.BoolOp(operator, values):
                return self._boolean(operator, values)
            case ast.UnaryOp(ast.Not(), operand):
                part = self.truth(operand)
                return part and Typed(nodes.Not(part.node), ValueType.BOOLEAN)
            case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as value) as number) if (
                _constant(number).type is ValueType.NUMBER
            ):
                return Typed(nodes.Constant(-value), ValueType.NUMBER, None)
            case ast.Compare():
                return self._compare(tree)
            case ast.BinOp():
                return self._arithmetic(tree)
            case ast.Call():
                return self.call(tree)
            case ast.IfExp():
                return self._conditional(tree)
        return refuse(tree)

    def truth(self, tree: ast.expr) -> Typed | None:
        """Return the typed node of a condition, or None after reporting what is wrong with it."""
        typed = self.visit(tree)
        if typed is not None and typed.type is not ValueType.BOOLEAN:
            self.report(tree, "expression-type", typed.type.value, ValueType.BOOLEAN.value)
            return None
        return typed

    def _boolean(self, operator: ast.boolop, values: list[ast.expr]) -> Typed | None:
        parts = [self.truth(value) for value in values]
        found = tuple(part.node for part in parts if part is not None)
        if len(found) < len(parts):
            return None
        node = nodes.And(found) if isinstance(operator, ast.And) else nodes.Or(found)
        return Typed(node, ValueType.BOOLEAN)

    def _compare(self, tree: ast.Compare) -> Typed | None:
        operands = [tree.left, *tree.comparators]
        self._check_lists(tree)
        special = self._ruling_or_class(tree)
        if special is not None:
            return special
        if isinstance(tree.ops[0], ast.In | ast.NotIn) and len(tree.ops) == 1:
            left = self.visit(tree.left)
            return left and membership(tree, left)
        typed = [self.visit(operand) for operand in operands]
        parts: list[nodes.Node] = []
        for place, operator in enumerate(tree.ops):
            left, right = typed[place : place + 2]
            if left is None or right is None:
                return None
            symbol = COMPARISONS.get(type(operator))
            if symbol is None:
                refuse(tree)
            sides = operands[place], operands[place + 1]
            parts.append(comparison(symbol, left, right, sides))
        node = parts[0] if len(parts) == 1 else nodes.And(tuple(parts))
        return Typed(node, ValueType.BOOLEAN)

    def _check_lists(self, tree: ast.Compare) -> None:
        for operator, right in zip(tree.ops, tree.comparators, strict=True):
            listed = isinstance(right, ast.Tuple | ast.List | ast.Set)
            if listed and not isinstance(operator, ast.In | ast.NotIn):
                advice = "Write in or not in to compare with a list."
                raise ExpressionError("expression-type", "a list", "one value", advice, right)

    def _ruling_or_class(self, tree: ast.Compare) -> Typed | None:
        if not isinstance(tree.left, ast.Name) or len(tree.ops) != 1:
            return None
        name = tree.left.id
        if name != CLASS_NAME and name not in self.names.rulings:
            return None
        code = "unknown-value" if name == CLASS_NAME else "unknown-option"
        chosen = require(tree.comparators[0], options(name, self.names), name, code)
        if name == CLASS_NAME:
            node: nodes.Node = nodes.ClassIn(chosen)
        else:
            tests = tuple(nodes.RulingTest(name, option) for option in sorted(chosen))
            node = tests[0] if len(tests) == 1 else nodes.Or(tests)
        if isinstance(tree.ops[0], ast.NotEq | ast.NotIn):
            node = nodes.Not(node)
        elif not isinstance(tree.ops[0], ast.Eq | ast.In):
            refuse(tree)
        return Typed(node, ValueType.BOOLEAN)

    def _arithmetic(self, tree: ast.BinOp) -> Typed | None:
        if isinstance(tree.op, ast.Div | ast.FloorDiv | ast.Mod):
            raise ExpressionError(
                "expression-division",
                "a division",
                "a product on the other side",
                "Write 2 * a > b instead of a / b > 0.5.",
            )
        operator = ARITHMETIC.get(type(tree.op))
        if operator is None:
            refuse(tree)
        left, right = self.visit(tree.left), self.visit(tree.right)
        sides = tree.left, tree.right
        return arithmetic(operator, left, right, sides) if left and right else None

    def _conditional(self, tree: ast.IfExp) -> Typed | None:
        test = self.truth(tree.test)
        then, other = self.visit(tree.body), self.visit(tree.orelse)
        if test is None or then is None or other is None:
            return None
        sides = tree.body, tree.orelse
        if ValueType.NUMBER in (then.type, other.type):
            check_alike(then, other, sides)
            number = nodes.ChosenNumber(((test.node, then.node),), other.node)
            unit = then.unit if then.unit is not None else other.unit
            return Typed(number, ValueType.NUMBER, unit)
        for side, where in zip((then, other), sides, strict=True):
            if side.type is not ValueType.BOOLEAN:
                self.report(where, "expression-type", side.type.value, ValueType.BOOLEAN.value)
                return None
        return Typed(nodes.Conditional(test.node, then.node, other.node), ValueType.BOOLEAN)


def _constant(tree: ast.Constant) -> Typed:
    value = tree.value
    for python_type, value_type in (
        (bool, ValueType.BOOLEAN),
        (int, ValueType.NUMBER),
        (float, ValueType.NUMBER),
        (str, ValueType.TEXT),
    ):
        if isinstance(value, python_type) and value != math.inf:
            return Typed(nodes.Constant(value), value_type, None)
    return refuse(tree)
