"""What holds of the classes over every state of indicators, income, area and dates.

The indicators are taken as independent of each other: each is deprived, not deprived or unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import prod
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from chuan_ngheo.audit.proof.axes import Axis
from chuan_ngheo.audit.proof.conditions import Place
from chuan_ngheo.audit.proof.evaluate import Evaluation
from chuan_ngheo.audit.proof.exactness import State, examine, first, known_part
from chuan_ngheo.audit.proof.space import (
    Setting,
    given_to_classes,
    parts_of,
    space_of,
    versions_in,
)
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import RESULT
from chuan_ngheo.rulebook.rules import RuleSet

INCOME = "income_per_capita"
AREA = "area"

Fault = Literal[
    "proof-no-class",
    "proof-two-classes",
    "proof-undecided",
    "proof-too-narrow",
    "proof-too-wide",
    "proof-not-monotone-in-income",
    "proof-not-monotone-in-deprivation",
    "proof-not-monotone-in-points",
]


@dataclass(frozen=True, slots=True)
class ClassFault:
    """A state in which the classes are not as they must be.

    Attributes:
        subject: the class or classes, or the indicator, that it concerns.
        other: the state to compare with, for what is not monotone.
    """

    fault: Fault
    subject: tuple[str, ...]
    place: Place
    other: Place | None = None


@dataclass(frozen=True, slots=True)
class ClassesExamined:
    """How many states were looked at, and every kind of fault once."""

    states: int
    faults: tuple[ClassFault, ...]


def examine_classes(settings: Iterable[Setting]) -> ClassesExamined:
    """Examine the classes in spans of days in which their rules differ; see ``distinct``."""
    states = 0
    faults: dict[tuple[str, tuple[str, ...]], ClassFault] = {}
    for setting in settings:
        conditions = [setting.definitions[name] for name in setting.rules.classes]
        axes = _axes(conditions, setting)
        states += prod(len(axis) for axis in axes)
        for fault in _Classes(setting, axes).faults():
            faults.setdefault((fault.fault, fault.subject), fault)
    return ClassesExamined(states, tuple(faults.values()))


def _axes(conditions: list[nodes.Node], setting: Setting) -> tuple[Axis, ...]:
    """Return the axes of the classes.

    Where they rest on points the area is known: both the points and their limit hang on it, so
    that of an unknown area more is certain than two independent axes can say.
    """
    axes = space_of(conditions, setting, given_to_classes(setting.rules))
    if not setting.rules.points:
        return axes
    return tuple(replace(axis, partial=()) if axis.name == AREA else axis for axis in axes)


def distinct(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """Return the settings in which what the conditions of the classes consist of differs."""
    found: dict[tuple[int, ...], Setting] = {}
    for setting in settings:
        given = given_to_classes(setting.rules)
        parts = {
            id(part): part
            for name in setting.rules.classes
            for part in parts_of(setting.definitions[name], setting, given)
        }
        found.setdefault((*sorted(parts), *versions_in(parts.values(), setting)), setting)
    return tuple(found.values())


class _Classes:
    """The classes over the states of one span of days."""

    def __init__(self, setting: Setting, axes: tuple[Axis, ...]) -> None:
        self.setting = setting
        self.axes = axes
        self.names = setting.rules.classes
        evaluation = Evaluation(axes, setting.definitions, setting.parameters)
        self.answers = {name: evaluation.truth(setting.definitions[name]) for name in self.names}
        self.consistent = evaluation.consistent()
        shape = tuple(len(axis) for axis in axes)
        self.known = {
            name: known_part(np.broadcast_to(answer.certain, shape), axes)
            for name, answer in self.answers.items()
        }

    def faults(self) -> list[ClassFault]:
        counts = np.add.reduce([holds.astype(np.int8) for holds in self.known.values()])
        found = [
            *self._at("proof-no-class", first(np.equal(counts, 0)), ()),
            *self._two(first(np.greater(counts, 1))),
        ]
        together = examine([*self.answers.values()], self.consistent, self.axes)
        for name, exact in zip(self.names, together, strict=True):
            found += self._at("proof-undecided", exact.undecided, (name,))
            found += self._at("proof-too-narrow", exact.too_narrow, (name,))
            found += self._at("proof-too-wide", exact.too_wide, (name,))
        return found + self._not_monotone(np.equal(counts, 1))

    def _two(self, state: State | None) -> list[ClassFault]:
        if state is None:
            return []
        names = tuple(name for name in self.names if self.known[name][state])
        return self._at("proof-two-classes", state, names)

    def _at(self, fault: Fault, state: State | None, subject: tuple[str, ...]) -> list[ClassFault]:
        return [] if state is None else [ClassFault(fault, subject, self._place(state))]

    def _place(self, state: State) -> Place:
        return Place(state, self.axes, self.setting)

    def _not_monotone(self, one_class: NDArray[np.bool_]) -> list[ClassFault]:
        """A household with more income or points, or less deprivation, is never classed poorer."""
        order = np.zeros(one_class.shape, dtype=np.int8)
        for rank, name in enumerate(self.names):
            order[self.known[name]] = rank
        found: list[ClassFault] = []
        for place, axis in enumerate(self.axes):
            claim = monotone_in(axis.name, self.setting.rules)
            if claim is None:
                continue
            fault, more_is_poorer = claim
            size = len(axis.values)
            valid = one_class & self._claimed(fault)
            low, high = (
                (np.take(order, places, place), np.take(valid, places, place))
                for places in (range(size - 1), range(1, size))
            )
            poorer, better = (high, low) if more_is_poorer else (low, high)
            state = first((poorer[0] > better[0]) & low[1] & high[1])
            if state is not None:
                other = tuple(one + (at == place) for at, one in enumerate(state))
                places = self._place(state), self._place(other)
                found.append(ClassFault(fault, (axis.name.removeprefix(RESULT),), *places))
        return found

    def _claimed(self, fault: Fault) -> NDArray[np.bool_]:
        """Return the states for which a class is said to be monotone.

        Where points give the class, income does so beyond them only: what a reading other than the
        default says of a low income there need not be monotone.
        """
        rules = self.setting.rules
        found = np.ones((1,) * len(self.axes), dtype=bool)
        if fault != "proof-not-monotone-in-income" or not rules.points:
            return found
        for place, axis in enumerate(self.axes):
            if axis.kind == "ruling":
                shape = [len(axis) if one == place else 1 for one in range(len(self.axes))]
                default = [option == rules.rulings[axis.name].default for option in axis.values]
                found = found & np.array(default).reshape(shape)
        return found


def monotone_in(name: str, rules: RuleSet) -> tuple[Fault, bool] | None:
    """Return the fault if a class is not monotone in an axis, and whether more of it is poorer.

    None where nothing is said: of the area, of rulings.
    """
    if name == INCOME:
        return "proof-not-monotone-in-income", False
    if not name.startswith(RESULT):
        return None
    rule = name.removeprefix(RESULT)
    if rule in rules.indicators or counts_deprivations(rule, rules):
        return "proof-not-monotone-in-deprivation", True
    return "proof-not-monotone-in-points", False


def counts_deprivations(name: str, rules: RuleSet) -> bool:
    """Tell whether a sum of points counts indicators, so that more points mean more deprivation."""
    return any(
        isinstance(part, nodes.DefinitionReference) and part.name in rules.indicators
        for part in nodes.walk(rules.rule(name).node)
    )
