"""Transition matrices, and gains and losses by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from chuan_ngheo.audit.compare.inputs import SIZE
from chuan_ngheo.audit.compare.observed import Kind, Outcome
from chuan_ngheo.audit.compare.pairing import (
    SIDES,
    UNDETERMINED,
    YES,
    class_state,
    group_value,
    groups_of,
    persons_named,
    truth_state,
)

Pairs = Iterable[tuple[Outcome | None, Outcome | None]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The households that go from one state to another.

    Attributes:
        before: a class, ``undetermined``, ``not_classified`` (the row was rejected) or ``absent``;
            of an outcome ``yes``, ``no``, ``unknown``, or ``no_rule``.
        persons_before: recorded members on the first side; of an outcome the persons it reaches.
        persons_after: the same on the second side.
        without_members_before: households whose composition is unknown on the first side: they add
            no persons, so that the persons are at least so many.
        without_members_after: the same on the second side.
    """

    before: str
    after: str
    households: int
    persons_before: int
    persons_after: int
    without_members_before: int
    without_members_after: int

    def to_dict(self) -> dict[str, Any]:
        """Return the cell as plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Matrix:
    """All cells that hold a household, by the states before and after.

    Attributes:
        kind: ``class``, or what kind of outcome it is.
        id: the id of the outcome; ``class`` for the classes.
    """

    kind: Kind | Literal["class"]
    id: str
    cells: tuple[Cell, ...]

    def households(self, before: str, after: str) -> int:
        """Return how many households go from one state to another."""
        return sum(
            cell.households for cell in self.cells if (cell.before, cell.after) == (before, after)
        )

    def households_before(self, state: str) -> int:
        """Return how many households are in a state on the first side."""
        return sum(cell.households for cell in self.cells if cell.before == state)

    def households_after(self, state: str) -> int:
        """Return how many households are in a state on the second side."""
        return sum(cell.households for cell in self.cells if cell.after == state)

    @property
    def moved(self) -> int:
        """How many households are in another state after than before."""
        return sum(cell.households for cell in self.cells if cell.before != cell.after)

    def to_dict(self) -> dict[str, Any]:
        """Return the matrix as plain values for JSON."""
        return {"kind": self.kind, "id": self.id, "cells": [cell.to_dict() for cell in self.cells]}


@dataclass(frozen=True, slots=True)
class GroupChange:
    """Gains and losses of one outcome in one group of households.

    Attributes:
        value: the group; two with an arrow where the household is in another one after.
        kind: ``class``, or what kind of outcome it is.
        outcome: a class, ``undetermined``, or the id of an outcome.
        before: households with this class, or certainly with this outcome, on the first side.
        after: the same on the second side.
        gained: households that have it on the second side only, new ones among them.
        lost: households that have it on the first side only, those that left among them.
        persons_gained: the persons of the gained ones, on the second side.
        persons_lost: the persons of the lost ones, on the first side.
    """

    group: str
    value: str
    kind: str
    outcome: str
    before: int
    after: int
    gained: int
    lost: int
    persons_gained: int
    persons_lost: int

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def matrices(frame: pl.DataFrame, pairs: Pairs, order: tuple[str, ...]) -> tuple[Matrix, ...]:
    """Return the matrix of classes and that of every outcome.

    Args:
        order: the states in their order.
    """
    sizes = [pl.col(f"{side}.{SIZE}").fill_null(0) for side in SIDES]
    found = [Matrix("class", "class", _cells(frame, _class_columns(), sizes, order))]
    for one, other in pairs:
        known = one or other
        if known is None:
            continue
        states = [truth_state("a", one).alias("before"), truth_state("b", other).alias("after")]
        persons = [persons_named("a", one), persons_named("b", other)]
        found.append(Matrix(known.kind, known.id, _cells(frame, states, persons, order)))
    return tuple(found)


def _class_columns() -> list[pl.Expr]:
    return [class_state("a").alias("before"), class_state("b").alias("after")]


def _cells(
    frame: pl.DataFrame, states: list[pl.Expr], persons: list[pl.Expr], order: tuple[str, ...]
) -> tuple[Cell, ...]:
    without = [(pl.col(f"{side}.{SIZE}") == 0).fill_null(value=False) for side in SIDES]
    names = ("persons_before", "persons_after", "without_before", "without_after")
    chosen = frame.select(
        *states,
        *(
            part.cast(pl.Int64).alias(name)
            for name, part in zip(names, persons + without, strict=True)
        ),
    )
    sums = chosen.group_by("before", "after").agg(pl.len(), *(pl.col(name).sum() for name in names))
    cells = [Cell(*row) for row in sums.select("before", "after", "len", *names).iter_rows()]
    return tuple(
        sorted(cells, key=lambda cell: (order.index(cell.before), order.index(cell.after)))
    )


def group_changes(
    frame: pl.DataFrame, pairs: Pairs, classes: tuple[str, ...]
) -> tuple[GroupChange, ...]:
    """Return gains and losses by group: of every class, and of every outcome but indicators."""
    groups = groups_of(frame)
    outcomes = list(_outcomes(pairs, classes))
    columns: list[pl.Expr] = [group_value(group).alias(group) for group in groups]
    for number, (_, _, holds, persons) in enumerate(outcomes):
        for place, part in enumerate((*holds, *persons)):
            columns.append(part.alias(f"{number}.{place}"))
    chosen = frame.select(columns)
    found: list[GroupChange] = []
    for group in groups:
        sums = [
            expression.alias(f"{number}.{name}")
            for number in range(len(outcomes))
            for name, expression in _sums(number)
        ]
        for row in chosen.group_by(group).agg(sums).sort(group).iter_rows(named=True):
            for number, (kind, name, _, _) in enumerate(outcomes):
                numbers = [row[f"{number}.{key}"] for key, _ in _sums(number)]
                found.append(GroupChange(group, row[group], kind, name, *numbers))
    return tuple(found)


def _outcomes(
    pairs: Pairs, classes: tuple[str, ...]
) -> Iterator[tuple[str, str, list[pl.Expr], list[pl.Expr]]]:
    """Yield each outcome: whether a household has it on either side, and for how many persons."""
    sizes = [pl.col(f"{side}.{SIZE}").fill_null(0) for side in SIDES]
    for name in (*classes, UNDETERMINED):
        yield "class", name, [class_state(side) == name for side in SIDES], sizes
    for one, other in pairs:
        known = one or other
        if known is None or known.kind == "indicator":
            continue
        holds = [truth_state("a", one) == YES, truth_state("b", other) == YES]
        yield known.kind, known.id, holds, [persons_named("a", one), persons_named("b", other)]


def _sums(number: int) -> tuple[tuple[str, pl.Expr], ...]:
    before, after, persons_before, persons_after = (pl.col(f"{number}.{i}") for i in range(4))
    gained, lost = after & ~before, before & ~after
    return (
        ("before", before.sum()),
        ("after", after.sum()),
        ("gained", gained.sum()),
        ("lost", lost.sum()),
        ("persons_gained", persons_after.filter(gained).sum()),
        ("persons_lost", persons_before.filter(lost).sum()),
    )
