"""The cost of a benefit at the unit costs that the plan's own figures imply.

The plan states no unit cost: each is inferred (budget over number), see ``unit_costs.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chuan_ngheo.eligibility import Eligibility
from chuan_ngheo.programme.plan import Plan
from chuan_ngheo.programme.population import NONE, Case, Range

Beneficiaries = tuple[frozenset[int], frozenset[int]]
"""Positions of the members who receive a benefit: certainly, and at most."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What supporting everyone who is eligible would cost, in million dong.

    Attributes:
        low: for those who are certainly eligible, each at the lowest cost that may apply.
        high: for all who may be eligible, each at the highest cost that may apply.
        budget: what the plan provides.
        without_unit_cost: persons or households of no class for which the plan implies a unit
            cost; they are in neither bound.
        without_members: households whose members are not recorded, where each person costs.
    """

    low: Decimal
    high: Decimal
    budget: Decimal
    without_unit_cost: Range
    without_members: int

    @property
    def difference(self) -> tuple[Decimal, Decimal]:
        """The budget less the cost: at the low cost, and at the high cost."""
        return self.budget - self.low, self.budget - self.high

    def to_dict(self) -> dict[str, Any]:
        """Return the cost as plain values for JSON."""
        left, short = self.difference
        return {
            "low": float(self.low),
            "high": float(self.high),
            "budget": float(self.budget),
            "budget_less_low": float(left),
            "budget_less_high": float(short),
            "without_unit_cost": self.without_unit_cost.certain,
            "without_unit_cost_unknown": self.without_unit_cost.unknown,
            "households_without_members": self.without_members,
        }


def cost_of(
    benefit: str, found: Iterable[tuple[Case, Eligibility, Beneficiaries]], plan: Plan
) -> Cost | None:
    """Return the cost of a benefit; None where the plan implies no unit cost.

    Args:
        found: the households that are eligible or may be, with their answer and beneficiaries.
    """
    rows = [row for row in plan.unit_costs if row.benefit == benefit]
    budget = plan.budget_of(benefit)
    if not rows or budget is None:
        return None
    amounts = {row.poverty_class: row.amount for row in rows}
    by_person = rows[0].unit == "person"
    low = high = Decimal(0)
    uncosted, without_members = NONE, 0
    for case, answer, (certain, possible) in found:
        units = Range(len(certain), len(possible))
        if not by_person:
            units = Range(int(answer.eligible is True), 1)
        each = _amounts(case, amounts)
        known = [amount for amount in each if amount is not None]
        low += units.certain * (min(known) if len(known) == len(each) else Decimal(0))
        high += units.possible * max(known, default=Decimal(0))
        if not known:
            uncosted = uncosted.plus(*units)
        without_members += by_person and not case.members
    return Cost(low, high, Decimal(budget.total), uncosted, without_members)


def _amounts(case: Case, amounts: Mapping[str, Decimal]) -> list[Decimal | None]:
    """Return the unit cost for each class that the household may belong to."""
    every = amounts.get("")
    return [amounts.get(class_, every) for class_ in case.decision.possible_classes]
