"""The reference reading: one household, three-valued, with a full trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

from chuan_ngheo.decision import Decision, DeprivationCount, Points, Settlement, Step
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.history import resolve_history
from chuan_ngheo.point_types import Answer
from chuan_ngheo.readings.benefits import eligibility
from chuan_ngheo.readings.generate import DECIDING, OPEN
from chuan_ngheo.readings.interpret import MEMBERS, RESULT, Facts, look_up_versions
from chuan_ngheo.readings.missing import Missing
from chuan_ngheo.readings.points import answers_of, missing_of, with_points
from chuan_ngheo.readings.program import CompiledRule, Program, program_for
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.validation import Ages, resolve_ages


def decide(given: Mapping[str, Any], rules: RuleSet) -> Decision:
    """Classify one household, by its checked facts, under ``rules`` on its review date.

    Raises:
        InvalidFactsError: if ages and dates contradict each other, or the review date lies
            outside the period of the rule set.
    """
    program, facts = evaluate(given, rules)
    day: date | None = given.get("review_date")
    possible = tuple(name for name in rules.classes if facts[RESULT + name] is not False)
    count = _count([facts[RESULT + name] for name in rules.indicators])
    return Decision(
        facts["household_id"],
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
        {name: facts[RESULT + name] for name in rules.household_statuses},
        {name: _bounds(facts[RESULT + name]) for name in rules.points},
        _notes(facts, program),
        rules,
        partial(decide, given, rules),
        partial(_trace, program, facts),
        partial(_settlement, program, facts),
        partial(eligibility, program, facts),
    )


def evaluate(given: Mapping[str, Any], rules: RuleSet) -> tuple[Program, Facts]:
    """Return the program in force and the facts of one household with the result of every rule.

    Raises:
        InvalidFactsError: as ``decide`` does.
    """
    ages, history = check(given, rules)
    program = program_for(rules, given.get("review_date"))
    return program, program.evaluate({**given, **history} if history else given, ages)


def check(given: Mapping[str, Any], rules: RuleSet) -> tuple[tuple[Ages, ...], Mapping[str, Any]]:
    """Return the ages of the members on the review date, and what dated decisions tell.

    Raises:
        InvalidFactsError: if ages and dates contradict each other, or the review date lies
            outside the period of the rule set.
    """
    ages, problems = resolve_ages(given, (rules.period.start, rules.period.end))
    history: dict[str, Any] = {}
    if given.get("list_decisions"):
        history, more = resolve_history(given)
        problems += more
    day: date | None = given.get("review_date")
    if day is not None and day not in rules.period:
        advice = "Use the rule set that is in force on that day, or correct the date."
        expected = f"a day within {rules.period}, the period of {rules.id}"
        problems += (Problem("not-in-force", str(day), expected, advice, path="review_date"),)
    if problems:
        raise InvalidFactsError(problems)
    return ages, history


def _bounds(value: Any) -> Points:
    return value if value is None or isinstance(value, tuple) else (value, value)


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
    source = _Source(program, facts)
    make = Step._make
    return tuple(
        [
            make((compiled.rule, *_outcome(compiled, facts), source))
            if compiled.over_members or compiled.counts
            else make((compiled.rule, facts[compiled.key], (), (), source))
            for compiled in program.rules
        ]
    )


def _outcome(
    compiled: CompiledRule, facts: Facts
) -> tuple[bool | tuple[int, int] | None, tuple[int, ...], tuple[int, ...]]:
    members: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    if compiled.over_members:
        members, unknown = facts[DECIDING + compiled.rule.id], facts[OPEN + compiled.rule.id]
    if compiled.of_member:
        return (True if members else None if unknown else False), members, unknown
    value = facts[compiled.key]
    return _bounds(value) if compiled.counts else value, members, unknown


@dataclass(frozen=True, slots=True)
class _Source:
    """Reads what a step of the trace rests on from the evaluated facts."""

    program: Program
    household: Facts

    def facts(self, rule_id: str) -> dict[str, Any]:
        compiled = self.program.by_id[rule_id]
        household, names = self.household, compiled.member_facts
        used: dict[str, Any] = {name: household[name] for name in compiled.facts}
        if household[MEMBERS] is None and "household_size" in used:
            used["household_size"] = None
        rows: list[Facts] | None = household[MEMBERS] if names else None
        if rows:
            values = [row[name] for row in rows for name in names]
            used.update(zip(member_paths(len(rows), names), values, strict=True))
        return used

    def parameters(self, rule_id: str) -> dict[str, Any]:
        compiled = self.program.by_id[rule_id]
        used: dict[str, Any] = {}
        for name in compiled.parameters:
            versions = self.program.parameters[name]
            if compiled.of_member:
                for path, row in zip(
                    member_paths(len(self.household[MEMBERS] or ()), (name,)),
                    self.household[MEMBERS] or (),
                    strict=True,
                ):
                    used[path] = look_up_versions(versions, self.household, row)
            else:
                used[name] = look_up_versions(versions, self.household, self.household)
        return used

    def rests_on(self, rule_id: str) -> tuple[str, ...]:
        return self.program.by_id[rule_id].rests_on

    def rulings(self, rule_id: str) -> Mapping[str, str]:
        return self.program.by_id[rule_id].rulings

    def unconfirmed(self, rule_id: str) -> tuple[str, ...]:
        return self.program.by_id[rule_id].unconfirmed

    def answers(self, rule_id: str) -> tuple[Answer, ...]:
        return answers_of(self.program, self.household, rule_id)

    def missing(self, rule_id: str) -> tuple[str, ...]:
        return missing_of(self.program, self.household, rule_id)

    def with_points(self, points: Mapping[str, tuple[int, int]]) -> Mapping[str, Any]:
        return with_points(self.program, self.household, points)


@lru_cache(maxsize=4096)
def member_paths(count: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths of some facts of all members of a household, member by member."""
    return tuple(f"members[{index}].{name}" for index in range(count) for name in names)
