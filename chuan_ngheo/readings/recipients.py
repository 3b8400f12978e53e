"""How many members are certainly eligible for each benefit that goes to members.

The decisions of households say whether any member is; this counts them, for sums over a batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from typing import Final

import numpy as np

from chuan_ngheo.readings.array_program import ArrayProgram, array_program
from chuan_ngheo.readings.arrays import TRUE, Array, Value, as_truths, gathered
from chuan_ngheo.readings.columns import Named
from chuan_ngheo.readings.conditions_to_columns import RESULT, ConditionsToColumns, Shape
from chuan_ngheo.readings.fact_tables import REVIEW, FactTables
from chuan_ngheo.readings.lower import lower, rules_behind
from chuan_ngheo.readings.program import program_for
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS

_MEMBER_FACTS: Final = {REVIEW} | {name for name, fact in FACTS.items() if fact.scope == "member"}


@dataclass(frozen=True, slots=True)
class Recipients:
    """The conditions on the members who receive benefits.

    Attributes:
        program: works them out for members.
        of_household: the columns of their household that it reads.
        benefits: for each benefit the column that tells whether the member receives it.
    """

    program: ArrayProgram
    of_household: tuple[str, ...]
    benefits: Mapping[str, str]


@lru_cache(maxsize=256)
def recipients(rules: RuleSet, day: date | None, shape: Shape) -> Recipients:
    """Return the conditions on recipients, for the same tables as ``lower``."""
    base = lower(rules, day, shape)
    program = program_for(rules, day)
    named = {
        name: benefit.members
        for name, benefit in rules.benefits.items()
        if benefit.members in program.by_id and base.benefits[name]
    }
    writer = ConditionsToColumns(program.parameters, rules.classes, shape, frozenset())
    steps = {step.name: step for step in base.member_steps}
    for rule in rules_behind(program, named.values()):
        name = RESULT + rule.rule.id
        if rule.of_member and name not in steps:
            steps[name] = Named(name, writer.truth(rule.node), 0)
    benefits = {benefit: RESULT + members for benefit, members in named.items()}
    found = array_program(tuple(steps.values()), tuple(dict.fromkeys(benefits.values())))
    of_household = tuple(sorted(name for name in found.inputs if name not in _MEMBER_FACTS))
    return Recipients(found, of_household, benefits)


def count_recipients(
    found: Recipients, facts: FactTables, values: Mapping[str, Value], counted: Array
) -> dict[str, int]:
    """Return the number of members who are certainly eligible, for each benefit to members.

    Args:
        values: facts and results of the rules on households.
        counted: which households count.
    """
    chosen = _chosen(found, facts, values, counted)
    return {benefit: int(np.count_nonzero(members)) for benefit, members in chosen.items()}


def recipients_of_each(
    found: Recipients, facts: FactTables, values: Mapping[str, Value]
) -> dict[str, Array]:
    """Return the number of such members of each household, for each benefit to members."""
    count = facts.households.height
    chosen = _chosen(found, facts, values, np.ones(count, np.bool_))
    return {
        benefit: np.bincount(facts.places[members], minlength=count)
        for benefit, members in chosen.items()
    }


def _chosen(
    found: Recipients, facts: FactTables, values: Mapping[str, Value], counted: Array
) -> dict[str, Array]:
    """Return which members are certainly eligible for each benefit."""
    if not found.benefits:
        return {}
    count, places = facts.households.height, facts.places
    eligible = [as_truths(values[RESULT + name], count) == TRUE for name in found.benefits]
    chosen = reduce(np.logical_or, eligible) & counted
    members = facts.of_members(name for name in found.program.inputs if name in _MEMBER_FACTS)
    own = {name: gathered(values[name], places) for name in found.of_household}
    truths = found.program.run({**members, **own})
    of_chosen = chosen[places]
    return {
        benefit: (as_truths(truths[name], len(places)) == TRUE) & of_chosen
        for benefit, name in found.benefits.items()
    }
