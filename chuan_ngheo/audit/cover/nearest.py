"""How near to a limit an amount must be to lie beside it: 1 dong, 1 day, 5 points, 0.1 m²."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import gcd
from typing import Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS, ValueType

DECIMAL_STEP: Final = 0.1
"""How near to a limit a number with decimals must be: 0.1 m², cm, kg, kWh, year."""


def whole_step(node: nodes.Compare, rules: RuleSet) -> int | None:
    """Return the distance between neighbours where a comparison is between whole numbers or days.

    It is the greatest number of which both sides are always multiples: points are multiples of 5,
    so 145 points are the nearest above 140.
    """
    step = _divisor(node, rules)
    return None if step is None else max(step, 1)


def step_of(node: nodes.Compare, rules: RuleSet) -> float:
    """Return the distance within which an amount counts as just beside the limit."""
    return whole_step(node, rules) or DECIMAL_STEP


def _divisor(node: nodes.Node, rules: RuleSet) -> int | None:
    """Return what divides every value of an amount; None if it has decimals."""
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
            return _common(_divisor(rule.node, rules) for rule in rules.rules[name])
        case nodes.Arithmetic("*", left, right):
            one, other = _divisor(left, rules), _divisor(right, rules)
            return None if one is None or other is None else one * other
        case nodes.ChosenNumber(cases, otherwise):
            chosen = (*(number for _, number in cases), otherwise)
            return _common(_divisor(number, rules) for number in chosen)
        case nodes.Compare() | nodes.Arithmetic() | nodes.Greatest():
            return _common(_divisor(part, rules) for part in nodes.children(node))
        case _:
            return 1


def _common(divisors: Iterable[int | None]) -> int | None:
    found = list(divisors)
    known = [divisor for divisor in found if divisor is not None]
    return gcd(*known) if len(known) == len(found) else None
