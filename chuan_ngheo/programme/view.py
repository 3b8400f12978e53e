"""What each project and policy of a plan means for a classified population.

Every count keeps apart what is certain and what unknown facts leave possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from chuan_ngheo.decision import Decision
from chuan_ngheo.eligibility import Eligibility, Reason
from chuan_ngheo.programme.cost import Cost, cost_of
from chuan_ngheo.programme.documents import BudgetRow, InconsistencyRow
from chuan_ngheo.programme.plan import Plan
from chuan_ngheo.programme.population import NONE, Case, Range, cases_of
from chuan_ngheo.rulebook.rules import Benefit, RuleSet

UNDETERMINED: Final = "undetermined"
"""Stands for a class or an area that is unknown."""
GROUPS: Final = ("newly_escaped_poverty", "newly_escaped_near_poverty")
"""Statuses of households that the plan names among its subjects (section III.2 and projects)."""


@dataclass(frozen=True, slots=True)
class Count:
    """Households and persons who are eligible, or may be.

    Attributes:
        persons: the members who receive it; all members where the household does.
        without_members: households among them, certain or possible, whose members are not
            recorded: their persons are in neither bound.
    """

    households: Range = NONE
    persons: Range = NONE
    without_members: int = 0

    def plus(self, other: Count) -> Count:
        """Return the sum of two counts."""
        return Count(
            self.households.plus(*other.households),
            self.persons.plus(*other.persons),
            self.without_members + other.without_members,
        )

    def to_dict(self) -> dict[str, int]:
        """Return the count as plain values for JSON."""
        return {
            "households": self.households.certain,
            "households_unknown": self.households.unknown,
            "persons": self.persons.certain,
            "persons_unknown": self.persons.unknown,
            "households_without_members": self.without_members,
        }


@dataclass(frozen=True, slots=True)
class BenefitView:
    """One project or policy: who is eligible, what it would cost, what the plan provides.

    Attributes:
        by_area: by area of the household, ``undetermined`` where it is unknown.
        by_class: by class of the household, ``undetermined`` where it is unknown.
        by_group: by group of the plan that a household may belong to beside its class: newly
            escaped from poverty, newly escaped from near-poverty.
        by_priority: by reason for priority in the order of the plan; a person may have several.
        budget: the row of the plan's budget; None if it has none.
        shared_with: other projects or policies that the same row pays for.
        cost: at the unit costs that the plan implies, in million dong; None if it implies none.
    """

    benefit: Benefit
    total: Count
    by_area: Mapping[str, Count]
    by_class: Mapping[str, Count]
    by_group: Mapping[str, Count]
    by_priority: Mapping[str, Count]
    budget: BudgetRow | None
    shared_with: tuple[str, ...]
    cost: Cost | None
    inconsistencies: tuple[InconsistencyRow, ...]

    @property
    def of_households(self) -> bool:
        """Whether households or their members can receive it at all."""
        return bool({"household", "member"} & set(self.benefit.subjects))

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain values for JSON; money in million dong."""
        groups = {
            "by_area": self.by_area,
            "by_class": self.by_class,
            "by_group": self.by_group,
            "by_priority": self.by_priority,
        }
        budget = self.budget
        return {
            "id": self.benefit.id,
            "subjects": list(self.benefit.subjects),
            "eligible": self.total.to_dict(),
            **{
                name: {key: count.to_dict() for key, count in counts.items()}
                for name, counts in groups.items()
            },
            "budget": {"line": budget.code, "total": budget.total, **budget.sources}
            if budget
            else None,
            "budget_shared_with": list(self.shared_with),
            "cost": self.cost.to_dict() if self.cost else None,
            "inconsistencies": [row.id for row in self.inconsistencies],
        }


def view_benefits(
    population: Iterable[tuple[Mapping[str, Any], Decision]], rules: RuleSet, plan: Plan
) -> tuple[BenefitView, ...]:
    """Return the figures of every project and policy, in the order of the rule set.

    Args:
        population: pairs of checked facts and the decision on them.
    """
    cases = cases_of(population)
    return tuple(_view(benefit, cases, rules, plan) for benefit in rules.benefits.values())


def count_one(case: Case, answer: Eligibility) -> Count:
    """Return what one household adds to the count of a benefit."""
    if answer.eligible is False:
        return Count()
    certain, possible = beneficiaries(case, answer)
    return Count(
        Range(int(answer.eligible is True), 1),
        Range(len(certain), len(possible)),
        int(not case.members),
    )


def beneficiaries(case: Case, answer: Eligibility) -> tuple[frozenset[int], frozenset[int]]:
    """Return the positions of the members who receive a benefit: certainly, and at most."""
    everyone = frozenset(range(len(case.members)))
    if answer.eligible is False:
        return frozenset(), frozenset()
    if answer.benefit.members:
        certain = frozenset(answer.members)
        return certain, certain | frozenset(answer.unknown_members)
    return (everyone if answer.eligible else frozenset()), everyone


def _view(benefit: Benefit, cases: Sequence[Case], rules: RuleSet, plan: Plan) -> BenefitView:
    answers = [(case, case.decision.eligibility[benefit.id]) for case in cases]
    found = [(case, answer) for case, answer in answers if answer.eligible is not False]
    counts = [(case, answer, count_one(case, answer)) for case, answer in found]
    groups = {name: Count() for name in GROUPS}
    priorities = {name: Count() for name in benefit.priority}
    areas: defaultdict[str, Count] = defaultdict(Count)
    classes: defaultdict[str, Count] = defaultdict(Count)
    total = Count()
    for case, answer, count in counts:
        total = total.plus(count)
        area = case.facts.get("area") or UNDETERMINED
        areas[area] = areas[area].plus(count)
        class_ = case.decision.class_ or UNDETERMINED
        classes[class_] = classes[class_].plus(count)
        for name in GROUPS:
            value = case.decision.household_statuses[name]
            if value is not False:
                groups[name] = groups[name].plus(_if(value, count))
        for reason in answer.priority:
            part = _of_reason(case, answer, reason, count)
            priorities[reason.id] = priorities[reason.id].plus(part)
    budget = plan.budget_of(benefit.id)
    return BenefitView(
        benefit,
        total,
        _in_order(("rural", "urban", UNDETERMINED), areas),
        _in_order((*rules.classes, UNDETERMINED), classes),
        groups,
        priorities,
        budget,
        tuple(name for name in budget.benefits if name != benefit.id) if budget else (),
        cost_of(benefit.id, [(*one, beneficiaries(*one)) for one in found], plan),
        plan.inconsistencies_of_benefit(benefit.id),
    )


def _in_order(names: Iterable[str], counts: Mapping[str, Count]) -> dict[str, Count]:
    def present() -> Iterator[tuple[str, Count]]:
        for name in names:
            if name in counts:
                yield name, counts[name]

    return dict(present())


def _if(value: bool | None, count: Count) -> Count:
    """Return a count as it is if a condition holds, as possible only if it is unknown."""
    if value is True:
        return count
    return Count(
        Range(0, count.households.possible),
        Range(0, count.persons.possible),
        count.without_members,
    )


def _of_reason(case: Case, answer: Eligibility, reason: Reason, eligible: Count) -> Count:
    """Return the households and persons who are eligible and have a reason for priority.

    A reason of members counts those who receive the benefit, and the households that have one.
    """
    if reason.rule.scope != "member":
        return _if(reason.value, eligible)
    certain, possible = beneficiaries(case, answer)
    with_reason = frozenset(reason.members)
    chosen = certain & with_reason
    may_be = possible & (with_reason | frozenset(reason.unknown_members))
    return Count(
        Range(int(bool(chosen)), int(bool(may_be) or not case.members)),
        Range(len(chosen), len(may_be)),
        eligible.without_members,
    )
