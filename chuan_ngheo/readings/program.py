"""A rule set compiled for one period: evaluates the facts of one household."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.simplify import settle_rulings
from chuan_ngheo.facts import Household
from chuan_ngheo.readings.compile import MEMBERS, RESULT, Compiler, Facts, Quantity, lookup
from chuan_ngheo.rulebook.parameters import parameter_scope
from chuan_ngheo.rulebook.rules import Parameter, Period, Rule, RuleSet
from chuan_ngheo.validation import Ages
from chuan_ngheo.vocabulary import FACTS, ValueType

Evaluator = Callable[[Facts, Facts], Any]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule, ready to evaluate.

    Attributes:
        key: where its result is kept beside the facts.
        node: its condition with the rulings settled.
        slot: where a condition over members keeps the members that decide; empty if none.
        facts: the household's facts that the condition reads with the rulings settled.
        member_facts: the members' facts that it reads.
        parameters: the parameters that it reads, directly or through others.
        own_parameters: those that it compares with itself.
    """

    rule: Rule
    key: str
    node: nodes.Node
    evaluate: Evaluator
    slot: str
    facts: tuple[str, ...]
    member_facts: tuple[str, ...]
    parameters: tuple[str, ...]
    own_parameters: tuple[str, ...]

    @property
    def of_member(self) -> bool:
        """Whether the rule is evaluated for each member."""
        return self.rule.scope == "member"


@dataclass(frozen=True, slots=True)
class Program:
    """The compiled rules of one period, in the order of evaluation.

    Attributes:
        period: None where the review date is unknown; then every version may apply.
        quantities: for each parameter its value, and whether that depends on the member.
        uncertain: ids of the rules that are in force on some days of the rule set only,
            and therefore unknown when the review date is.
    """

    rule_set: RuleSet
    period: Period | None
    rules: tuple[CompiledRule, ...]
    parameters: dict[str, tuple[Parameter, ...]]
    quantities: dict[str, tuple[Quantity, bool]]
    uncertain: frozenset[str]
    by_id: dict[str, CompiledRule]

    def evaluate(self, household: Household, ages: tuple[Ages, ...]) -> Facts:
        """Return the facts of a household together with the result of every rule."""
        facts: Facts = dict(household.__dict__)
        members = household.members
        if not members:
            rows: list[Facts] = []
            facts[MEMBERS] = facts["household_size"] = None
        else:
            rows = [dict(member.__dict__) for member in members]
            for row, age in zip(rows, ages, strict=True):
                row["age"] = age.years
                row["age_months"] = age.months
            facts[MEMBERS] = rows
            facts["household_size"] = len(rows)
        for compiled in self.rules:
            evaluate, key = compiled.evaluate, compiled.key
            if compiled.of_member:
                for row in rows:
                    row[key] = evaluate(facts, row)
            else:
                facts[key] = evaluate(facts, facts)
        return facts


def program_for(rule_set: RuleSet, day: date | None) -> Program:
    """Return the program in force on ``day``; for None the one for an unknown day.

    Raises:
        KeyError: if the rule set is not in force on ``day``.
    """
    programs, starts = _programs(rule_set)
    if day is None:
        return programs[-1]
    if day not in rule_set.period:
        raise KeyError(day)
    return programs[bisect_right(starts, day) - 1]


@lru_cache(maxsize=64)
def _programs(rule_set: RuleSet) -> tuple[tuple[Program, ...], list[date]]:
    epochs = rule_set.epochs()
    programs = [_compile(rule_set, epoch) for epoch in epochs]
    return (*programs, _compile(rule_set, None)), [epoch.start for epoch in epochs]


def _compile(rule_set: RuleSet, period: Period | None) -> Program:
    day = period.start if period else None
    parameters = {
        name: versions if day is None else tuple(item for item in versions if day in item.period)
        for name, versions in rule_set.parameters.items()
    }
    compiler = Compiler(parameters, rule_set.classes)
    compiled: list[CompiledRule] = []
    uncertain: set[str] = set()
    for versions in rule_set.rules.values():
        in_force = [rule for rule in versions if day is None or day in rule.period]
        if not in_force:
            continue
        rule = in_force[-1]
        if day is None and (len(in_force) > 1 or rule.period != rule_set.period):
            uncertain.add(rule.id)
        compiled.append(_compile_rule(rule, compiler, rule_set, rule.id in uncertain))
    by_id = {item.rule.id: item for item in compiled}
    quantities = {
        name: (lookup(versions), parameter_scope(versions[0]) == "member")
        for name, versions in parameters.items()
    }
    return Program(
        rule_set, period, tuple(compiled), parameters, quantities, frozenset(uncertain), by_id
    )


def _compile_rule(
    rule: Rule, compiler: Compiler, rule_set: RuleSet, uncertain: bool
) -> CompiledRule:
    node = settle_rulings(rule.node, rule_set.chosen)
    before = len(compiler.slots)
    if uncertain:
        evaluate: Evaluator = _unknown
    elif rule.type is ValueType.NUMBER:
        evaluate = compiler.quantity(node)
    else:
        evaluate = compiler.condition(node)
    facts, member_facts, parameters = _reads(node, rule_set)
    return CompiledRule(
        rule,
        RESULT + rule.id,
        node,
        evaluate,
        compiler.slots[before] if len(compiler.slots) > before else "",
        facts,
        member_facts,
        parameters,
        tuple(part.name for part in nodes.walk(node) if isinstance(part, nodes.ParameterReference)),
    )


def _unknown(_household: Facts, _member: Facts) -> None:
    """Give the value of a rule of which it is not known whether, or how, it is in force."""


def _reads(
    node: nodes.Node, rule_set: RuleSet
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the facts (household's, members') and parameters that a settled condition reads."""
    facts: dict[str, None] = {}
    parameters: dict[str, None] = {}
    _collect(node, rule_set, facts, parameters)
    names = [name for name in FACTS if name in facts]
    return (
        tuple(name for name in names if FACTS[name].scope == "household"),
        tuple(name for name in names if FACTS[name].scope == "member"),
        tuple(parameters),
    )


def _collect(
    node: nodes.Node, rule_set: RuleSet, facts: dict[str, None], parameters: dict[str, None]
) -> None:
    for part in nodes.walk(node):
        match part:
            case nodes.FactReference(name, _):
                facts[name] = None
            case nodes.ParameterReference(name):
                parameters[name] = None
                parameter = rule_set.parameter(name)
                facts |= dict.fromkeys(filter(None, (parameter.key, parameter.row_key)))
            case nodes.DefinitionReference(name, _):
                below = settle_rulings(rule_set.rule(name).node, rule_set.chosen)
                _collect(below, rule_set, facts, parameters)
            case nodes.ClassIn():
                for name in rule_set.classes:
                    below = settle_rulings(rule_set.rule(name).node, rule_set.chosen)
                    _collect(below, rule_set, facts, parameters)
