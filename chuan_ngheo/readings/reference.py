"""The reference reading: one household, three-valued, with a full trace."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from chuan_ngheo.decision import Decision, DeprivationCount, FactsUsed, Settlement, Step
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.facts import Household
from chuan_ngheo.readings.interpret import MEMBERS, RESULT, Facts, any_true, look_up_versions
from chuan_ngheo.readings.missing import Missing
from chuan_ngheo.readings.program import CompiledRule, Program, program_for
from chuan_ngheo.rulebook.rules import Rule, RuleSet
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
    certain = values.count(True)
    return DeprivationCount(certain, certain + values.count(None))


def _notes(facts: Facts, program: Program) -> tuple[str, ...]:
    notes: list[str] = []
    if program.period is None:
        notes.append("review-date-unknown")
    if facts[MEMBERS] is None:
        notes.append("no-members")
    return tuple(notes)


def _settlement(program: Program, facts: Facts) -> Settlement:
    return Settlement(*Missing(program, facts).settlement(program.rule_set.classes))


def _trace(program: Program, facts: Facts) -> tuple[Step, ...]:
    rows: list[Facts] = facts[MEMBERS] or []
    parameters = partial(_parameters_used, program, facts, rows)
    return tuple(
        [
            Step(
                compiled.rule,
                *(_of_members(compiled, rows) if compiled.of_member else _own(compiled, facts)),
                FactsUsed(facts, rows, compiled.facts, compiled.member_facts),
                compiled.rests_on,
                compiled.rulings,
                compiled.unconfirmed,
                parameters,
            )
            for compiled in program.rules
        ]
    )


_Value = tuple[bool | tuple[int, int] | None, tuple[int, ...], tuple[int, ...]]
"""The value of a step, the members that decide it, and the unknown ones."""


def _of_members(compiled: CompiledRule, rows: list[Facts]) -> _Value:
    key = compiled.key
    values = [row[key] for row in rows]
    true = tuple([at for at, one in enumerate(values) if one]) if True in values else ()
    open_ = tuple([at for at, one in enumerate(values) if one is None]) if None in values else ()
    return any_true(values), true, open_


def _own(compiled: CompiledRule, facts: Facts) -> _Value:
    value = facts[compiled.key]
    if compiled.counts and value is not None and not isinstance(value, tuple):
        value = (value, value)
    if not compiled.slot:
        return value, (), ()
    members, unknown = facts[compiled.slot]
    return value, tuple(members), tuple(unknown)


def _parameters_used(
    program: Program, facts: Facts, rows: list[Facts], rule: Rule
) -> Mapping[str, Any]:
    used: dict[str, Any] = {}
    compiled = program.by_id[rule.id]
    for name in compiled.parameters:
        versions = program.parameters[name]
        if compiled.of_member:
            for index, row in enumerate(rows):
                used[f"members[{index}].{name}"] = look_up_versions(versions, facts, row)
        else:
            used[name] = look_up_versions(versions, facts, facts)
    return used
