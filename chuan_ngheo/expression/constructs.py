"""Constructs of Python that are no part of the rule language, by the names that messages use."""

from __future__ import annotations

import ast
from typing import Final, NoReturn

from chuan_ngheo.expression.operators import ExpressionError

_NAMES: Final[dict[type[ast.AST], str]] = {
    ast.Attribute: "an attribute (a dot)",
    ast.Subscript: "an index (square brackets)",
    ast.Lambda: "a function",
    ast.JoinedStr: "a formatted text",
    ast.NamedExpr: "an assignment",
    ast.Constant: "a value of another kind",
    ast.Tuple: "a list of conditions",
    ast.List: "a list",
    ast.Set: "a list",
    ast.Dict: "a list",
    ast.GeneratorExp: "a comprehension (for ... in)",
    ast.ListComp: "a comprehension (for ... in)",
    ast.SetComp: "a comprehension (for ... in)",
    ast.DictComp: "a comprehension (for ... in)",
    ast.Starred: "a star before an argument",
    ast.UnaryOp: "a sign before something that is not a number",
    ast.BinOp: "an operator other than + - *",
    ast.Compare: "a comparison of another kind",
    ast.Call: "a call of something that is not a function",
}


def refuse(tree: ast.expr) -> NoReturn:
    """Report a construct that the rule language does not have."""
    raise ExpressionError(
        "expression-not-allowed",
        _NAMES.get(type(tree), type(tree).__name__),
        "comparisons, and, or, not, in, + - *, and the functions of the rule language",
        where=tree,
    )
