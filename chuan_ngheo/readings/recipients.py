"""How many members are certainly eligible for each benefit that goes to members.

The decisions of households say whether any member is; this counts them, for sums over a batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import polars as pl

from chuan_ngheo.readings.columns import Expression, Named
from chuan_ngheo.readings.conditions_to_columns import RESULT, ConditionsToColumns, Shape
from chuan_ngheo.readings.lower import columns_of, lower, rules_behind, staged
from chuan_ngheo.readings.member_sums import PLACE
from chuan_ngheo.readings.polars_expressions import run_steps
from chuan_ngheo.readings.program import program_for
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS

_MEMBER_FACTS: Final = {"review_date"} | {
    name for name, fact in FACTS.items() if fact.scope == "member"
}


@dataclass(frozen=True, slots=True)
class Recipients:
    """The conditions on the members who receive benefits.

    Attributes:
        steps: columns added to the table of members, after those of ``TableProgram``.
        of_household: the columns of their household that the steps read.
        benefits: for each benefit the column that tells whether the member receives it.
    """

    steps: tuple[Named, ...]
    of_household: tuple[str, ...]
    benefits: dict[str, str]


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
    of_members = {step.name for step in base.member_steps}
    steps: list[tuple[str, Expression]] = []
    for rule in rules_behind(program, named.values()):
        name = RESULT + rule.rule.id
        if rule.of_member and name not in of_members:
            steps.append((name, writer.truth(rule.node)))
    read: set[str] = set().union(*(columns_of(expression) for _, expression in steps))
    own = of_members | {name for name, _ in steps} | _MEMBER_FACTS
    return Recipients(
        staged(steps),
        tuple(sorted(read - own)),
        {benefit: RESULT + members for benefit, members in named.items()},
    )


def count_recipients(
    found: Recipients, households: pl.DataFrame, members: pl.DataFrame, counted: pl.Series
) -> dict[str, int]:
    """Return the number of members who are certainly eligible, for each benefit to members.

    Args:
        households: with the columns that the steps of the rules gave.
        members: likewise, with ``PLACE``.
        counted: which households count.
    """
    if not found.benefits:
        return {}
    any_benefit = pl.any_horizontal(pl.col(RESULT + name) for name in found.benefits)
    chosen = households.select(any_benefit.fill_null(value=False)).to_series() & counted
    own = members.filter(chosen.gather(members[PLACE]))
    own = own.with_columns(households[name].gather(own[PLACE]) for name in found.of_household)
    sums = run_steps(own, found.steps).select(
        pl.col(column).sum().alias(benefit) for benefit, column in found.benefits.items()
    )
    return {name: int(value or 0) for name, value in sums.row(0, named=True).items()}
