"""Link rules: versions, references between them, order of evaluation, what each one reads."""

from __future__ import annotations

import re
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.benefits import benefit_problems
from chuan_ngheo.rulebook.rules import Rule
from chuan_ngheo.rulebook.versions import same_ids, version_problems
from chuan_ngheo.vocabulary import ValueType

if TYPE_CHECKING:
    from chuan_ngheo.rulebook.build import Parts


def link(parts: Parts) -> tuple[dict[str, tuple[Rule, ...]], list[Problem]]:
    """Return the versions of each rule, in the order of evaluation, and all problems.

    Problems that follow only from an entry that was left out are not among them.
    """
    versions: dict[str, list[Rule]] = {}
    for rule in parts.rules:
        versions.setdefault(rule.id, []).append(rule)
    rules = {
        name: tuple(sorted(items, key=lambda rule: rule.period)) for name, items in versions.items()
    }
    problems = version_problems(rules, parts.parameters, parts.period, parts.unsettled)
    problems += same_ids(rules, parts.parameters, parts.rulings)
    problems += _header_problems(parts, rules)
    problems += _unused_rulings(parts, rules)
    problems += benefit_problems(parts.benefit_entries, rules, parts.parameters, parts.left_out)
    problems += _of_benefits(parts)
    order = _order(rules, parts, problems)
    linked: dict[str, tuple[Rule, ...]] = {}
    for name in order:
        linked[name] = tuple(_with_reads(rule, linked, parts) for rule in rules[name])
    return linked, problems


def _header_problems(parts: Parts, rules: dict[str, tuple[Rule, ...]]) -> list[Problem]:
    header = parts.header
    place = parts.header_file
    problems: list[Problem] = []
    for section, kind, listed in (
        ("indicators", "indicator", header.indicators),
        ("classes", "class", header.classes),
    ):
        existing = {name for name, items in rules.items() if items[0].kind == kind}
        for index, name in enumerate(listed):
            if name not in existing | parts.left_out:
                problems.append(
                    Problem(
                        "rule-set-incomplete",
                        f"{name!r}, which no file defines",
                        f"an entry of {section} with this id",
                        position=place.position((section, index)),
                    )
                )
        for name in sorted(existing - set(listed)):
            problems.append(
                Problem(
                    "rule-set-incomplete",
                    f"{name!r}, which the header does not list",
                    f"the id in {section} of {place.name}",
                    position=rules[name][0].position,
                )
            )
    return problems + _points_problems(parts, rules)


def _points_problems(parts: Parts, rules: dict[str, tuple[Rule, ...]]) -> list[Problem]:
    """Return a problem for each number told beside the class that is none of the household."""
    numbers = [
        name
        for name, items in rules.items()
        if items[0].type is ValueType.NUMBER and items[0].scope == "household"
    ]
    return [
        Problem(
            "unknown-name",
            repr(name),
            "the id of a definition with a value, or of a score",
            nearest(name, numbers),
            position=parts.header_file.position(("points", index)),
        )
        for index, name in enumerate(parts.header.points)
        if name not in numbers and name not in parts.left_out
    ]


def _of_benefits(parts: Parts) -> list[Problem]:
    known = [*parts.benefits, *parts.left_out]
    return [
        Problem(
            "unknown-name",
            repr(rule.benefit),
            "the id of a benefit",
            nearest(rule.benefit, known),
            position=rule.position,
        )
        for rule in parts.rules
        if rule.kind == "subject_rule" and rule.benefit not in known
    ]


def _unused_rulings(parts: Parts, rules: dict[str, tuple[Rule, ...]]) -> list[Problem]:
    if parts.left_out:
        return []  # an entry left out may be the one that reads the ruling
    used = {
        node.ruling
        for items in rules.values()
        for rule in items
        for node in nodes.walk(rule.node)
        if isinstance(node, nodes.RulingTest)
    }
    used |= {word for text in parts.not_understood for word in re.findall(r"\w+", text)}
    return [
        Problem(
            "unused-ruling",
            f"{name!r}, which no condition reads",
            "a ruling that a condition reads",
            position=ruling.position,
        )
        for name, ruling in parts.rulings.items()
        if name not in used
    ]


def _references(rule: Rule, parts: Parts) -> set[str]:
    found: set[str] = set()
    for node in nodes.walk(rule.node):
        if isinstance(node, nodes.DefinitionReference):
            found.add(node.name)
        elif isinstance(node, nodes.ClassIn):
            found |= set(parts.header.classes)
    return found


def _order(
    rules: dict[str, tuple[Rule, ...]], parts: Parts, problems: list[Problem]
) -> tuple[str, ...]:
    graph = {
        name: sorted(
            {
                reference
                for rule in items
                for reference in _references(rule, parts)
                if reference in rules
            }
        )
        for name, items in rules.items()
    }
    in_circles: set[str] = set()
    while True:
        try:
            order = tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle: list[str] = error.args[1][:0:-1]  # from each rule to one that it reads
            problems.append(_circle(circle, rules))
            in_circles |= set(circle)
            graph = {
                name: [reference for reference in references if reference not in in_circles]
                for name, references in graph.items()
                if name not in in_circles
            }
        else:
            return () if in_circles else order


def _circle(circle: list[str], rules: dict[str, tuple[Rule, ...]]) -> Problem:
    start = circle.index(min(circle, key=lambda name: rules[name][0].position))
    in_order = [*circle[start:], *circle[: start + 1]]
    return Problem(
        "circular-reference",
        " → ".join(in_order),
        "rules that do not refer to each other in a circle",
        position=rules[in_order[0]][0].position,
    )


def _with_reads(rule: Rule, linked: dict[str, tuple[Rule, ...]], parts: Parts) -> Rule:
    """Note which rulings, parameters and facts a rule reads, directly or through others."""
    rulings: dict[str, None] = {}
    parameters: dict[str, None] = {}
    facts: dict[str, None] = {}
    for node in nodes.walk(rule.node):
        match node:
            case nodes.RulingTest(ruling, _):
                rulings[ruling] = None
            case nodes.FactReference(name, _):
                facts[name] = None
            case nodes.ParameterReference(name):
                parameters[name] = None
                for parameter in parts.parameters[name]:
                    facts |= dict.fromkeys(filter(None, (parameter.key, parameter.row_key)))
            case nodes.DefinitionReference() | nodes.ClassIn():
                for reference in sorted(_references(replace(rule, node=node), parts)):
                    for other in linked.get(reference, ()):
                        rulings |= dict.fromkeys(other.rulings)
                        parameters |= dict.fromkeys(other.parameters)
                        facts |= dict.fromkeys(other.facts)
    return replace(rule, rulings=tuple(rulings), parameters=tuple(parameters), facts=tuple(facts))
