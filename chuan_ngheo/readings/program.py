"""A rule set compiled for one period: evaluates the facts of one household."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import inf
from types import MappingProxyType
from typing import Any, Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.hoist import hoist
from chuan_ngheo.expression.simplify import settle_rulings
from chuan_ngheo.readings.generate import Evaluate, RuleCode, generate
from chuan_ngheo.readings.interpret import MEMBERS, RESULT, Facts
from chuan_ngheo.rulebook.citations import Period
from chuan_ngheo.rulebook.rules import Parameter, Rule, RuleSet, Ruling
from chuan_ngheo.validation import Ages
from chuan_ngheo.vocabulary import FACTS, Scope, ValueType

AT_LEAST_ONE: Final = (1, inf)
"""The size of a household whose composition is unknown: none is without members."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule, ready to evaluate.

    Attributes:
        key: where its result is kept beside the facts.
        node: its condition as it is evaluated: rulings settled, household and members apart.
        over_members: whether the members that decide it are kept with the facts.
        of_member: whether the rule is evaluated for each member.
        counts: whether its value is a count.
        facts: the household's facts that the condition reads with the rulings settled.
        member_facts: the members' facts that it reads.
        rests_on: other rules that it refers to.
        parameters: the parameters that it compares with itself.
        rulings: the rulings that it reads, with the option in force.
        unconfirmed: ids of what it uses whose legal source is not confirmed.
    """

    rule: Rule
    key: str
    node: nodes.Node
    over_members: bool
    of_member: bool
    counts: bool
    facts: tuple[str, ...]
    member_facts: tuple[str, ...]
    rests_on: tuple[str, ...]
    parameters: tuple[str, ...]
    rulings: Mapping[str, str]
    unconfirmed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """The compiled rules of one period, in the order of evaluation.

    Attributes:
        period: None where the review date is unknown; then every version may apply.
        unknown_household: every fact of a household that a rule reads, unknown.
        unknown_member: the same of a member.
        run: evaluates all rules on a household's facts, in place.
    """

    rule_set: RuleSet
    period: Period | None
    rules: tuple[CompiledRule, ...]
    parameters: dict[str, tuple[Parameter, ...]]
    run: Evaluate
    unknown_household: Facts
    unknown_member: Facts
    by_id: dict[str, CompiledRule]

    def evaluate(self, given: Mapping[str, Any], ages: tuple[Ages, ...]) -> Facts:
        """Return the facts of a household together with the result of every rule."""
        facts: Facts = {**self.unknown_household, **given}
        members = facts["members"]
        if members:
            rows: list[Facts] = [{**self.unknown_member, **member} for member in members]
            for row, age in zip(rows, ages, strict=True):
                row["age"], row["age_months"] = age
            facts[MEMBERS] = rows
            facts["household_size"] = len(rows)
        else:
            facts["household_size"] = AT_LEAST_ONE
        self.run(facts)
        return facts


def program_for(rule_set: RuleSet, day: date | None) -> Program:
    """Return the program in force on ``day``; for None the one for an unknown day.

    Raises:
        KeyError: if the rule set is not in force on ``day``.
    """
    if day is None:
        return _program(rule_set, None)
    if day not in rule_set.period:
        raise KeyError(day)
    return _program(rule_set, bisect_right(_starts(rule_set), day) - 1)


@lru_cache(maxsize=64)
def _starts(rule_set: RuleSet) -> list[date]:
    return [epoch.start for epoch in rule_set.epochs()]


@lru_cache(maxsize=256)
def _program(rule_set: RuleSet, epoch: int | None) -> Program:
    """Return the program of one epoch, compiled when it is first asked for."""
    return _compile(rule_set, None if epoch is None else rule_set.epochs()[epoch])


def _compile(rule_set: RuleSet, period: Period | None) -> Program:
    day = period.start if period else None
    parameters = {
        name: versions if day is None else tuple(item for item in versions if day in item.period)
        for name, versions in rule_set.parameters.items()
    }
    versions = {
        name: tuple(rule for rule in items if day is None or day in rule.period)
        for name, items in rule_set.rules.items()
        if items[0].kind != "subject_rule"
    }
    chosen = [items[-1] for items in versions.values() if items]
    written = {rule.id: _node(versions[rule.id], rule_set, day) for rule in chosen}
    settled = {
        rule.id: settle_rulings(hoist(written[rule.id], written), rule_set.chosen)
        if rule.scope == "household"
        else written[rule.id]
        for rule in chosen
    }
    codes = [RuleCode(rule.id, rule.scope, rule.type, settled[rule.id]) for rule in chosen]
    generated = generate(codes, parameters, rule_set.classes, day_is_known=day is not None)
    rules = tuple(
        _compiled(rule, settled, written, rule.id in generated.over_members, rule_set)
        for rule in chosen
    )
    return Program(
        rule_set,
        period,
        rules,
        parameters,
        generated.evaluate,
        _unknown(rules, "household", ("household_id", "household_size", "members", MEMBERS)),
        _unknown(rules, "member", ("birth_date", "age", "age_months")),
        {item.rule.id: item for item in rules},
    )


def _unknown(rules: tuple[CompiledRule, ...], scope: Scope, always: tuple[str, ...]) -> Facts:
    names = [
        name
        for rule in rules
        for name in (rule.facts if scope == "household" else rule.member_facts)
    ]
    return dict.fromkeys((*always, *names))


def _node(versions: tuple[Rule, ...], rule_set: RuleSet, day: date | None) -> nodes.Node:
    """Return the condition in force, with the rulings settled.

    Where the review date is unknown, a version that holds on some days only is joined with the
    condition that the review date is one of them.
    """
    parts: list[nodes.Node] = []
    for rule in versions:
        node = settle_rulings(rule.node, rule_set.chosen)
        if day is None and rule.period != rule_set.period:
            review = nodes.FactReference("review_date", "household")
            start = nodes.Compare(">=", review, nodes.Constant(rule.period.start))
            end = nodes.Compare("<=", review, nodes.Constant(rule.period.end))
            node = nodes.And((start, end, node))
        parts.append(node)
    return parts[0] if len(parts) == 1 else nodes.Or(tuple(parts))


def _compiled(
    rule: Rule,
    settled: Mapping[str, nodes.Node],
    written: Mapping[str, nodes.Node],
    over_members: bool,
    rule_set: RuleSet,
) -> CompiledRule:
    reads = _reads(written[rule.id], rule_set)
    return CompiledRule(
        rule,
        RESULT + rule.id,
        settled[rule.id],
        over_members,
        rule.scope == "member",
        rule.type is ValueType.NUMBER,
        tuple(name for name in reads.facts if FACTS[name].scope == "household"),
        tuple(name for name in reads.facts if FACTS[name].scope == "member"),
        reads.rules,
        reads.parameters,
        MappingProxyType({name: rule_set.chosen[name] for name in rule.rulings}),
        _unconfirmed(rule, reads.parameters, rule_set),
    )


def _unconfirmed(rule: Rule, parameters: tuple[str, ...], rule_set: RuleSet) -> tuple[str, ...]:
    cited: list[Rule | Ruling | Parameter] = [rule_set.rulings[name] for name in rule.rulings]
    cited += [rule_set.parameter(name) for name in parameters]
    return tuple(item.id for item in (*cited, rule) if item.confidence == "unconfirmed")


@dataclass(frozen=True, slots=True)
class _Reads:
    """What a condition itself reads: facts, parameters, and other rules that it refers to."""

    facts: tuple[str, ...]
    parameters: tuple[str, ...]
    rules: tuple[str, ...]


def _reads(node: nodes.Node, rule_set: RuleSet) -> _Reads:
    facts: set[str] = set()
    parameters: dict[str, None] = {}
    rules: dict[str, None] = {}
    for part in nodes.walk(node):
        match part:
            case nodes.FactReference(name, _):
                facts.add(name)
            case nodes.ParameterReference(name):
                parameters[name] = None
                parameter = rule_set.parameter(name)
                facts |= set(filter(None, (parameter.key, parameter.row_key)))
            case nodes.DefinitionReference(name, _):
                rules[name] = None
            case nodes.ClassIn():
                rules |= dict.fromkeys(rule_set.classes)
    in_order = tuple(name for name in FACTS if name in facts)
    return _Reads(in_order, tuple(parameters), tuple(rules))
