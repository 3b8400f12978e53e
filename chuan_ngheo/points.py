"""A decision by points, item by item: which answer counts, its points, and what would cross.

The sum of the items of a form is compared with a limit; beside it stands the sum of the
deprivations (Article 1 of Circular 07/2021/TT-BLĐTBXH: points B1 and B2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from chuan_ngheo.expression import nodes
from chuan_ngheo.point_types import (
    CrossingAnswer,
    DeprivationPoints,
    ItemPoints,
    PointsExplanation,
    Span,
)

if TYPE_CHECKING:
    from chuan_ngheo.decision import Decision, Step


def points_of(decision: Decision) -> PointsExplanation | None:
    """Return how the points of a decision came about; None where its rules count no points."""
    sums = {name: tuple(_scores_below(name, decision)) for name in decision.rules.points}
    total = next((name for name, scores in sums.items() if scores), None)
    other = next((name for name, scores in sums.items() if not scores), None)
    if total is None or other is None:
        return None
    place = _limit_of(total, decision)
    items = tuple(_item(decision.step(name)) for name in sums[total])
    limit = decision.step(place.rule)
    return PointsExplanation(
        total,
        place.rule,
        items,
        _span(decision.points[total]),
        _span(limit.parameters[place.parameter]),
        _truth(limit),
        tuple(_crossing(items, total, place.rule, decision)),
        _deprivations(other, decision),
    )


def _scores_below(name: str, decision: Decision) -> Iterator[str]:
    """Yield the scores of a sum in the order in which the rule adds them."""
    for below in decision.step(name).rests_on:
        rule = decision.step(below).rule
        if rule.kind == "score":
            yield below
        elif rule.scope == "household" and rule.kind == "definition":
            yield from _scores_below(below, decision)


class _Limit(NamedTuple):
    """The rule that compares a sum with a number set by law, and that number."""

    rule: str
    parameter: str


def _limit_of(total: str, decision: Decision) -> _Limit:
    for step in decision.trace:
        for part in nodes.walk(step.rule.node):
            match part:
                case nodes.Compare(
                    _, nodes.DefinitionReference(name, _), nodes.ParameterReference(limit)
                ) if name == total:
                    return _Limit(step.rule.id, limit)
    raise KeyError(total)


def _item(step: Step) -> ItemPoints:
    rule, source = step.rule, step.source
    number = next((citation.item for citation in rule.citations if citation.item), "")
    answers, missing = source.answers(rule.id), source.missing(rule.id)
    return ItemPoints(rule.id, rule.label, number, answers, _span(step.value), missing)


def _crossing(
    items: tuple[ItemPoints, ...], total: str, limit: str, decision: Decision
) -> Iterator[CrossingAnswer]:
    """Yield every other answer to one known item that moves the sum across the limit."""
    within = _truth(decision.step(limit))
    if within is None:
        return
    source = decision.step(total).source
    for item in items:
        if item.missing or not item.answers:
            continue
        others = [(other, other.points) for other in item.answers if other is not item.answer]
        choices = [*others, (None, (0, 0))] if item.possible else others
        for instead, points in choices:
            then = source.with_points({item.id: points})
            if then[limit] is (not within):
                possible = tuple(name for name in decision.rules.classes if then[name] is not False)
                sum_then = _span(then[total])
                yield CrossingAnswer(item.id, item.answer, instead, sum_then, then[limit], possible)


def _deprivations(total: str, decision: Decision) -> DeprivationPoints:
    place = _limit_of(total, decision)
    (each,) = decision.step(total).parameters.values()
    values = decision.deprivations.items()
    return DeprivationPoints(
        total,
        each,
        tuple(name for name, value in values if value),
        tuple(name for name, value in values if value is None),
        _span(decision.points[total]),
        decision.step(place.rule).parameters[place.parameter],
    )


def _truth(step: Step) -> bool | None:
    return None if isinstance(step.value, tuple) else step.value


def _span(value: Any) -> Span:
    """Return bounds of points; points are sums of cells of a table, so that bounds are known."""
    if isinstance(value, tuple):
        return value[0], value[1]
    return value, value
