"""Names of numbers in the facts of durable_rules, as its evidence shows them."""

from __future__ import annotations

from chuan_ngheo.expression import nodes


def label(node: nodes.Node) -> str:
    """Write a number in a few words, as the name of a key."""
    match node:
        case nodes.Constant(value):
            return str(value)
        case nodes.FactReference(name) | nodes.ParameterReference(name):
            return name
        case nodes.DefinitionReference(name):
            return name
        case nodes.Arithmetic(symbol, left, right):
            return f"({label(left)} {symbol} {label(right)})"
        case nodes.MonthsAfter(fact, months):
            return f"{fact.name} + {label(months)} months"
        case nodes.CountTrue():
            return "count_true"
        case nodes.Quantifier(_, body):
            return f"count_members {label(body)}".rstrip()
        case nodes.ChosenNumber():
            return "number by choice"
        case nodes.Greatest(parts):
            return f"greatest({', '.join(map(label, parts))})"
    return ""
