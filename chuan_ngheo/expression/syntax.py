"""Read the text of a condition as Python syntax, and say where it is not valid.

The text is parsed with ``ast`` and never evaluated.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from chuan_ngheo.diagnostics import Position, Problem
from chuan_ngheo.expression.units import Unit, whole_amount
from chuan_ngheo.vocabulary import Scope, ValueType

Locate = Callable[[int, int], Position]
"""From line (from 1) and column (from 0) within the condition to the place in the file."""

_DEEPEST: Final = 40
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_TEXTS_AND_COMMENTS = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|#[^\n]*")
_WRONG_MONEY = re.compile(
    r"\b(?:\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3})+|(?: \d{3})+)"
    r"|(?!\d{1,3}(?:_\d{3})+\b)\d+(?:_\d+)+)\b"
)
_FOREIGN: Final = {
    "=": "Write == to compare.",
    "AND": "Write and.",
    "OR": "Write or.",
    "NOT": "Write not.",
    "IN": "Write in.",
    "&": "Write and.",
    "|": "Write or.",
    "<>": "Write !=.",
    "≠": "Write !=.",
    "≤": "Write <=.",
    "≥": "Write >=.",
    "×": "Write *.",
    "“": "Write ' around a text.",
    "”": "Write ' around a text.",
    "‘": "Write ' around a text.",
    "’": "Write ' around a text.",
}


@dataclass(frozen=True, slots=True)
class ConditionText:
    """The text of a condition, where it stands, and what it is expected to yield."""

    text: str
    locate: Locate
    scope: Scope
    type: ValueType = ValueType.BOOLEAN
    unit: Unit | None = None


def read_syntax(condition: ConditionText) -> ast.expr | tuple[Problem, ...]:
    """Return the syntax tree of a condition, its lines counted from 2, or what is wrong with it."""
    money = tuple(_wrong_money(condition))
    if money:
        return money
    try:
        tree = ast.parse(f"(\n{condition.text}\n)", mode="eval").body
    except (SyntaxError, ValueError) as error:
        return (_syntax_problem(condition, error),)
    except (RecursionError, MemoryError):
        return (_too_deep(condition),)
    if tree.lineno == 1:  # a closing bracket of the text closed the bracket put around it
        stray = _stray_bracket(condition)
        if stray is not None:
            return (_problem(condition, stray, "a bracket that nothing opens"),)
        if isinstance(tree, ast.Tuple) and not tree.elts:
            return (_problem(condition, (1, 0), "no condition"),)
    return (_too_deep(condition),) if _depth(tree) > _DEEPEST else tree


def _wrong_money(condition: ConditionText) -> Iterator[Problem]:
    """Report 1.500.000, 1,500,000, 1 500 000 and 15_00_000: no number, or an unclear one."""
    text = _TEXTS_AND_COMMENTS.sub(lambda found: " " * len(found.group()), condition.text)
    for number, line in enumerate(text.split("\n"), start=1):
        for money in _WRONG_MONEY.finditer(line):
            yield Problem(
                "money-form",
                money.group(),
                f"a whole number such as {whole_amount(money.group())}",
                position=condition.locate(number, money.start()),
            )


def _depth(tree: ast.AST) -> int:
    depth, level = 0, [tree]
    while level:
        depth += 1
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return depth


def _too_deep(condition: ConditionText) -> Problem:
    found = "a condition nested too deeply"
    advice = "Give its parts names of their own under 'definitions'."
    return _problem(condition, (1, 0), found, advice)


def _problem(
    condition: ConditionText,
    place: tuple[int, int],
    found: str,
    advice: str = "Check quotes, brackets and operators.",
) -> Problem:
    return Problem(
        "expression-syntax",
        found,
        "a condition such as: age >= 6 and not has_health_insurance",
        advice,
        position=condition.locate(*place),
    )


def _syntax_problem(condition: ConditionText, error: SyntaxError | ValueError) -> Problem:
    line = (getattr(error, "lineno", None) or 2) - 1
    column = max((getattr(error, "offset", None) or 1) - 1, 0)
    lines = condition.text.split("\n")
    if "unterminated" in str(error) and 1 <= line <= len(lines):
        return _problem(condition, (line, column), "a text whose quote is not closed")
    for token in _tokens(condition):
        advice = _FOREIGN.get(token.string)
        if advice is not None:
            return _problem(condition, _place(token), repr(token.string), advice)
    stray = _stray_bracket(condition)
    if stray is not None:
        return _problem(condition, stray, "a bracket without its partner")
    if not 1 <= line <= len(lines):
        end = (len(lines), len(lines[-1]))
        return _problem(condition, end, "a condition that breaks off")
    return _problem(condition, (line, min(column, len(lines[line - 1]))), "wrong syntax here")


def _tokens(condition: ConditionText) -> Iterator[tokenize.TokenInfo]:
    """Yield the tokens of the text, as far as it can be read."""
    readline = io.StringIO(f"(\n{condition.text}\n)").readline
    last = condition.text.count("\n") + 2
    try:
        for token in tokenize.generate_tokens(readline):
            if 2 <= token.start[0] <= last:
                yield token
    except (tokenize.TokenError, SyntaxError):
        return


def _place(token: tokenize.TokenInfo) -> tuple[int, int]:
    return token.start[0] - 1, token.start[1]


def _stray_bracket(condition: ConditionText) -> tuple[int, int] | None:
    """Return the place of the first closing bracket too many, or of the last one left open."""
    opened: list[tokenize.TokenInfo] = []
    for token in _tokens(condition):
        if token.type != tokenize.OP or token.string not in "()[]{}":
            continue
        if token.string in _CLOSING:
            opened.append(token)
        elif not opened or _CLOSING[opened.pop().string] != token.string:
            return _place(token)
    return _place(opened[-1]) if opened else None
