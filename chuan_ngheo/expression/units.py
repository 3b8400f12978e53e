"""Units of numbers in conditions, with the little algebra that conditions need.

A literal has no unit of its own: in a comparison or a sum it takes the unit of the other
side, in a product it is a plain factor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

Unit = Mapping[str, int]
"""Base units with their exponents: ``VND/person/month`` is VND 1, person -1, month -1."""

MONEY = "VND"


def parse_unit(text: str) -> Unit:
    """Read a unit such as ``VND/person/month`` or ``m2/person``; empty text has no unit."""
    if not text:
        return MappingProxyType({})
    first, *below = text.split("/")
    exponents = {first: 1}
    for name in below:
        exponents[name] = exponents.get(name, 0) - 1
    return MappingProxyType(exponents)


def product(left: Unit | None, right: Unit | None) -> Unit | None:
    """Return the unit of a product; None stands for a literal."""
    if left is None:
        return right
    if right is None:
        return left
    exponents = dict(left)
    for name, exponent in right.items():
        exponents[name] = exponents.get(name, 0) + exponent
    return MappingProxyType({name: exponent for name, exponent in exponents.items() if exponent})


def describe_unit(unit: Unit) -> str:
    """Write a unit as a person reads it."""
    above = "·".join(name for name, exponent in unit.items() if exponent > 0)
    below = "".join(f"/{name}" for name, exponent in unit.items() if exponent < 0)
    return f"{above or '1'}{below}" if unit else "no unit"


def is_money(unit: Unit | None) -> bool:
    """Tell whether a unit counts dong."""
    return unit is not None and MONEY in unit


def whole_amount(text: str) -> str:
    """Write the digits of ``text`` as rule files write an amount, 1_500_000."""
    digits = re.sub(r"\D", "", text).lstrip("0") or "0"
    start = len(digits) % 3 or 3
    groups = [digits[:start], *(digits[at : at + 3] for at in range(start, len(digits), 3))]
    return "_".join(groups)
