"""What differs between two rule sets: rulings, numbers set by law, and conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from chuan_ngheo.rulebook.citations import Period
from chuan_ngheo.rulebook.rules import Parameter, Rule, RuleSet

Kind = Literal["ruling", "parameter", "rule"]
T = TypeVar("T", Parameter, Rule)


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that is not the same in two rule sets.

    Attributes:
        before: the option of a ruling, the numbers of a parameter or the condition of a rule, with
            its days where it is not always in force; None where the rule set has no such entry.
        after: the same in the second rule set.
    """

    kind: Kind
    id: str
    before: str | None
    after: str | None

    @property
    def in_both(self) -> bool:
        """Whether both rule sets have the entry."""
        return self.before is not None and self.after is not None

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def differences(before: RuleSet, after: RuleSet) -> tuple[Difference, ...]:
    """Return every ruling, parameter and rule that is not the same in two rule sets.

    Versions are compared on the days on which both rule sets are in force.
    """
    return tuple(item for item in _entries(before, after) if item.before != item.after)


def _entries(before: RuleSet, after: RuleSet) -> Iterator[Difference]:
    start = max(before.period.start, after.period.start)
    common = Period(start, min(before.period.end, after.period.end))
    for name in dict.fromkeys((*before.rulings, *after.rulings)):
        yield Difference("ruling", name, before.chosen.get(name), after.chosen.get(name))
    for name in dict.fromkeys((*before.parameters, *after.parameters)):
        one, other = (
            _versions(rules.parameters.get(name, ()), _numbers, common) for rules in (before, after)
        )
        yield Difference("parameter", name, one, other)
    for name in dict.fromkeys((*before.rules, *after.rules)):
        one, other = (
            _versions(rules.rules.get(name, ()), _condition, common) for rules in (before, after)
        )
        yield Difference("rule", name, one, other)


def _versions(versions: Sequence[T], write: Callable[[T], str], common: Period) -> str | None:
    """Write the versions that are in force within a period, each with its days."""
    found: list[str] = []
    for version in versions:
        period = version.period
        days = Period(max(period.start, common.start), min(period.end, common.end))
        if days == common:
            found.append(write(version))
        elif days.start <= days.end:
            found.append(f"{write(version)} ({days})")
    return "; ".join(found) or None


def _numbers(item: Parameter) -> str:
    columns = (
        f"{key}: {' '.join(map(str, numbers))}" if key else " ".join(map(str, numbers))
        for key, numbers in item.columns.items()
    )
    return f"{', '.join(columns)} {item.unit}"


def _condition(item: Rule) -> str:
    return " ".join(item.text.split())
