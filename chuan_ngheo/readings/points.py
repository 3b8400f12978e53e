"""The answers of an item of a form for one household, and other answers tried on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.simplify import TRUE
from chuan_ngheo.point_types import Answer
from chuan_ngheo.readings.interpret import RESULT, Facts, Interpreter, Truth, all_true, any_true
from chuan_ngheo.readings.open_facts import OpenFacts
from chuan_ngheo.readings.program import Program


def answers_of(program: Program, household: Facts, rule_id: str) -> tuple[Answer, ...]:
    """Return the answers of a score that have points on the form of the area, in their order.

    The first answer that is true counts, so that one behind it does not.
    """
    return tuple(_answers(program, household, program.by_id[rule_id].node))


def _answers(program: Program, household: Facts, node: nodes.Node) -> Iterator[Answer]:
    interpreter = Interpreter(program.parameters, program.rule_set.classes, household)
    cases: tuple[tuple[nodes.Node, nodes.Node], ...] = ((TRUE, node),)
    if isinstance(node, nodes.ChosenNumber):
        cases = (*node.cases, (TRUE, node.otherwise))
    before: list[Truth] = []
    for test, number in cases:
        held = interpreter.truth(test, household)
        earlier = any_true(before)
        holds = all_true([held, None if earlier is None else not earlier])
        before.append(held)
        name = _parameter(number, interpreter)
        if name is not None:
            label = program.rule_set.parameter(name).label
            points: Any = interpreter.amount(number, household)
            bounds = points if isinstance(points, tuple) else (points, points)
            yield Answer(name, label, holds, bounds)


def _parameter(number: nodes.Node, interpreter: Interpreter) -> str | None:
    """Return the parameter that gives a number of points; None where the form has no such line.

    Where the area is unknown, it is the one of the first form that has the line.
    """
    match number:
        case nodes.ParameterReference(name):
            return name
        case nodes.ChosenNumber(cases, otherwise):
            for test, then in cases:
                held = interpreter.truth(test, interpreter.h)
                found = None if held is False else _parameter(then, interpreter)
                if found is not None or held:
                    return found
            return _parameter(otherwise, interpreter)
    return None


def missing_of(program: Program, household: Facts, rule_id: str) -> tuple[str, ...]:
    """Return the paths of the unknown facts that keep a number of the household open."""
    facts = OpenFacts(program, household)
    node = program.by_id[rule_id].node
    return tuple(sorted(set(facts.blame_amount(node, household, -1))))


def with_points(
    program: Program, household: Facts, points: Mapping[str, tuple[int, int]]
) -> Mapping[str, Any]:
    """Return the results of all rules of the household if some scores were otherwise, by id.

    Rules that do not rest on these scores keep their results; those on members are not among
    the results, as none reads a score.
    """
    facts = household | {RESULT + name: _amount(bounds) for name, bounds in points.items()}
    interpreter = Interpreter(program.parameters, program.rule_set.classes, facts)
    changed = set(points)
    for rule in program.rules:
        name = rule.rule.id
        if rule.of_member or name in points or changed.isdisjoint(rule.rests_on):
            continue
        changed.add(name)
        value = interpreter.amount if rule.counts else interpreter.truth
        facts[rule.key] = value(rule.node, facts)
    return {rule.rule.id: facts[rule.key] for rule in program.rules if not rule.of_member}


def _amount(bounds: tuple[int, int]) -> Any:
    return bounds[0] if bounds[0] == bounds[1] else bounds
