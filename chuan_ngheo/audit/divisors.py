"""What divides every value of an amount: 5 for points, 1 for people, dong and days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import gcd

from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS, ValueType


def divisor(node: nodes.Node, rules: RuleSet) -> int | None:
    """Return the greatest known divisor of every value of an amount; None if it has decimals.

    Args:
        node: a number, or a comparison, of both sides of which it is the common divisor.
    """
    match node:
        case nodes.Constant(date()):
            return 1
        case nodes.Constant(int() as number):
            return abs(number)
        case nodes.Constant():
            return None
        case nodes.FactReference(name):
            fact = FACTS[name]
            return 1 if fact.type is not ValueType.NUMBER or fact.whole else None
        case nodes.ParameterReference(name):
            columns = [
                column for item in rules.parameters[name] for column in item.columns.values()
            ]
            numbers = [number for column in columns for number in column]
            return _common(number if isinstance(number, int) else None for number in numbers)
        case nodes.DefinitionReference(name):
            return _common(divisor(rule.node, rules) for rule in rules.rules[name])
        case nodes.Arithmetic("*", left, right):
            one, other = divisor(left, rules), divisor(right, rules)
            return None if one is None or other is None else one * other
        case nodes.ChosenNumber(cases, otherwise):
            chosen = (*(number for _, number in cases), otherwise)
            return _common(divisor(number, rules) for number in chosen)
        case nodes.Compare() | nodes.Arithmetic() | nodes.Greatest():
            return _common(divisor(part, rules) for part in nodes.children(node))
        case _:
            return 1


def _common(divisors: Iterable[int | None]) -> int | None:
    found = list(divisors)
    known = [divisor for divisor in found if divisor is not None]
    return gcd(*known) if len(known) == len(found) else None
