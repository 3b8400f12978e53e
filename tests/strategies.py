"""Hypothesis strategies for households: the description of ``tests.generators``, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from tests.generators import describe_household

T = TypeVar("T")
Facts = dict[str, Any]

SIZES: Final = (1, 2, 3, 4, 5, 6, 7, 8)
_UNKNOWN_PERCENT: Final = (5, 2, 20, 50)


class DrawnSource:
    """Choices of Hypothesis, which makes a failing household as simple as it can."""

    def __init__(self, draw: st.DrawFn, unknown_percent: int) -> None:
        self._draw = draw
        self._unknown_percent = unknown_percent

    def pick(self, options: Sequence[T]) -> T:
        """Give one of the options."""
        return options[0] if len(options) == 1 else self._draw(st.sampled_from(options))

    def is_unknown(self) -> bool:
        """Tell whether the next fact is unknown."""
        if not self._unknown_percent:
            return False
        return self._draw(st.integers(0, 99)) >= 100 - self._unknown_percent


@st.composite
def known_households(draw: st.DrawFn, sizes: Sequence[int] = SIZES) -> Facts:
    """Draw households of which everything that form 3.1 asks is known."""
    return describe_household(DrawnSource(draw, 0), sizes)


@st.composite
def households(draw: st.DrawFn, sizes: Sequence[int] = SIZES) -> Facts:
    """Draw households with unknown facts, and sometimes without a list of members."""
    return describe_household(DrawnSource(draw, draw(st.sampled_from(_UNKNOWN_PERCENT))), sizes)
