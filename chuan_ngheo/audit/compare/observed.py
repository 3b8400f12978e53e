"""What is compared of a household beside its class, and a rule set that answers all of it.

Statuses and the national rules behind benefits are no columns of a decision. They are observed by
rules added to the rule set, as though they were benefits: so that every reading answers them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.citations import Period, Text
from chuan_ngheo.rulebook.rules import Benefit, Rule, RuleSet
from chuan_ngheo.vocabulary import ValueType

Kind = Literal["benefit", "status", "national_rule", "indicator"]
PREFIX: Final = "observed_"
CHILDREN: Final = f"{PREFIX}children"
"""Whether any member is a child: a group of households, not an outcome."""
_CHILD_BELOW: Final = 16
"""Article 1, Law on Children 2016."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A yes-or-no answer for a household that two sides are compared in.

    Attributes:
        id: the id of the benefit, status, national rule or indicator.
        column: the column of the decisions that holds it.
        member_rule: the condition on the members who are named; empty if none are.
    """

    id: str
    kind: Kind
    label: Text
    column: str
    member_rule: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """A rule set with what is compared.

    Attributes:
        rules: the rule set as it is.
        extended: the same with the rules that observe.
    """

    rules: RuleSet
    extended: RuleSet
    outcomes: tuple[Outcome, ...]


@lru_cache(maxsize=64)
def observed(rules: RuleSet) -> Observed:
    """Return what is compared under a rule set, and the rule set that answers it."""
    watched = [(name, "status") for name in (*rules.household_statuses, *rules.statuses)]
    national = dict.fromkeys(name for item in rules.benefits.values() for name in item.national)
    watched += [(name, "national_rule") for name in national]
    outcomes = [
        Outcome(item.id, "benefit", item.label, item.id, item.members)
        for item in rules.benefits.values()
    ]
    added: dict[str, tuple[Rule, ...]] = {}
    benefits: dict[str, Benefit] = {}
    for name, kind in watched:
        rule, column = rules.rule(name), PREFIX + name
        of_member = rule.scope == "member"
        member_rule = f"{column}_member" if of_member else ""
        if of_member:
            added[member_rule] = _members_observed(member_rule, name, rules)
        added[column] = _household_observed(column, name, member_rule, rules)
        benefits[column] = _as_benefit(column, member_rule, rule)
        outcomes.append(
            Outcome(
                name,
                "status" if kind == "status" else "national_rule",
                rule.label,
                column,
                name if of_member else "",
            )
        )
    pattern = rules.rule(rules.classes[0])
    added[CHILDREN] = (_rule(CHILDREN, pattern, _any_child(), rules.period),)
    benefits[CHILDREN] = _as_benefit(CHILDREN, "", pattern)
    outcomes += [
        Outcome(name, "indicator", rules.rule(name).label, name) for name in rules.indicators
    ]
    extended = replace(
        rules,
        rules=MappingProxyType({**rules.rules, **added}),
        benefits=MappingProxyType({**rules.benefits, **benefits}),
        hash=f"{rules.hash} observed",
    )
    return Observed(rules, extended, tuple(outcomes))


def _any_child() -> nodes.Node:
    age = nodes.FactReference("age", "member")
    return nodes.Quantifier("any_member", nodes.Compare("<", age, nodes.Constant(_CHILD_BELOW)))


def _members_observed(identifier: str, name: str, rules: RuleSet) -> tuple[Rule, ...]:
    """Return the rule on members that says the same as another, and "no" where it is not in force.

    A status of members may leave days out.
    """
    reference = nodes.DefinitionReference(name, "member")
    versions = [
        replace(_rule(identifier, rule, reference, rule.period), scope="member")
        for rule in rules.rules[name]
    ]
    nobody = nodes.Constant(value=False)
    versions += [
        replace(_rule(identifier, versions[0], nobody, period), scope="member", facts=())
        for period in gaps([rule.period for rule in versions], rules.period)
    ]
    return tuple(sorted(versions, key=lambda rule: rule.period.start))


def _household_observed(
    identifier: str, name: str, member_rule: str, rules: RuleSet
) -> tuple[Rule, ...]:
    node: nodes.Node = nodes.DefinitionReference(name, "household")
    if member_rule:
        reference = nodes.DefinitionReference(member_rule, "member")
        node = nodes.Quantifier("any_member", reference)
    versions = [_rule(identifier, rule, node, rule.period) for rule in rules.rules[name]]
    never = nodes.Constant(value=False)
    versions += [
        _rule(identifier, versions[0], never, period)
        for period in gaps([rule.period for rule in versions], rules.period)
    ]
    return tuple(sorted(versions, key=lambda rule: rule.period.start))


def gaps(periods: list[Period], whole: Period) -> Iterator[Period]:
    """Yield the spans of days of a period that some periods leave out."""
    day = whole.start
    for period in sorted(periods):
        if period.start > day:
            yield Period(day, period.start - timedelta(days=1))
        day = period.end + timedelta(days=1)
    if day <= whole.end:
        yield Period(day, whole.end)


def _rule(identifier: str, pattern: Rule, node: nodes.Node, period: Period) -> Rule:
    return replace(
        pattern,
        id=identifier,
        kind="benefit",
        scope="household",
        type=ValueType.BOOLEAN,
        period=period,
        node=node,
    )


def _as_benefit(identifier: str, member_rule: str, rule: Rule) -> Benefit:
    no_content: Mapping[str, Text] = MappingProxyType({})
    return Benefit(
        id=identifier,
        label=rule.label,
        citations=rule.citations,
        confidence=rule.confidence,
        note=None,
        position=rule.position,
        line="",
        subjects=("member",) if member_rule else ("household",),
        members=member_rule,
        priority=(),
        conditions=(),
        content=no_content,
        lead=rule.label,
        levels=(),
        national=(),
        once="",
        gives_way_to=(),
    )
