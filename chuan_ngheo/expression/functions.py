"""The functions of the rule language: their arguments, and what they stand for."""

from __future__ import annotations

import ast
import math
from abc import ABC, abstractmethod
from itertools import pairwise

from chuan_ngheo.diagnostics import nearest
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.constructs import refuse
from chuan_ngheo.expression.names import Names
from chuan_ngheo.expression.operators import (
    ExpressionError,
    Typed,
    check_alike,
    number_of_months,
    require,
)
from chuan_ngheo.expression.resolve import FUNCTIONS, QUANTIFIERS
from chuan_ngheo.expression.units import parse_unit
from chuan_ngheo.facts import NEVER_UNKNOWN
from chuan_ngheo.vocabulary import Scope, ValueType

_ONE_CONDITION = (1, 1, "one condition on a member")
_ARGUMENTS = {
    "any_member": _ONE_CONDITION,
    "all_members": _ONE_CONDITION,
    "count_members": _ONE_CONDITION,
    "deprived": (1, 1, "one indicator, or one list of indicators in brackets"),
    "count_deprivations": (0, 0, "no arguments"),
    "ever": (1, 1, "one dated fact that may never have happened"),
    "months_after": (2, 2, "a dated fact and a number of months"),
    "greatest": (2, math.inf, "two or more numbers"),
}
_NO_UNIT = parse_unit("")


class FunctionCalls(ABC):
    """Reads calls of functions; the parser reads their arguments."""

    names: Names
    scope: Scope

    @abstractmethod
    def visit(self, tree: ast.expr) -> Typed | None:
        """Return the typed node of ``tree``, or None after reporting what is wrong with it."""

    @abstractmethod
    def truth(self, tree: ast.expr) -> Typed | None:
        """Return the typed node of a condition, or None after reporting what is wrong with it."""

    def call(self, tree: ast.Call) -> Typed | None:
        """Return the typed node of a function with its arguments.

        Raises:
            ExpressionError: if there is no such function, or its arguments do not fit.
        """
        if not isinstance(tree.func, ast.Name):
            refuse(tree.func)
        name = tree.func.id
        if name not in FUNCTIONS:
            raise ExpressionError(
                "unknown-function",
                f"{name}(...)",
                f"one of {', '.join(FUNCTIONS)}",
                nearest(name, list(FUNCTIONS)),
            )
        least, most, expected = _ARGUMENTS.get(name, (1, math.inf, "one or more conditions"))
        if tree.keywords or not least <= len(tree.args) <= most:
            given = f"{len(tree.args) + len(tree.keywords)} arguments of {name}"
            raise ExpressionError("expression-not-allowed", given, expected)
        if name in ("deprived", "count_deprivations"):
            return self._deprivations(tree)
        if name in ("ever", "months_after"):
            return self._event(name, tree)
        if name in QUANTIFIERS:
            return self._quantifier(QUANTIFIERS[name], tree)
        if name == "greatest":
            return self._greatest(tree)
        parts = [self.truth(argument) for argument in tree.args]
        found = tuple(part.node for part in parts if part is not None)
        if len(found) < len(parts):
            return None
        if name == "count_true":
            return Typed(nodes.CountTrue(found), ValueType.NUMBER, _NO_UNIT)
        return Typed(nodes.Coalesce(found), ValueType.BOOLEAN)

    def _event(self, name: str, tree: ast.Call) -> Typed | None:
        event = self.visit(tree.args[0])
        if event is None:
            return None
        fact = event.node
        if not isinstance(fact, nodes.FactReference) or fact.name not in NEVER_UNKNOWN:
            names = ", ".join(sorted(NEVER_UNKNOWN))
            found = ast.unparse(tree.args[0])
            raise ExpressionError("expression-type", found, f"one of {names}", where=tree.args[0])
        if name == "ever":
            return Typed(nodes.Ever(fact), ValueType.BOOLEAN)
        months = self.visit(tree.args[1])
        if months is None:
            return None
        return Typed(
            nodes.MonthsAfter(fact, number_of_months(months, tree.args[1])), ValueType.DATE
        )

    def _deprivations(self, tree: ast.Call) -> Typed:
        indicators = self.names.indicators
        if not tree.args:
            parts = tuple(nodes.DefinitionReference(name, "household") for name in indicators)
            return Typed(nodes.CountTrue(parts), ValueType.NUMBER, _NO_UNIT)
        chosen = require(tree.args[0], indicators, "the indicators")
        references = [nodes.DefinitionReference(name, "household") for name in sorted(chosen)]
        return Typed(nodes.Or(tuple(references)), ValueType.BOOLEAN)

    def _quantifier(self, kind: nodes.QuantifierKind, tree: ast.Call) -> Typed | None:
        if self.scope == "member":
            raise ExpressionError(
                "expression-not-allowed",
                f"{kind} inside a condition on a member",
                f"{kind} in a condition on the household",
            )
        self.scope = "member"
        body = self.truth(tree.args[0])
        self.scope = "household"
        if body is None:
            return None
        node = nodes.Quantifier(kind, body.node)
        if kind == "count_members":
            return Typed(node, ValueType.NUMBER, parse_unit("person"))
        return Typed(node, ValueType.BOOLEAN)

    def _greatest(self, tree: ast.Call) -> Typed | None:
        parts = [self.visit(argument) for argument in tree.args]
        found = [part for part in parts if part is not None]
        if len(found) < len(parts):
            return None
        for (left, one), (right, other) in pairwise(zip(found, tree.args, strict=True)):
            check_alike(left, right, (one, other))
        unit = next((part.unit for part in found if part.unit is not None), None)
        return Typed(nodes.Greatest(tuple(part.node for part in found)), ValueType.NUMBER, unit)
