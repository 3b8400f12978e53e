"""A share of units of which some are unknown: its bounds over every answer to the unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Share:
    """The lowest and the highest share that the unknown facts leave possible, in per cent."""

    low: Fraction
    high: Fraction


def share_of(units: Iterable[tuple[Truth, Truth]]) -> Share | None:
    """Return the share of units with a property among those that count.

    Args:
        units: for each, whether it counts and whether it has the property. The unknowns are
            taken as independent of each other.

    Returns:
        The bounds; None where some answer to the unknown leaves no unit to count.
    """
    kinds = Counter(units)
    certain = {value: kinds[True, value] for value in (True, False, None)}
    maybe = {value: kinds[None, value] for value in (True, False, None)}
    low_whole = sum(certain.values()) + maybe[False] + maybe[None]
    high_part = certain[True] + certain[None] + maybe[True] + maybe[None]
    if not sum(certain.values()):
        return None
    return Share(
        Fraction(100 * certain[True], low_whole),
        Fraction(100 * high_part, high_part + certain[False]),
    )
