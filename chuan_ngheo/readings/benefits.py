"""The benefits of one evaluated household."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from chuan_ngheo.eligibility import Eligibility, Reason, Truth
from chuan_ngheo.readings.interpret import MEMBERS, RESULT, Facts
from chuan_ngheo.readings.missing import Missing
from chuan_ngheo.readings.program import Program
from chuan_ngheo.rulebook.rules import Benefit


def eligibility(program: Program, facts: Facts) -> dict[str, Eligibility]:
    """Return the answer to every benefit, in the order of the plan."""
    return {
        name: _answer(benefit, program, facts)
        for name, benefit in program.rule_set.benefits.items()
    }


def _answer(benefit: Benefit, program: Program, facts: Facts) -> Eligibility:
    eligible: Truth = facts[RESULT + benefit.id] if benefit.id in program.by_id else False
    members, unknown = _members(benefit.members, facts) if benefit.members else ((), ())
    return Eligibility(
        benefit,
        eligible,
        members,
        unknown,
        _holding(_reasons(benefit.priority, program, facts)) if eligible is not False else (),
        tuple(_reasons(benefit.national, program, facts)),
        _holding(_reasons(benefit.gives_way_to, program, facts)) if eligible is not False else (),
        partial(_missing, benefit.id, program, facts),
    )


def _members(rule_id: str, facts: Facts) -> tuple[tuple[int, ...], tuple[int, ...]]:
    values = [row[RESULT + rule_id] for row in facts[MEMBERS] or ()]
    certain = tuple(place for place, value in enumerate(values) if value is True)
    return certain, tuple(place for place, value in enumerate(values) if value is None)


def _reasons(names: Iterable[str], program: Program, facts: Facts) -> Iterable[Reason]:
    for rank, name in enumerate(names, start=1):
        compiled = program.by_id[name]
        if not compiled.of_member:
            yield Reason(rank, compiled.rule, facts[compiled.key], (), ())
            continue
        members, unknown = _members(name, facts)
        open_ = bool(unknown) or facts[MEMBERS] is None
        value = True if members else None if open_ else False
        yield Reason(rank, compiled.rule, value, members, unknown)


def _holding(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons if reason.value is not False)


def _missing(benefit_id: str, program: Program, facts: Facts) -> tuple[str, ...]:
    return Missing(program, facts).settlement([benefit_id])[0]
