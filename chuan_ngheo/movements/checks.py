"""Whether tables 7.2 and 7.3 balance, and agree with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from chuan_ngheo.movements.result import MEASURES, Cause, Imbalance, MovementRow

Causes = Callable[[MovementRow, str], tuple[Cause, ...]]
_CROSS: Final = (("7.2.2 = 7.3.5", 2, 5), ("7.2.5 = 7.3.3", 5, 3))
"""Poor to near-poor, and near-poor to poor, stand in both tables."""


def imbalances_of(
    poor: Sequence[MovementRow],
    near_poor: Sequence[MovementRow],
    causes: Causes | None = None,
) -> Iterator[Imbalance]:
    """Yield what does not balance in rows of tables 7.2 and 7.3.

    Args:
        poor: rows of table 7.2.
        near_poor: rows of table 7.3; compared with those of 7.2 for the same places.
        causes: what is known to stand in no column of a row.
    """
    for row in (*poor, *near_poor):
        for measure in MEASURES:
            difference = row.difference(measure)
            own = causes(row, measure) if causes else ()
            if difference or own:
                yield Imbalance(
                    row.table, row.level, row.place, measure, difference, "identity", own
                )
    others = {(row.level, row.place): row for row in near_poor}
    for row in poor:
        other = others.get((row.level, row.place))
        if other is None:
            continue
        for measure in MEASURES:
            for what, one, two in _CROSS:
                difference = other.numbers(measure)[two - 1] - row.numbers(measure)[one - 1]
                if difference:
                    yield Imbalance("7.2/7.3", row.level, row.place, measure, difference, what)
