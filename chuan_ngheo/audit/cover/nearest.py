"""How near to a limit an amount must be to lie beside it: 1 dong, 1 day, 5 points, 0.1 m²."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.audit.divisors import divisor
from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import RuleSet

DECIMAL_STEP: Final = 0.1
"""How near to a limit a number with decimals must be: 0.1 m², cm, kg, kWh, year."""


def whole_step(node: nodes.Compare, rules: RuleSet) -> int | None:
    """Return the distance between neighbours where a comparison is between whole numbers or days.

    It is the greatest number of which both sides are always multiples: points are multiples of 5,
    so 145 points are the nearest above 140.
    """
    step = divisor(node, rules)
    return None if step is None else max(step, 1)


def step_of(node: nodes.Compare, rules: RuleSet) -> float:
    """Return the distance within which an amount counts as just beside the limit."""
    return whole_step(node, rules) or DECIMAL_STEP
