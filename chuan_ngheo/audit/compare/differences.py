"""What differs between two rule sets: rulings, numbers set by law, and conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from chuan_ngheo.rulebook.rules import Parameter, Rule, RuleSet

Kind = Literal["ruling", "parameter", "rule"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that is not the same in two rule sets.

    Attributes:
        before: the option of a ruling, the numbers of a parameter or the condition of a rule, each
            with its period where there are several; None where the rule set has no such entry.
        after: the same in the second rule set.
    """

    kind: Kind
    id: str
    before: str | None
    after: str | None

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def differences(before: RuleSet, after: RuleSet) -> tuple[Difference, ...]:
    """Return every ruling, parameter and rule that is not the same in two rule sets."""
    return tuple(item for item in _entries(before, after) if item.before != item.after)


def _entries(before: RuleSet, after: RuleSet) -> Iterator[Difference]:
    for name in dict.fromkeys((*before.rulings, *after.rulings)):
        yield Difference("ruling", name, before.chosen.get(name), after.chosen.get(name))
    for name in dict.fromkeys((*before.parameters, *after.parameters)):
        versions = (rules.parameters.get(name, ()) for rules in (before, after))
        one, other = (_written([_numbers(item) for item in items]) for items in versions)
        yield Difference("parameter", name, one, other)
    for name in dict.fromkeys((*before.rules, *after.rules)):
        found = (rules.rules.get(name, ()) for rules in (before, after))
        one, other = (_written([_condition(item) for item in items]) for items in found)
        yield Difference("rule", name, one, other)


def _written(versions: list[str]) -> str | None:
    return "; ".join(versions) or None


def _numbers(item: Parameter) -> str:
    columns = ", ".join(
        f"{key}: {_shortened(numbers)}" if key else _shortened(numbers)
        for key, numbers in item.columns.items()
    )
    return f"{columns} {item.unit} ({item.period})"


def _shortened(numbers: tuple[int | float, ...]) -> str:
    return " ".join(map(str, numbers))


def _condition(item: Rule) -> str:
    return f"{' '.join(item.text.split())} ({item.period})"
