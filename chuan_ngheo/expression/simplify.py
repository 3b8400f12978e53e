"""Settle the rulings in a condition and bring it into one form.

What remains depends on facts alone. Nested parts of one And or Or are joined, and a literal
stands on the right of a comparison, so that readings meet fewer forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chuan_ngheo.expression import nodes

TRUE = nodes.Constant(value=True)
FALSE = nodes.Constant(value=False)
_MIRRORED: dict[nodes.ComparisonOperator, nodes.ComparisonOperator] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "==": "==",
    "!=": "!=",
}


def settle_rulings(node: nodes.Node, chosen: Mapping[str, str]) -> nodes.Node:
    """Return ``node`` with every test of a ruling replaced by its answer, and simplified."""
    match node:
        case nodes.RulingTest(ruling, option):
            return TRUE if chosen[ruling] == option else FALSE
        case nodes.And(parts):
            return _joined(parts, chosen, neutral=TRUE, final=FALSE, kind=nodes.And)
        case nodes.Or(parts):
            return _joined(parts, chosen, neutral=FALSE, final=TRUE, kind=nodes.Or)
        case nodes.Not(part):
            settled = settle_rulings(part, chosen)
            if isinstance(settled, nodes.Constant):
                return FALSE if settled == TRUE else TRUE
            return nodes.Not(settled)
        case nodes.Conditional(test, then, otherwise):
            settled = settle_rulings(test, chosen)
            if isinstance(settled, nodes.Constant):
                return settle_rulings(then if settled == TRUE else otherwise, chosen)
            return nodes.Conditional(
                settled, settle_rulings(then, chosen), settle_rulings(otherwise, chosen)
            )
        case nodes.Quantifier(_, body):
            return replace(node, body=settle_rulings(body, chosen))
        case nodes.Compare(symbol, nodes.Constant() as literal, right):
            return nodes.Compare(_MIRRORED[symbol], settle_rulings(right, chosen), literal)
        case nodes.Compare(_, left, right) | nodes.Arithmetic(_, left, right):
            return replace(
                node, left=settle_rulings(left, chosen), right=settle_rulings(right, chosen)
            )
        case nodes.MonthsAfter(_, months):
            return replace(node, months=settle_rulings(months, chosen))
        case nodes.ChosenNumber():
            return _chosen_number(node, chosen)
        case nodes.CountTrue(parts) | nodes.Coalesce(parts) | nodes.Greatest(parts):
            return replace(node, parts=tuple(settle_rulings(part, chosen) for part in parts))
        case _:
            return node


def _chosen_number(node: nodes.ChosenNumber, chosen: Mapping[str, str]) -> nodes.Node:
    """Leave out the numbers that rulings rule out; one that is sure ends the list."""
    otherwise = settle_rulings(node.otherwise, chosen)
    cases: list[tuple[nodes.Node, nodes.Node]] = []
    for test, number in node.cases:
        settled = settle_rulings(test, chosen)
        if settled == TRUE:
            otherwise = settle_rulings(number, chosen)
            break
        if settled != FALSE:
            cases.append((settled, settle_rulings(number, chosen)))
    return nodes.ChosenNumber(tuple(cases), otherwise) if cases else otherwise


def _joined(
    parts: tuple[nodes.Node, ...],
    chosen: Mapping[str, str],
    *,
    neutral: nodes.Constant,
    final: nodes.Constant,
    kind: type[nodes.And] | type[nodes.Or],
) -> nodes.Node:
    settled = [settle_rulings(part, chosen) for part in parts]
    if final in settled:
        return final
    rest: tuple[nodes.Node, ...] = ()
    for part in settled:
        if isinstance(part, kind):
            rest += part.parts
        elif part != neutral:
            rest += (part,)
    if not rest:
        return neutral
    return rest[0] if len(rest) == 1 else kind(rest)
