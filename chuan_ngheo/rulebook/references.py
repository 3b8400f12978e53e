"""Link rules: versions, references between them, order of evaluation, what each one reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import Parameter, Period, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chuan_ngheo.rulebook.build import Parts


def link(parts: Parts, *, complete: bool) -> tuple[dict[str, tuple[Rule, ...]], list[Problem]]:
    """Return the versions of each rule, in the order of evaluation, and all problems.

    Args:
        complete: whether every entry could be built; if not, problems that follow only from
            an entry left out are not reported.
    """
    problems: list[Problem] = []
    versions: dict[str, list[Rule]] = {}
    for rule in parts.rules:
        versions.setdefault(rule.id, []).append(rule)
    rules = {
        name: tuple(sorted(items, key=lambda rule: rule.period)) for name, items in versions.items()
    }
    problems += _version_problems(parts, rules)
    if complete:
        problems += _header_problems(parts, rules)
        problems += _unused_rulings(parts, rules)
    order = _order(rules, parts, problems)
    linked: dict[str, tuple[Rule, ...]] = {}
    for name in order:
        linked[name] = tuple(_with_reads(rule, linked, parts) for rule in rules[name])
    return linked, problems


def _version_problems(parts: Parts, rules: dict[str, tuple[Rule, ...]]) -> list[Problem]:
    problems: list[Problem] = []
    groups: list[Sequence[Rule | Parameter]] = [*rules.values(), *parts.parameters.values()]
    for items in groups:
        for first, second in pairwise(items):
            if first.period.overlaps(second.period):
                problems.append(_overlap(first, second))
            elif second.period.start > first.period.end + timedelta(days=1):
                problems.append(_gap(second, first.period, "between two versions"))
        kind = items[0].kind if isinstance(items[0], Rule) else "parameter"
        if kind != "status" and items[0].period.start > parts.period.start:
            problems.append(_gap(items[0], parts.period, "at the start of the rule set"))
        if kind != "status" and items[-1].period.end < parts.period.end:
            problems.append(_gap(items[-1], parts.period, "at the end of the rule set"))
    for name in rules.keys() & parts.parameters.keys() | rules.keys() & parts.rulings.keys():
        problems.append(
            Problem(
                "duplicate-id",
                f"the id {name!r} for a rule and for a parameter or ruling",
                "an id of its own",
                position=rules[name][0].position,
            )
        )
    return problems


def _overlap(first: Rule | Parameter, second: Rule | Parameter) -> Problem:
    code = "duplicate-id" if first.period == second.period else "overlapping-versions"
    return Problem(
        code,
        f"{second.id!r} in force {second.period} while the version on line "
        f"{first.position.line} of {first.position.file} is in force {first.period}",
        "one version on each day",
        position=second.position,
    )


def _gap(item: Rule | Parameter, period: Period, where: str) -> Problem:
    return Problem(
        "gap-between-versions",
        f"no version of {item.id!r} on some days {where} ({period})",
        "a version for every day in force",
        position=item.position,
    )


def _header_problems(parts: Parts, rules: dict[str, tuple[Rule, ...]]) -> list[Problem]:
    header = parts.documents.header
    place = parts.documents.header_file
    problems: list[Problem] = []
    for section, kind, listed in (
        ("indicators", "indicator", header.indicators),
        ("classes", "class", header.classes),
    ):
        existing = {name for name, items in rules.items() if items[0].kind == kind}
        for index, name in enumerate(listed):
            if name not in existing:
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
    return problems


def _unused_rulings(parts: Parts, rules: dict[str, tuple[Rule, ...]]) -> list[Problem]:
    used = {
        node.ruling
        for items in rules.values()
        for rule in items
        for node in nodes.walk(rule.node)
        if isinstance(node, nodes.RulingTest)
    }
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
            found |= set(parts.documents.header.classes)
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
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        problems.append(
            Problem(
                "circular-reference",
                " → ".join(circle),
                "rules that do not refer to each other in a circle",
                position=rules[circle[0]][0].position,
            )
        )
        return ()


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
