"""Everything that a plan says about a classified population, in one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chuan_ngheo.decision import Decision
from chuan_ngheo.programme.budget import BudgetFinding, budget_findings
from chuan_ngheo.programme.plan import Plan
from chuan_ngheo.programme.targets import TargetView, view_targets
from chuan_ngheo.programme.view import BenefitView, view_benefits
from chuan_ngheo.rulebook.rules import RuleSet


@dataclass(frozen=True, slots=True)
class ProgrammeReport:
    """The figures of a plan for a population.

    Attributes:
        households: how many households were counted.
        undetermined: how many of them have no certain class.
    """

    rules: RuleSet
    plan: Plan
    households: int
    undetermined: int
    benefits: tuple[BenefitView, ...]
    targets: tuple[TargetView, ...]
    budget: tuple[BudgetFinding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values for JSON; money in million dong."""
        return {
            "rule_set": self.rules.id,
            "rule_set_hash": self.rules.hash,
            "rulings": dict(self.rules.chosen),
            "households": self.households,
            "undetermined": self.undetermined,
            "benefits": [view.to_dict() for view in self.benefits],
            "targets": [view.to_dict() for view in self.targets],
            "budget": [
                {
                    **finding.to_dict(),
                    "inconsistencies": [
                        row.id for row in self.plan.inconsistencies_of_line(finding.code)
                    ],
                }
                for finding in self.budget
            ],
            "inconsistencies": {
                row.id: {
                    "kind": row.kind,
                    "lines": list(row.lines),
                    "targets": list(row.targets),
                    "benefits": list(row.benefits),
                    "vi": row.vi,
                    "en": row.en,
                    "numbers": list(row.numbers),
                }
                for row in self.plan.inconsistencies
            },
        }


def report_on(
    population: Iterable[tuple[Mapping[str, Any], Decision]],
    rules: RuleSet,
    plan: Plan,
    *,
    total_households: int | None = None,
    total_minority_households: int | None = None,
) -> ProgrammeReport:
    """Return the report of a plan on a population.

    Args:
        population: pairs of checked facts and the decision on them.
        total_households: all households of the city, for the rates of poor households.
        total_minority_households: all ethnic minority households of the city; likewise.

    Raises:
        ValueError: if a total is smaller than what the population itself holds.
    """
    pairs = tuple(population)
    return ProgrammeReport(
        rules,
        plan,
        len(pairs),
        sum(decision.class_ is None for _, decision in pairs),
        view_benefits(pairs, rules, plan),
        view_targets(
            pairs,
            plan,
            total_households=total_households,
            total_minority_households=total_minority_households,
        ),
        budget_findings(plan.budget),
    )
