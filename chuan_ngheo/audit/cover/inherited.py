"""What a case expects that still holds under a rule set that replaces some of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from chuan_ngheo.audit.cases.files import Case
from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import Rule, RuleSet

_OF_THE_CLASS: Final = ("class", "possible_classes", "missing_facts", "settled_by")
_OF_WORKERS: Final = ("low_income_workers", "possible_low_income_workers")
_BY_RULE: Final = (
    "deprivations",
    "household_statuses",
    "points",
    "eligibility",
    "eligible_members",
    "possible_members",
    "priority",
    "national",
    "gives_way_to",
)
"""Keys of ``expect`` whose values are told by the id of a rule."""


def changed_rules(rules: RuleSet, base: RuleSet) -> frozenset[str]:
    """Return the ids of the rules of ``base`` that mean something else in ``rules``.

    These are the rules written anew, and all that rest on one of them or on the class.
    """
    changed = {
        name
        for name, versions in rules.rules.items()
        if name in base.rules and versions[-1].text != base.rule(name).text
    }
    for rule in rules:  # each stands after the rules that it refers to
        if rule.id in base.rules and not changed.isdisjoint(_below(rule, rules)):
            changed.add(rule.id)
    return frozenset(changed)


def _below(rule: Rule, rules: RuleSet) -> set[str]:
    found: set[str] = set()
    for part in nodes.walk(rule.node):
        if isinstance(part, nodes.DefinitionReference):
            found.add(part.name)
        elif isinstance(part, nodes.ClassIn):
            found |= {*rules.classes}
    return found


def still_expected(case: Case, rules: RuleSet, changed: frozenset[str]) -> Case | None:
    """Return a case without what concerns changed rules; None if nothing is left of it."""
    dropped: list[str] = []
    if not changed.isdisjoint(rules.classes):
        dropped += _OF_THE_CLASS
    if "low_income_worker" in changed:
        dropped += _OF_WORKERS
    kept = {
        key: _unchanged(value, changed) if key in _BY_RULE else value
        for key, value in case.expect.items()
        if key not in dropped
    }
    kept = {key: value for key, value in kept.items() if value != {}}
    return replace(case, expect=kept) if kept else None


def _unchanged(values: Mapping[str, Any], changed: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in changed}
