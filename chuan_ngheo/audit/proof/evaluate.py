"""The meaning of conditions over all abstract states at once.

Each axis is a dimension of the arrays, so that a condition is worked out only over the axes that
it reads. A truth is a pair of arrays: where it certainly holds, and where it possibly holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import product
from typing import Any, Final

import numpy as np

from chuan_ngheo.ages import months_after
from chuan_ngheo.audit.proof.axes import CLASS, NOT_ASKED, Axis, Booleans
from chuan_ngheo.audit.proof.bounds import (
    Bounds,
    Truths,
    chosen,
    combine,
    compare,
    count,
    exactly,
    greatest,
)
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import RESULT, Versions
from chuan_ngheo.rulebook.rules import Parameter

_AGE_NAMES: Final = {"age": "age_months"}


class Evaluation:
    """Works out conditions over the states that some axes span.

    Args:
        axes: of facts and rulings by their names, of rules with ``RESULT`` before their ids; each
            is one dimension, in this order.
        definitions: the conditions of the rules that conditions refer to.
        parameters: the versions of each parameter that may apply.
    """

    def __init__(
        self,
        axes: Sequence[Axis],
        definitions: Mapping[str, nodes.Node],
        parameters: Versions,
    ) -> None:
        self.axes = tuple(axes)
        self.places = {axis.name: place for place, axis in enumerate(self.axes)}
        self.definitions = definitions
        self.parameters = parameters
        self.contradictions: list[Booleans] = []
        self._truths: dict[int, Truths] = {}

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of states of each axis."""
        return tuple(len(axis) for axis in self.axes)

    def consistent(self) -> Booleans:
        """Return the states in which no two answers contradict each other, as far as was read."""
        found = np.ones((1,) * len(self.axes), dtype=bool)
        for contradiction in self.contradictions:
            found = found & ~contradiction
        return found

    def truth(self, node: nodes.Node) -> Truths:
        """Return where a condition holds; remembered by the identity of the node."""
        if id(node) not in self._truths:
            self._truths[id(node)] = self._truth(node)
        return self._truths[id(node)]

    def _truth(self, node: nodes.Node) -> Truths:
        match node:
            case nodes.Not(part):
                return ~self.truth(part)
            case nodes.And(parts):
                return reduce(Truths.both, map(self.truth, parts))
            case nodes.Or(parts):
                return reduce(Truths.either, map(self.truth, parts))
            case nodes.Compare(symbol, left, right):
                return compare(symbol, self.amount(left), self.amount(right))
            case nodes.Coalesce(parts):
                return self._first_known([self.truth(part) for part in parts])
            case nodes.Conditional(test, then, otherwise):
                return self._chosen(*map(self.truth, (test, then, otherwise)))
            case nodes.Quantifier(_, body):
                return self.truth(body)
            case nodes.DefinitionReference(name) if RESULT + name not in self.places:
                return self.truth(self.definitions[name])
        return self._atom(node)

    def _atom(self, node: nodes.Node) -> Truths:
        match node:
            case nodes.Constant(bool() as value):
                return Truths(np.array(value), np.array(value))
            case nodes.FactReference(name):
                return self._holding(name, (True,))
            case nodes.DefinitionReference(name):
                return self._holding(RESULT + name, (True,))
            case nodes.RulingTest(ruling, option):
                return self._holding(ruling, (option,))
            case nodes.ClassIn(classes):
                return self._holding(CLASS, tuple(classes))
            case nodes.In(fact, values):
                return self._holding(fact.name, tuple(values))
            case nodes.Ever(fact):
                axis = self.axes[self.places[fact.name]]
                return self._along(axis, [value is not NOT_ASKED for value in axis.values])
        raise TypeError(f"not a condition: {node!r}")

    def amount(self, node: nodes.Node) -> Bounds:
        """Return the bounds of a number, or of a date by its ordinal."""
        match node:
            case nodes.Constant(date() as day):
                return exactly(day.toordinal())
            case nodes.Constant(int() | float() as value):
                return exactly(float(value))
            case nodes.FactReference(name):
                return self._number(name)
            case nodes.DefinitionReference(name) if RESULT + name in self.places:
                return self._number(RESULT + name)
            case nodes.DefinitionReference(name):
                return self.amount(self.definitions[name])
            case nodes.ParameterReference(name):
                return self._parameter(self.parameters[name])
            case nodes.ChosenNumber(cases, otherwise):
                found = self.amount(otherwise)
                for test, number in reversed(cases):
                    found = chosen(self.truth(test), self.amount(number), found)
                return found
            case nodes.Greatest(parts):
                return reduce(greatest, map(self.amount, parts))
            case nodes.Arithmetic(symbol, left, right):
                return combine(symbol, self.amount(left), self.amount(right))
            case nodes.CountTrue(parts):
                counts = [count(self.truth(part)) for part in parts]
                return reduce(lambda one, other: combine("+", one, other), counts)
            case nodes.Quantifier(_, body):
                return count(self.truth(body))
            case nodes.MonthsAfter(fact, months):
                return self._later(fact.name, self.amount(months))
        raise TypeError(f"not a number: {node!r}")

    def _holding(self, name: str, values: tuple[Any, ...]) -> Truths:
        axis = self.axes[self.places[name]]
        known = [value is not NOT_ASKED and value in values for value in axis.values]
        found = self._along(axis, known)
        if NOT_ASKED in axis.values:
            certain, possible = found
            left_out = self._shaped(axis, [v is NOT_ASKED for v in axis.values])
            return Truths(certain & ~left_out, possible | left_out)
        return found

    def _along(self, axis: Axis, holds: Sequence[bool]) -> Truths:
        certain, possible = axis.truths(holds)
        shape = self._shape(axis)
        return Truths(certain.reshape(shape), possible.reshape(shape))

    def _shaped(self, axis: Axis, values: Sequence[bool]) -> Booleans:
        whole = np.zeros(len(axis), dtype=bool)
        whole[: len(values)] = values
        return whole.reshape(self._shape(axis))

    def _shape(self, axis: Axis) -> tuple[int, ...]:
        place = self.places[axis.name]
        return tuple(len(axis) if one == place else 1 for one in range(len(self.axes)))

    def _number(self, name: str) -> Bounds:
        if name == "household_size" and name not in self.places:
            return exactly(1.0)
        axis = self.axes[self.places[_AGE_NAMES.get(name, name)]]
        spans = np.array([axis.span(place) for place in range(len(axis))])
        if name in _AGE_NAMES:
            spans = np.floor(spans / 12)
        shape = self._shape(axis)
        return Bounds(spans[:, 0].reshape(shape), spans[:, 1].reshape(shape))

    def _later(self, name: str, months: Bounds) -> Bounds:
        axis = self.axes[self.places[name]]
        ends = [
            [_months_later(axis.span(place)[end], float(bound)) for place in range(len(axis))]
            for end, bound in enumerate((months.low.min(), months.high.max()))
        ]
        shape = self._shape(axis)
        return Bounds(np.array(ends[0]).reshape(shape), np.array(ends[1]).reshape(shape))

    def _parameter(self, versions: Sequence[Parameter]) -> Bounds:
        """Return the bounds of a number set by law over the states of its keys."""
        parameter = versions[0]
        key, row = (
            self.axes[self.places[_AGE_NAMES.get(name, name)]] if name else None
            for name in (parameter.key, parameter.row_key)
        )
        shape = [1] * len(self.axes)
        for axis in (key, row):
            if axis is not None:
                shape[self.places[axis.name]] = len(axis)
        low, high = np.empty(shape), np.empty(shape)
        for one, other in product(range(len(key) if key else 1), range(len(row) if row else 1)):
            numbers = [
                number for version in versions for number in _cells(version, key, one, row, other)
            ]
            index = [0] * len(self.axes)
            for axis, place in ((key, one), (row, other)):
                if axis is not None:
                    index[self.places[axis.name]] = place
            low[tuple(index)], high[tuple(index)] = min(numbers), max(numbers)
        return Bounds(low, high)

    def _first_known(self, parts: list[Truths]) -> Truths:
        """Return the first known part; note where known parts contradict each other."""
        found = parts[-1]
        for part in reversed(parts[:-1]):
            self.contradictions.append(
                (part.certain & ~found.possible) | (~part.possible & found.certain)
            )
            known = part.known
            found = Truths(
                np.where(known, part.certain, found.certain),
                np.where(known, part.possible, found.possible),
            )
        return found

    @staticmethod
    def _chosen(test: Truths, then: Truths, otherwise: Truths) -> Truths:
        certain = np.where(
            test.known,
            np.where(test.certain, then.certain, otherwise.certain),
            then.certain & otherwise.certain,
        )
        possible = np.where(
            test.known,
            np.where(test.certain, then.possible, otherwise.possible),
            then.possible | otherwise.possible,
        )
        return Truths(certain, possible)


def _cells(
    parameter: Parameter, key: Axis | None, place: int, row: Axis | None, row_place: int
) -> list[float]:
    columns = key.options(place) if key else ("",)
    if row is None:
        return [parameter.columns[column][0] for column in columns]
    low, high = row.span(row_place)
    first = max(bisect_right(parameter.rows, low) - 1, 0)
    last = max(bisect_right(parameter.rows, high), 1)
    return [number for column in columns for number in parameter.columns[column][first:last]]


def _months_later(ordinal: float, months: float) -> float:
    if not np.isfinite(ordinal):
        return ordinal
    return months_after(date.fromordinal(int(ordinal)), int(months)).toordinal()
