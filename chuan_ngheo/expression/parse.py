"""Parse one condition: Python syntax, a whitelist of constructs, checked types and units.

The text is parsed with ``ast`` and never evaluated. Every problem of a condition is reported,
each with its line and column.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.names import Names
from chuan_ngheo.expression.operators import (
    ARITHMETIC,
    COMPARISONS,
    ExpressionError,
    Typed,
    arithmetic,
    comparison,
    membership,
    require,
)
from chuan_ngheo.expression.units import parse_unit
from chuan_ngheo.vocabulary import FACTS, Scope, ValueType

Locate = Callable[[int, int], Position]
"""From line (from 1) and column (from 0) within the condition to the place in the file."""

QUANTIFIERS: dict[str, nodes.QuantifierKind] = {
    "any_member": "any_member",
    "all_members": "all_members",
    "count_members": "count_members",
}
FUNCTIONS = (*QUANTIFIERS, "count_true", "coalesce", "deprived", "count_deprivations")
CLASS_NAME = "household_class"
_WRONG_MONEY = re.compile(r"\b\d{1,3}(?:[.,]\d{3})+\b")


@dataclass(frozen=True, slots=True)
class ConditionText:
    """The text of a condition, where it stands, and what it is expected to yield."""

    text: str
    locate: Locate
    scope: Scope
    type: ValueType = ValueType.BOOLEAN


def parse_condition(
    condition: ConditionText, names: Names
) -> tuple[nodes.Node | None, tuple[Problem, ...]]:
    """Return the typed tree of a condition, or None and every problem found in it."""
    try:
        tree = ast.parse(f"(\n{condition.text}\n)", mode="eval")
    except (SyntaxError, ValueError) as error:
        return None, (_syntax_problem(condition, error),)
    parser = _Parser(condition, names)
    typed = parser.visit(tree.body)
    if typed is not None and typed.type is not condition.type:
        parser.report(
            tree.body, "expression-type", f"{typed.type.value}", f"{condition.type.value}"
        )
    if parser.problems or typed is None:
        return None, tuple(parser.problems)
    return typed.node, ()


def _syntax_problem(condition: ConditionText, error: SyntaxError | ValueError) -> Problem:
    lines = condition.text.count("\n") + 1
    line = min(max((getattr(error, "lineno", None) or 2) - 1, 1), lines)
    column = max((getattr(error, "offset", None) or 1) - 1, 0)
    money = _WRONG_MONEY.search(condition.text)
    if money:
        before = condition.text[: money.start()]
        place = condition.locate(before.count("\n") + 1, len(before) - before.rfind("\n") - 1)
        digits = re.sub(r"[.,]", "_", money.group())
        return Problem(
            "money-form", money.group(), f"a whole number such as {digits}", position=place
        )
    found = "a condition that breaks off" if column == 0 and line == lines else "wrong syntax here"
    return Problem(
        "expression-syntax",
        found,
        "a condition such as: age >= 6 and not has_health_insurance",
        "Check quotes, brackets and operators.",
        position=condition.locate(line, column),
    )


class _Parser:
    """Walks the syntax tree of one condition and collects its problems."""

    def __init__(self, condition: ConditionText, names: Names) -> None:
        self.condition = condition
        self.names = names
        self.problems: list[Problem] = []
        self.scope: Scope = condition.scope

    def report(
        self, where: ast.AST, code: str, found: str, expected: str, advice: str = ""
    ) -> None:
        line = getattr(where, "lineno", 2) - 1
        offset = getattr(where, "col_offset", 0)
        text = self.condition.text.split("\n")[line - 1]
        column = len(text.encode()[:offset].decode(errors="ignore"))
        place = self.condition.locate(line, column)
        self.problems.append(Problem(code, found, expected, advice, position=place))

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
                return self._name(name)
            case ast.BoolOp(operator, values):
                return self._boolean(operator, values)
            case ast.UnaryOp(ast.Not(), operand):
                part = self._truth(operand)
                return part and Typed(nodes.Not(part.node), ValueType.BOOLEAN)
            case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as value)):
                return Typed(nodes.Constant(-value), ValueType.NUMBER, None)
            case ast.Compare():
                return self._compare(tree)
            case ast.BinOp():
                return self._arithmetic(tree)
            case ast.Call():
                return self._call(tree)
            case ast.IfExp():
                return self._conditional(tree)
        return _refuse(tree)

    def _name(self, name: str) -> Typed:
        fact = FACTS.get(name)
        if fact is not None:
            self._check_scope(name, fact.scope)
            unit = parse_unit(fact.unit) if fact.type is ValueType.NUMBER else None
            return Typed(nodes.FactReference(name, fact.scope), fact.type, unit, values=fact.values)
        definition = self.names.definitions.get(name)
        if definition is not None:
            self._check_scope(name, definition.scope)
            unit = parse_unit(definition.unit) if definition.type is ValueType.NUMBER else None
            return Typed(nodes.DefinitionReference(name, definition.scope), definition.type, unit)
        parameter = self.names.parameters.get(name)
        if parameter is not None:
            self._check_scope(name, parameter.scope)
            return Typed(
                nodes.ParameterReference(name), ValueType.NUMBER, parse_unit(parameter.unit)
            )
        if name in self.names.rulings or name == CLASS_NAME:
            raise ExpressionError(
                "expression-type",
                f"{name} on its own",
                f"a comparison such as {name} == '{(*self._options(name), '')[0]}'",
            )
        raise ExpressionError(
            "unknown-name",
            repr(name),
            "a fact, definition or parameter",
            nearest(name, self._all_names()),
        )

    def _options(self, name: str) -> tuple[str, ...]:
        return self.names.classes if name == CLASS_NAME else self.names.rulings[name]

    def _all_names(self) -> list[str]:
        return [
            *FACTS,
            *self.names.definitions,
            *self.names.parameters,
            *self.names.rulings,
            CLASS_NAME,
            *FUNCTIONS,
        ]

    def _check_scope(self, name: str, scope: Scope) -> None:
        if scope == "member" and self.scope == "household":
            raise ExpressionError(
                "wrong-scope",
                f"{name!r}, which belongs to a member",
                "a fact of the household",
                f"Write any_member(...), all_members(...) or count_members(...) around {name}.",
            )

    def _truth(self, tree: ast.expr) -> Typed | None:
        typed = self.visit(tree)
        if typed is not None and typed.type is not ValueType.BOOLEAN:
            self.report(tree, "expression-type", typed.type.value, ValueType.BOOLEAN.value)
            return None
        return typed

    def _boolean(self, operator: ast.boolop, values: list[ast.expr]) -> Typed | None:
        parts = [self._truth(value) for value in values]
        found = tuple(part.node for part in parts if part is not None)
        if len(found) < len(parts):
            return None
        node = nodes.And(found) if isinstance(operator, ast.And) else nodes.Or(found)
        return Typed(node, ValueType.BOOLEAN)

    def _compare(self, tree: ast.Compare) -> Typed | None:
        operands = [tree.left, *tree.comparators]
        special = self._ruling_or_class(tree)
        if special is not None:
            return special
        if isinstance(tree.ops[0], ast.In | ast.NotIn) and len(tree.ops) == 1:
            left = self.visit(tree.left)
            return left and membership(tree, left)
        typed = [self.visit(operand) for operand in operands]
        parts: list[nodes.Node] = []
        for operator, left, right, where in zip(
            tree.ops, typed, typed[1:], tree.comparators, strict=False
        ):
            if left is None or right is None:
                return None
            symbol = COMPARISONS.get(type(operator))
            if symbol is None:
                _refuse(tree)
            parts.append(comparison(symbol, left, right, where))
        node = parts[0] if len(parts) == 1 else nodes.And(tuple(parts))
        return Typed(node, ValueType.BOOLEAN)

    def _ruling_or_class(self, tree: ast.Compare) -> Typed | None:
        if not isinstance(tree.left, ast.Name) or len(tree.ops) != 1:
            return None
        name = tree.left.id
        if name != CLASS_NAME and name not in self.names.rulings:
            return None
        options = self._options(name)
        code = "unknown-value" if name == CLASS_NAME else "unknown-option"
        chosen = require(tree.comparators[0], options, name, code)
        if name == CLASS_NAME:
            node: nodes.Node = nodes.ClassIn(chosen)
        else:
            tests = tuple(nodes.RulingTest(name, option) for option in sorted(chosen))
            node = tests[0] if len(tests) == 1 else nodes.Or(tests)
        if isinstance(tree.ops[0], ast.NotEq | ast.NotIn):
            node = nodes.Not(node)
        elif not isinstance(tree.ops[0], ast.Eq | ast.In):
            _refuse(tree)
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
            _refuse(tree)
        left, right = self.visit(tree.left), self.visit(tree.right)
        return arithmetic(operator, left, right) if left and right else None

    def _call(self, tree: ast.Call) -> Typed | None:
        if not isinstance(tree.func, ast.Name):
            _refuse(tree.func)
        name = tree.func.id
        if name not in FUNCTIONS:
            raise ExpressionError(
                "unknown-function",
                f"{name}(...)",
                f"one of {', '.join(FUNCTIONS)}",
                nearest(name, list(FUNCTIONS)),
            )
        wanted = 0 if name == "count_deprivations" else 1
        if tree.keywords or min(len(tree.args), 1) != wanted:
            expected = "conditions" if wanted else "no arguments"
            raise ExpressionError("expression-not-allowed", f"these arguments of {name}", expected)
        if name in ("deprived", "count_deprivations"):
            return self._deprivations(tree)
        if name in QUANTIFIERS:
            return self._quantifier(QUANTIFIERS[name], tree)
        parts = [self._truth(argument) for argument in tree.args]
        found = tuple(part.node for part in parts if part is not None)
        if len(found) < len(parts):
            return None
        if name == "count_true":
            return Typed(nodes.CountTrue(found), ValueType.NUMBER, None)
        return Typed(nodes.Coalesce(found), ValueType.BOOLEAN)

    def _deprivations(self, tree: ast.Call) -> Typed:
        indicators = self.names.indicators
        if not tree.args:
            parts = tuple(nodes.DefinitionReference(name, "household") for name in indicators)
            return Typed(nodes.CountTrue(parts), ValueType.NUMBER, None)
        chosen = require(tree.args[0], indicators, "the indicators")
        references = [nodes.DefinitionReference(name, "household") for name in sorted(chosen)]
        return Typed(nodes.Or(tuple(references)), ValueType.BOOLEAN)

    def _quantifier(self, kind: nodes.QuantifierKind, tree: ast.Call) -> Typed | None:
        if len(tree.args) != 1 or self.scope == "member":
            raise ExpressionError(
                "expression-not-allowed",
                f"{kind} with {len(tree.args)} conditions or inside a member's condition",
                f"{kind}(one condition on a member), in a household's condition",
            )
        self.scope = "member"
        body = self._truth(tree.args[0])
        self.scope = "household"
        if body is None:
            return None
        node = nodes.Quantifier(kind, body.node)
        if kind == "count_members":
            return Typed(node, ValueType.NUMBER, parse_unit("person"))
        return Typed(node, ValueType.BOOLEAN)

    def _conditional(self, tree: ast.IfExp) -> Typed | None:
        test, then, other = (self._truth(part) for part in (tree.test, tree.body, tree.orelse))
        if test is None or then is None or other is None:
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
        if isinstance(value, python_type):
            return Typed(nodes.Constant(value), value_type, None)
    return _refuse(tree)


def _refuse(tree: ast.AST) -> NoReturn:
    kind = {
        ast.Attribute: "an attribute (a dot)",
        ast.Subscript: "an index (square brackets)",
        ast.Lambda: "a function",
        ast.JoinedStr: "a formatted text",
        ast.NamedExpr: "an assignment",
        ast.Pow: "a power",
    }.get(type(tree), f"{type(tree).__name__}")
    raise ExpressionError(
        "expression-not-allowed",
        kind,
        "comparisons, and, or, not, in, + - *, and the functions of the rule language",
        where=tree if isinstance(tree, ast.expr) else None,
    )
