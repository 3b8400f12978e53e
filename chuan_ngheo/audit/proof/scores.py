"""What holds of each score: every answer is given by some household, and the points are exact.

How many members something holds for is an axis of its own: 0, 1, … up to one more than any number
that it is compared with, known or between two bounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from math import inf, prod
from typing import Final

import numpy as np

from chuan_ngheo.audit.proof.axes import Axis, Booleans, Floats, number_axis
from chuan_ngheo.audit.proof.bounds import Bounds
from chuan_ngheo.audit.proof.evaluate import Evaluation
from chuan_ngheo.audit.proof.exactness import State, first, known_part
from chuan_ngheo.audit.proof.space import Setting, space_of
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import RESULT
from chuan_ngheo.rulebook.rules import Rule

SIZES: Final = tuple(range(1, 10))
"""The sizes of households: the form of points tells them apart up to 7."""
_COUNT: Final = "#count"


@dataclass(frozen=True, slots=True)
class ScoreExamined:
    """What was found of one version of a score.

    Attributes:
        states: how many states were looked at.
        never: for each answer that is never given the condition under which it would be.
        too_narrow, too_wide: whether in some state the bounds leave out points that are possible,
            or contain some beyond those that are.
    """

    rule: Rule
    states: int
    never: tuple[nodes.Node, ...]
    too_narrow: bool
    too_wide: bool


def examine_scores(settings: Iterable[Setting], own: Iterable[Rule]) -> tuple[ScoreExamined, ...]:
    """Examine every score among ``own``, in the first span of days in which it is in force."""
    wanted = {id(rule) for rule in own if rule.kind == "score"}
    found: dict[int, ScoreExamined] = {}
    for setting in settings:
        for name in setting.definitions:
            rule = setting.rules.rule(name, setting.period.start)
            if id(rule) in wanted and id(rule) not in found:
                found[id(rule)] = _examine(rule, setting)
    return tuple(found.values())


def _examine(rule: Rule, setting: Setting) -> ScoreExamined:
    counts: dict[nodes.Quantifier, str] = {}
    node = _with_counts(rule.node, counts)
    if not isinstance(node, nodes.ChosenNumber):
        raise TypeError(f"not a score: {rule.id}")
    given = frozenset(counts.values())
    axes = (
        *space_of(node, replace(setting, sizes=SIZES), given),
        *(_count_axis(name, node) for name in counts.values()),
    )
    evaluation = Evaluation(axes, setting.definitions, setting.parameters)
    shape = evaluation.shape
    points = Bounds(*(np.broadcast_to(end, shape) for end in evaluation.amount(node)))
    never: list[nodes.Node] = []
    before: Booleans = np.zeros((1,) * len(axes), dtype=bool)
    for (test, _), (written, _) in zip(node.cases, _cases(rule), strict=True):
        truth = evaluation.truth(test)
        given_here = np.broadcast_to(truth.certain & ~before, shape)
        if first(known_part(given_here, axes)) is None:
            never.append(written)
        before = before | truth.possible
    valid = known_part(np.broadcast_to(evaluation.consistent(), shape), axes)
    narrow, wide = _inexact(points, valid, axes)
    return ScoreExamined(rule, prod(shape), tuple(never), narrow is not None, wide is not None)


def _cases(rule: Rule) -> tuple[tuple[nodes.Node, nodes.Node], ...]:
    return rule.node.cases if isinstance(rule.node, nodes.ChosenNumber) else ()


def _inexact(
    points: Bounds, valid: Booleans, axes: tuple[Axis, ...]
) -> tuple[State | None, State | None]:
    """Return the first states in which bounds are narrower and wider than what is possible.

    Args:
        valid: over the states in which everything is known, false where answers contradict each
            other; those count for nothing.
    """
    low = _around(np.where(valid, known_part(points.low, axes), inf), axes, np.minimum)
    high = _around(np.where(valid, known_part(points.high, axes), -inf), axes, np.maximum)
    some = low <= high
    narrow = (points.low > low) | (points.high < high)
    wide = (points.low < low) | (points.high > high)
    return first(narrow & some), first(wide & some)


def _around(known: Floats, axes: tuple[Axis, ...], extreme: np.ufunc) -> Floats:
    """Return for every state the extreme number over the completions of what is unknown."""
    found = known
    for place, axis in enumerate(axes):
        parts = [
            extreme.reduce(np.take(found, some, axis=place), axis=place) for some in axis.partial
        ]
        if parts:
            found = np.concatenate((found, np.stack(parts, axis=place)), axis=place)
    return found


def _with_counts(node: nodes.Node, counts: dict[nodes.Quantifier, str]) -> nodes.Node:
    """Return a score in which each count of members is a number by itself; note the counts."""
    match node:
        case nodes.Quantifier("count_members", _):
            name = counts.setdefault(node, f"{_COUNT}{len(counts)}")
            return nodes.DefinitionReference(name, "household")
        case nodes.And(parts):
            return nodes.And(tuple(_with_counts(part, counts) for part in parts))
        case nodes.Or(parts):
            return nodes.Or(tuple(_with_counts(part, counts) for part in parts))
        case nodes.Not(part):
            return nodes.Not(_with_counts(part, counts))
        case nodes.Compare(symbol, left, right):
            return nodes.Compare(symbol, _with_counts(left, counts), _with_counts(right, counts))
        case nodes.ChosenNumber(cases, otherwise):
            named = tuple((_with_counts(test, counts), number) for test, number in cases)
            return nodes.ChosenNumber(named, otherwise)
        case _:
            return node


def _count_axis(name: str, node: nodes.Node) -> Axis:
    """Return the axis of a count that is compared with numbers."""
    limits = [
        other.value
        for part in nodes.walk(node)
        if isinstance(part, nodes.Compare)
        for one, other in ((part.left, part.right), (part.right, part.left))
        if one == nodes.DefinitionReference(name, "household")
        and isinstance(other, nodes.Constant)
        and isinstance(other.value, int)
    ]
    values = [float(value) for value in range(max(limits, default=0) + 2)]
    return number_axis(RESULT + name, values, lowest=0, spans=combinations(values, 2))
