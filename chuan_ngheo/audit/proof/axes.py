"""The axes of the abstract states: what each fact, indicator, class or ruling can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["truth", "number", "choice", "class", "ruling"]
Booleans = NDArray[np.bool_]
Floats = NDArray[np.float64]

CLASS: Final = "#class"
"""Name of the axis of the class of the household."""
NOT_ASKED: Final = None
"""A value of a fact that another fact makes unnecessary, and of a date: never."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What one thing can be.

    Attributes:
        values: the known values: of a number, in ascending order, at every place where an answer
            can change and beside it; dates as ordinals.
        partial: what may be known less than fully: for each way, the places of the values that
            remain possible. Of an unknown fact: all of them.
        bounds: for each way of ``partial`` of a number, its lowest and highest value.
    """

    name: str
    kind: Kind
    values: tuple[Any, ...]
    partial: tuple[tuple[int, ...], ...] = ()
    bounds: tuple[tuple[float, float], ...] = ()

    def __len__(self) -> int:
        return len(self.values) + len(self.partial)

    def truths(self, holds: Sequence[bool]) -> tuple[Booleans, Booleans]:
        """Return for every state of the axis whether something holds: certainly, possibly.

        Of an unknown fact nothing is certain, as in every reading; of an unknown class it is
        known which classes are possible.

        Args:
            holds: whether it holds for each known value.
        """
        sets = self.kind == "class"
        certain = [*holds, *(sets and all(holds[one] for one in some) for some in self.partial)]
        possible = [*holds, *(not sets or any(holds[one] for one in some) for some in self.partial)]
        return np.array(certain, dtype=bool), np.array(possible, dtype=bool)

    def span(self, place: int) -> tuple[float, float]:
        """Return the lowest and the highest number of one state of the axis."""
        if place >= len(self.values):
            return self.bounds[place - len(self.values)]
        value = self.values[place]
        return (-inf, inf) if value is NOT_ASKED else (float(value), float(value))

    def options(self, place: int) -> tuple[Any, ...]:
        """Return the values that one state of the axis leaves possible."""
        if place < len(self.values) and self.values[place] is not NOT_ASKED:
            return (self.values[place],)
        if place < len(self.values):
            return tuple(value for value in self.values if value is not NOT_ASKED)
        return tuple(
            self.values[one]
            for one in self.partial[place - len(self.values)]
            if self.values[one] is not NOT_ASKED
        )


def truth_axis(name: str, *, may_be_left_out: bool = False) -> Axis:
    """Return the axis of something true, false or unknown."""
    return _with_unknown(name, "truth", (False, True), may_be_left_out)


def choice_axis(name: str, values: Iterable[str], *, may_be_left_out: bool = False) -> Axis:
    """Return the axis of a value of a list."""
    return _with_unknown(name, "choice", tuple(values), may_be_left_out)


def _with_unknown(name: str, kind: Kind, values: tuple[Any, ...], may_be_left_out: bool) -> Axis:
    if may_be_left_out:
        values = (*values, NOT_ASKED)
    return Axis(name, kind, values, (tuple(range(len(values))),))


def number_axis(
    name: str,
    values: Iterable[float],
    *,
    lowest: float = -inf,
    spans: Iterable[tuple[float, float]] = (),
    may_be_left_out: bool = False,
) -> Axis:
    """Return the axis of a number.

    Args:
        lowest: the lowest value of an unknown number.
        spans: ways in which only bounds are known; both ends are among the values.
    """
    known: tuple[Any, ...] = tuple(sorted({*values}))
    found = list(spans)
    partial = [
        tuple(place for place, value in enumerate(known) if low <= value <= high)
        for low, high in found
    ]
    if may_be_left_out:
        known = (*known, NOT_ASKED)
    everything = tuple(range(len(known)))
    return Axis(name, "number", known, (*partial, everything), (*found, (lowest, inf)))


def date_axis(
    name: str, days: Iterable[int], *, never: bool = False, unknown: bool = False
) -> Axis:
    """Return the axis of a date, by ordinals: one that may never have been, or may be unknown."""
    known: tuple[Any, ...] = tuple(sorted({*days}))
    if never:
        known = (*known, NOT_ASKED)
    if not unknown:
        return Axis(name, "number", known)
    return Axis(name, "number", known, (tuple(range(len(known))),), ((-inf, inf),))


def class_axis(classes: tuple[str, ...]) -> Axis:
    """Return the axis of the class, with every set of classes that may be possible."""
    places = range(len(classes))
    sets = [some for size in range(2, len(classes) + 1) for some in combinations(places, size)]
    return Axis(CLASS, "class", classes, tuple(sets))


def ruling_axis(name: str, options: Iterable[str]) -> Axis:
    """Return the axis of a ruling, which is never unknown."""
    return Axis(name, "ruling", tuple(options))
