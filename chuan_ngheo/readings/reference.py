"""The reference reading: one household, three-valued, with a full trace."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from chuan_ngheo.decision import Decision, DeprivationCount, Settlement, Step
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.facts import Household
from chuan_ngheo.readings.compile import MEMBERS, RESULT, Facts
from chuan_ngheo.readings.missing import Missing
from chuan_ngheo.readings.program import CompiledRule, Program, program_for
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.validation import resolve_ages


def decide(household: Household, rules: RuleSet) -> Decision:
    """Classify one household under ``rules`` on its review date.

    Raises:
        InvalidFactsError: if ages and dates contradict each other, or the review date lies
            outside the period of the rule set.
    """
    ages, problems = resolve_ages(household)
    day = household.review_date
    if day is not None and day not in rules.period:
        advice = "Use the rule set that is in force on that day, or correct the date."
        expected = f"a day within {rules.period}, the period of {rules.id}"
        problems += (Problem("not-in-force", str(day), expected, advice, path="review_date"),)
    if problems:
        raise InvalidFactsError(problems)
    program = program_for(rules, day)
    facts = program.evaluate(household, ages)
    possible = tuple(name for name in rules.classes if facts[RESULT + name] is not False)
    count = _count([facts[RESULT + name] for name in rules.indicators])
    return Decision(
        household.household_id,
        day,
        possible[0] if len(possible) == 1 else None,
        possible,
        {name: facts[RESULT + name] for name in rules.indicators},
        count,
        {
            name: tuple(row[RESULT + name] for row in facts[MEMBERS] or ())
            for name in rules.statuses
            if name in program.by_id
        },
        _notes(facts, program),
        rules,
        partial(_trace, program, facts),
        partial(_settlement, program, facts),
    )


def _count(values: list[bool | None]) -> DeprivationCount:
    certain = sum(value is True for value in values)
    return DeprivationCount(certain, certain + sum(value is None for value in values))


def _notes(facts: Facts, program: Program) -> tuple[str, ...]:
    notes: list[str] = []
    if program.period is None:
        notes.append("review-date-unknown")
    if facts[MEMBERS] is None:
        notes.append("no-members")
    return tuple(notes)


def _settlement(program: Program, facts: Facts) -> Settlement:
    missing = Missing(program, facts)
    paths = missing.for_rules(program.rule_set.classes)
    return Settlement(paths, missing.smallest_settling_sets(paths, program.rule_set.classes))


def _trace(program: Program, facts: Facts) -> tuple[Step, ...]:
    return tuple(_step(compiled, program, facts) for compiled in program.rules)


def _step(compiled: CompiledRule, program: Program, facts: Facts) -> Step:
    rule = compiled.rule
    rows: list[Facts] = facts[MEMBERS] or []
    if compiled.of_member:
        values = [row[compiled.key] for row in rows]
        members = tuple(index for index, value in enumerate(values) if value)
        unknown = tuple(index for index, value in enumerate(values) if value is None)
        value = True if members else None if unknown else False
    else:
        value = facts[compiled.key]
        decided, open_ = facts[compiled.slot] if compiled.slot else ((), ())
        members, unknown = tuple(decided), tuple(open_)
    rules = program.rule_set
    unconfirmed = [name for name in rule.rulings if rules.rulings[name].confidence == "unconfirmed"]
    unconfirmed += [
        name
        for name in compiled.parameters
        if program.parameters[name][0].confidence == "unconfirmed"
    ]
    if rule.confidence == "unconfirmed":
        unconfirmed.append(rule.id)
    return Step(
        rule,
        value,
        members,
        unknown,
        _facts_used(compiled, facts, rows),
        _parameters_used(compiled, program, facts, rows),
        {name: rules.chosen[name] for name in rule.rulings},
        tuple(unconfirmed),
    )


def _facts_used(compiled: CompiledRule, facts: Facts, rows: list[Facts]) -> Mapping[str, Any]:
    used: dict[str, Any] = {name: facts[name] for name in compiled.facts}
    names = compiled.member_facts
    for index, row in enumerate(rows):
        for name in names:
            used[f"members[{index}].{name}"] = row[name]
    return used


def _parameters_used(
    compiled: CompiledRule, program: Program, facts: Facts, rows: list[Facts]
) -> Mapping[str, Any]:
    used: dict[str, Any] = {}
    for name in compiled.own_parameters:
        quantity, of_member = program.quantities[name]
        if of_member:
            for index, row in enumerate(rows):
                used[f"members[{index}].{name}"] = quantity(facts, row)
        else:
            used[name] = quantity(facts, facts)
    return used
