"""Sum up decisions: classes, rates, deprivations, what is undetermined and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chuan_ngheo.decision import Decision
from chuan_ngheo.labels import split_path
from chuan_ngheo.rulebook.rules import RuleSet


@dataclass(frozen=True, slots=True)
class ClassCount:
    """Households and persons of one class."""

    class_: str
    households: int
    persons: int


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """Households of one class that are deprived of one indicator, and those unknown."""

    indicator: str
    class_: str
    deprived: int
    unknown: int


@dataclass(frozen=True, slots=True)
class BenefitCount:
    """How many are eligible for one benefit.

    Attributes:
        households: households that are certainly eligible.
        unknown: households for which it is unknown.
        persons: members who are certainly eligible; all recorded members where the benefit is
            for the household as a whole. None if the reading cannot tell.
    """

    benefit: str
    households: int
    unknown: int
    persons: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The sums over a list of decisions.

    Attributes:
        persons: recorded members; households of unknown composition add none.
        without_members: households whose composition is unknown.
        missing: how many undetermined households miss each fact, most first.
        asked: how many undetermined households ``missing`` is counted over; None means all.
    """

    rules: RuleSet
    households: int
    persons: int
    without_members: int
    classes: tuple[ClassCount, ...]
    undetermined: ClassCount
    undetermined_by_classes: tuple[tuple[tuple[str, ...], int], ...]
    indicators: tuple[IndicatorCount, ...]
    missing: tuple[tuple[str, int], ...]
    benefits: tuple[BenefitCount, ...]
    asked: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain values for JSON."""
        return {
            "rule_set": self.rules.id,
            "households": self.households,
            "persons": self.persons,
            "households_without_members": self.without_members,
            "classes": {
                count.class_: {"households": count.households, "persons": count.persons}
                for count in self.classes
            },
            "undetermined": {
                "households": self.undetermined.households,
                "persons": self.undetermined.persons,
                "possible_classes": {
                    "|".join(classes): number for classes, number in self.undetermined_by_classes
                },
            },
            "deprivations": {
                indicator: {
                    count.class_: {"deprived": count.deprived, "unknown": count.unknown}
                    for count in self.indicators
                    if count.indicator == indicator
                }
                for indicator in self.rules.indicators
            },
            "missing_facts": dict(self.missing),
            **({} if self.asked is None else {"missing_facts_of_households": self.asked}),
            "eligibility": {
                count.benefit: {
                    "households": count.households,
                    "unknown": count.unknown,
                    "persons": count.persons,
                }
                for count in self.benefits
            },
        }


def summarise(decisions: Sequence[Decision], sizes: Sequence[int], rules: RuleSet) -> Summary:
    """Return the sums over decisions.

    Args:
        sizes: the number of recorded members of each household, in the same order.
    """
    households: Counter[str | None] = Counter()
    persons: Counter[str | None] = Counter()
    open_: Counter[tuple[str, ...]] = Counter()
    missing: Counter[str] = Counter()
    for decision, size in zip(decisions, sizes, strict=True):
        households[decision.class_] += 1
        persons[decision.class_] += size
        if decision.class_ is None:
            open_[decision.possible_classes] += 1
            missing.update({split_path(path)[1] for path in decision.missing_facts})
    return Summary(
        rules,
        len(decisions),
        sum(sizes),
        sum(size == 0 for size in sizes),
        tuple(ClassCount(name, households[name], persons[name]) for name in rules.classes),
        ClassCount("", households[None], persons[None]),
        tuple(sorted(open_.items(), key=lambda item: (-item[1], item[0]))),
        _indicators(decisions, rules),
        tuple(sorted(missing.items(), key=lambda item: (-item[1], item[0]))),
        tuple(_benefit(name, decisions, sizes) for name in rules.benefits),
    )


def _benefit(name: str, decisions: Sequence[Decision], sizes: Sequence[int]) -> BenefitCount:
    households = unknown = persons = 0
    for decision, size in zip(decisions, sizes, strict=True):
        answer = decision.eligibility[name]
        households += answer.eligible is True
        unknown += answer.eligible is None
        if answer.benefit.members:
            persons += len(answer.members)
        elif answer.eligible:
            persons += size
    return BenefitCount(name, households, unknown, persons)


def _indicators(decisions: Sequence[Decision], rules: RuleSet) -> tuple[IndicatorCount, ...]:
    """Count deprivations in the classes below the income line: the first two."""
    counts: list[IndicatorCount] = []
    for class_ in rules.classes[:2]:
        chosen = [decision.deprivations for decision in decisions if decision.class_ == class_]
        for indicator in rules.indicators:
            values = [deprivations[indicator] for deprivations in chosen]
            counts.append(
                IndicatorCount(
                    indicator,
                    class_,
                    sum(value is True for value in values),
                    sum(value is None for value in values),
                )
            )
    return tuple(counts)
