"""Which definitions no other rule and no benefit rests on."""

from __future__ import annotations

from collections.abc import Iterable

from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import Rule, RuleSet


def unused_rules(rules: RuleSet, own: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the definitions among ``own`` to which nothing in the rule set refers."""
    used: set[str] = set()
    for rule in rules:
        references = (
            part for part in nodes.walk(rule.node) if isinstance(part, nodes.DefinitionReference)
        )
        used |= {part.name for part in references if part.name != rule.id}
    for benefit in rules.benefits.values():
        used |= {benefit.members, *benefit.priority, *benefit.national, *benefit.gives_way_to}
    unused = {rule.id: rule for rule in own if rule.kind == "definition" and rule.id not in used}
    return tuple(unused.values())
