"""The sums of points that the classes rest on: their bounds, and a household at each limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from chuan_ngheo.audit.divisors import divisor
from chuan_ngheo.audit.proof.search import Household, Wanted
from chuan_ngheo.audit.proof.space import Setting
from chuan_ngheo.audit.proof.witness import Witnesses
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import RESULT
from chuan_ngheo.readings.program import program_for
from chuan_ngheo.rulebook.rules import RuleSet

_STEPS: Final = (-1, 0, 1)
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PointsReached:
    """A sum of points at a limit or one step beside it.

    Attributes:
        facts: the area, where the limit depends on it.
        household: one that has these points; None if none was found.
    """

    name: str
    facts: Facts
    points: int
    household: Household | None


def reach_points(setting: Setting, witnesses: Witnesses) -> tuple[PointsReached, ...]:
    """Look for a household at each limit of each sum of points, and one step to both sides."""
    found = []
    for name, facts, points in dict.fromkeys(_wanted(setting)):
        reference = nodes.DefinitionReference(name, "household")
        exactly = nodes.Compare("==", reference, nodes.Constant(points))
        possible = points % _step(name, setting) == 0
        wanted = Wanted(dict(facts), (exactly,))
        household = witnesses.as_wanted(wanted, {}) if possible else None
        found.append(PointsReached(name, facts, points, household))
    return tuple(found)


def _wanted(setting: Setting) -> Iterator[tuple[str, Facts, int]]:
    for name in setting.rules.points:
        step = _step(name, setting)
        for facts, limit in _limits(name, setting):
            for move in _STEPS:
                yield name, facts, limit + move * step


def _step(name: str, setting: Setting) -> int:
    """Return of what every sum is a multiple."""
    return divisor(setting.definitions[name], setting.rules) or 1


def _limits(name: str, setting: Setting) -> Iterator[tuple[Facts, int]]:
    """Yield the numbers that a sum is compared with, each with the facts that it depends on."""
    for node in setting.definitions.values():
        for part in nodes.walk(node):
            if not isinstance(part, nodes.Compare):
                continue
            for one, other in ((part.left, part.right), (part.right, part.left)):
                if isinstance(one, nodes.DefinitionReference) and one.name == name:
                    yield from _numbers(other, setting)


def _numbers(node: nodes.Node, setting: Setting) -> Iterator[tuple[Facts, int]]:
    match node:
        case nodes.Constant(int() as value):
            yield (), value
        case nodes.ParameterReference(name):
            (parameter, *_) = setting.parameters[name]
            for key, column in parameter.columns.items():
                facts: Facts = ((parameter.key, key),) if parameter.key else ()
                yield facts, int(column[0])


def bounds_of_points(rules: RuleSet) -> dict[str, tuple[int, int]]:
    """Return the lowest and the highest points of a household of which nothing is known."""
    program = program_for(rules, rules.period.start)
    facts = program.evaluate({}, ())
    found: dict[str, Any] = {name: facts[RESULT + name] for name in rules.points}
    return {
        name: points if isinstance(points, tuple) else (points, points)
        for name, points in found.items()
    }
