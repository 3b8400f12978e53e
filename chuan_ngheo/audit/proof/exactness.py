"""Whether a three-valued answer says all that is certain, and nothing that is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chuan_ngheo.audit.proof.axes import NOT_ASKED, Axis, Booleans
from chuan_ngheo.audit.proof.bounds import Truths

Bits = NDArray[Any]
"""Truths, or several truths in the bits of small numbers."""
State = tuple[int, ...]
"""The place on each axis."""


@dataclass(frozen=True, slots=True)
class Exactness:
    """Where an answer is not as it should be; each the first such state, or None.

    Attributes:
        undecided: everything is known, yet the answer is not.
        too_narrow: the answer is given although another one is possible.
        too_wide: no answer is given although only one is possible.
    """

    undecided: State | None
    too_narrow: State | None
    too_wide: State | None


def known_part(array: Bits, axes: Sequence[Axis]) -> Bits:
    """Return the states in which everything is known."""
    return array[tuple(slice(len(axis.values)) for axis in axes)]


def widened(known: Bits, axes: Sequence[Axis]) -> Bits:
    """Return for every state what holds in some completion of what is unknown."""
    found = known
    for place, axis in enumerate(axes):
        parts = [
            np.bitwise_or.reduce(np.take(found, some, axis=place), axis=place)
            for some in axis.partial
        ]
        if parts:
            found = np.concatenate((found, np.stack(parts, axis=place)), axis=place)
    return found


def examine(
    answers: Sequence[Truths], consistent: Booleans, axes: Sequence[Axis]
) -> tuple[Exactness, ...]:
    """Compare each of up to eight answers with what follows from the completions of every state.

    Args:
        answers: each over all states.
        consistent: over all states, false where answers contradict each other; those count for
            nothing.
    """
    shape = tuple(len(axis) for axis in axes)
    every = np.uint8(2 ** len(answers) - 1)
    certain = np.broadcast_to(_bits([answer.certain for answer in answers]), shape)
    possible = np.broadcast_to(_bits([answer.possible for answer in answers]), shape)
    holds, may_hold = known_part(certain, axes), known_part(possible, axes)
    valid = known_part(np.broadcast_to(consistent, shape), axes)
    open_ = may_hold & ~holds
    decided = np.where(valid, every & ~open_, np.uint8(0))
    some, other = widened(decided & holds, axes), widened(decided & ~holds, axes)
    narrow = (certain & other) | (~possible & some)
    wide = ((some & ~certain & ~other) | (other & possible & ~some)) & ~narrow
    skipped = left_out(axes, known=False)
    undecided = np.where(valid & ~left_out(axes, known=True), open_, np.uint8(0))
    narrow, wide = (np.where(skipped, np.uint8(0), found) for found in (narrow, wide))
    return tuple(
        Exactness(*(first(found & np.uint8(1 << place)) for found in (undecided, narrow, wide)))
        for place in range(len(answers))
    )


def _bits(truths: Sequence[Booleans]) -> Bits:
    """Return one bit for each truth."""
    return reduce(
        np.bitwise_or,
        (truth.astype(np.uint8) << np.uint8(place) for place, truth in enumerate(truths)),
    )


def left_out(axes: Sequence[Axis], *, known: bool) -> Booleans:
    """Return where a fact is not asked for that another makes unnecessary.

    Args:
        known: over the states in which everything is known, or over all of them.
    """
    found = np.zeros((1,) * len(axes), dtype=bool)
    for place, axis in enumerate(axes):
        if axis.partial and NOT_ASKED in axis.values:
            shape = [1] * len(axes)
            shape[place] = len(axis.values) if known else len(axis)
            here = np.zeros(shape[place], dtype=bool)
            here[axis.values.index(NOT_ASKED)] = True
            found = found | here.reshape(shape)
    return found


def first(where: Bits) -> State | None:
    """Return the first state that is marked."""
    place = int(np.argmax(where != 0)) if where.size else 0
    if not where.size or not where.flat[place]:
        return None
    return tuple(int(number) for number in np.unravel_index(place, where.shape))
