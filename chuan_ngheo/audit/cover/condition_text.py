"""A part of a condition as it is written in a rule file."""

from __future__ import annotations

from chuan_ngheo.expression import nodes


def condition_text(node: nodes.Node) -> str:
    """Write a condition in the rule language, on one line."""
    match node:
        case nodes.Constant(value):
            return repr(value) if isinstance(value, bool | int | float) else f"'{value}'"
        case nodes.RulingTest(name, option):
            return f"{name} == '{option}'"
        case nodes.ClassIn(classes):
            return _member_of("household_class", classes)
        case nodes.In(fact, values):
            return _member_of(fact.name, values)
        case nodes.Compare(operator, left, right):
            return f"{condition_text(left)} {operator} {condition_text(right)}"
        case nodes.Arithmetic(operator, left, right):
            return f"{_inside(left)} {operator} {_inside(right)}"
        case nodes.And(parts):
            return " and ".join(map(_inside, parts))
        case nodes.Or(parts):
            return " or ".join(map(_inside, parts))
        case nodes.Not(part):
            return f"not {_inside(part)}"
        case nodes.Conditional(test, then, otherwise):
            return f"{_inside(then)} if {_inside(test)} else {_inside(otherwise)}"
        case nodes.ChosenNumber(cases, otherwise):
            chosen = (f"{_inside(number)} if {_inside(test)} else " for test, number in cases)
            return "".join(chosen) + _inside(otherwise)
        case (
            nodes.CountTrue()
            | nodes.Greatest()
            | nodes.Coalesce()
            | nodes.Quantifier()
            | nodes.Ever()
            | nodes.MonthsAfter()
        ):
            return f"{_function(node)}({', '.join(map(condition_text, nodes.children(node)))})"
        case _:
            return node.name


def _inside(node: nodes.Node) -> str:
    text = condition_text(node)
    combined = nodes.And | nodes.Or | nodes.Conditional | nodes.ChosenNumber
    return f"({text})" if isinstance(node, combined) else text


def _function(node: nodes.Node) -> str:
    match node:
        case nodes.CountTrue():
            return "count_true"
        case nodes.Greatest():
            return "greatest"
        case nodes.Coalesce():
            return "coalesce"
        case nodes.Quantifier(kind, _):
            return kind
        case nodes.Ever():
            return "ever"
        case _:
            return "months_after"


def _member_of(name: str, values: frozenset[str]) -> str:
    if len(values) == 1:
        return f"{name} == '{next(iter(values))}'"
    return f"{name} in ({', '.join(repr(value) for value in sorted(values))})"
