"""Column expressions as a list of operations on arrays; equal parts are worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from chuan_ngheo.readings import columns as c
from chuan_ngheo.readings.array_functions import constant, function_of, parts_of
from chuan_ngheo.readings.arrays import Value
from chuan_ngheo.readings.fuse import Fused, Step, fuse


@dataclass(frozen=True, slots=True)
class _Operation:
    """One operation, or several that are joined.

    Attributes:
        targets: the places of its results.
        sources: the places of what it takes.
        done: the places that nothing reads after it.
    """

    run: Callable[..., Sequence[Value]]
    targets: tuple[int, ...]
    sources: tuple[int, ...]
    done: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArrayProgram:
    """Operations from columns to the columns that are wanted.

    Attributes:
        inputs: the places of the columns that it reads.
        constants: the values of constants, by place.
        operations: in order.
        outputs: the places of the wanted columns.
        size: the number of places.
    """

    inputs: Mapping[str, int]
    constants: Mapping[int, Value]
    operations: tuple[_Operation, ...]
    outputs: Mapping[str, int]
    size: int

    def run(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return the wanted columns.

        Args:
            values: at least the inputs, all of one number of rows or single values.
        """
        places: list[Any] = [None] * self.size
        for name, place in self.inputs.items():
            places[place] = values[name]
        for place, value in self.constants.items():
            places[place] = value
        # A byte that wraps around is meant to; NumPy would warn of single ones.
        with np.errstate(over="ignore"):
            for operation in self.operations:
                sources = [places[place] for place in operation.sources]
                for target, value in zip(operation.targets, operation.run(*sources), strict=True):
                    places[target] = value
                for place in operation.done:
                    places[place] = None
        return {name: places[place] for name, place in self.outputs.items()}


@lru_cache(maxsize=512)
def array_program(steps: tuple[c.Named, ...], wanted: tuple[str, ...]) -> ArrayProgram:
    """Return the operations that give the wanted columns: steps, or columns given beforehand."""
    writer = _Writer({step.name: step.expression for step in steps})
    outputs = {name: writer.place(c.Column(name)) for name in wanted}
    return writer.program(outputs)


class _Writer:
    """Gives each different expression a place."""

    def __init__(self, named: Mapping[str, c.Expression]) -> None:
        self.named = named
        self.places: dict[c.Expression, int] = {}
        self.inputs: dict[str, int] = {}
        self.constants: dict[int, Value] = {}
        self.steps: list[Step] = []
        self.count = 0

    def place(self, node: c.Expression) -> int:
        """Return the place of an expression, writing its operations where they are new."""
        if isinstance(node, c.Column) and node.name in self.named:
            return self.place(self.named[node.name])
        if node in self.places:
            return self.places[node]
        if isinstance(node, c.Comparison) and isinstance(node.right, c.Choice):
            self.places[node] = self.place(_chosen_comparison(node, node.right))
            return self.places[node]
        sources = tuple(self.place(part) for part in parts_of(node))
        place = self.places[node] = self.count
        self.count += 1
        match node:
            case c.Column(name):
                self.inputs[name] = place
            case c.Constant():
                self.constants[place] = constant(node)
            case _:
                self.steps.append(Step(node, function_of(node), place, sources))
        return place

    def program(self, outputs: Mapping[str, int]) -> ArrayProgram:
        """Return the program, with the last use of each place noted."""
        joined = fuse(self.steps, frozenset(outputs.values()), self.named)
        kept = {*outputs.values(), *self.constants}
        last = {
            place: number
            for number, item in enumerate(joined)
            for place in item.sources
            if place not in kept
        }
        done: dict[int, list[int]] = {}
        for place, number in last.items():
            done.setdefault(number, []).append(place)
        operations = tuple(
            _operation(item, tuple(done.get(number, ()))) for number, item in enumerate(joined)
        )
        return ArrayProgram(self.inputs, self.constants, operations, dict(outputs), self.count)


def _operation(item: Step | Fused, done: tuple[int, ...]) -> _Operation:
    if isinstance(item, Fused):
        return _Operation(item.run, item.targets, item.sources, done)
    function = item.function
    return _Operation(lambda *parts: (function(*parts),), (item.target,), item.sources, done)


def _chosen_comparison(node: c.Comparison, choice: c.Choice) -> c.Expression:
    """Return a comparison with a choice of numbers as a choice of comparisons.

    Truths are chosen several times faster than numbers.
    """
    cases = tuple(
        (test, c.Comparison(node.operator, node.left, value)) for test, value in choice.cases
    )
    return c.Choice(cases, c.Comparison(node.operator, node.left, choice.otherwise))
