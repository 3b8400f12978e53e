"""What another ruling, rule set or review date makes of a household."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from chuan_ngheo.audit.rulings import alternatives
from chuan_ngheo.decision import Decision
from chuan_ngheo.readings.reference import decide
from chuan_ngheo.rulebook.rules import RuleSet

Kind = Literal["ruling", "rules", "review_date"]


@dataclass(frozen=True, slots=True)
class Effect:
    """What differs under another ruling, rule set or review date.

    Attributes:
        name: id of the ruling; empty for another rule set or date.
        other: the option, rule set or date.
        possible_classes: the classes that are possible then; one if the class is determined.
        class_changes: whether they differ from those of the decision.
        deprivations: the indicators whose answer differs: before and then.
        benefits: the benefits whose answer differs, of those that both have: before and then.
    """

    kind: Kind
    name: str
    other: str
    possible_classes: tuple[str, ...]
    class_changes: bool
    deprivations: Mapping[str, tuple[bool | None, bool | None]]
    benefits: Mapping[str, tuple[bool | None, bool | None]]

    @property
    def changes_nothing(self) -> bool:
        """Whether class, indicators and benefits are as before."""
        return not (self.class_changes or self.deprivations or self.benefits)

    @property
    def idle_ruling(self) -> bool:
        """Whether it is another option of a ruling that changes nothing."""
        return self.kind == "ruling" and self.changes_nothing

    def to_dict(self) -> dict[str, Any]:
        """Return the effect as plain values for JSON."""
        return {
            "kind": self.kind,
            "name": self.name or None,
            "other": self.other,
            "possible_classes": list(self.possible_classes),
            "class_changes": self.class_changes,
            "deprivations": {name: list(pair) for name, pair in self.deprivations.items()},
            "benefits": {name: list(pair) for name, pair in self.benefits.items()},
        }


def ruling_effects(given: Mapping[str, Any], decision: Decision) -> Iterator[Effect]:
    """Yield the effect of every other option of every ruling that the decision rests on."""
    for other in alternatives(given, decision):
        yield _effect("ruling", other.ruling, other.option, decision, other.decision)


def rule_set_effect(given: Mapping[str, Any], decision: Decision, rules: RuleSet) -> Effect:
    """Return the effect of another rule set.

    Raises:
        InvalidFactsError: if it is not in force on the review date.
    """
    return _effect("rules", "", rules.id, decision, decide(given, rules))


def review_date_effect(given: Mapping[str, Any], decision: Decision, day: date) -> Effect:
    """Return the effect of a review on another day; ages by birth dates change with it.

    Raises:
        InvalidFactsError: if the rule set is not in force on that day, or a member is born later.
    """
    other = decide({**given, "review_date": day}, decision.rules)
    return _effect("review_date", "", day.isoformat(), decision, other)


def _effect(kind: Kind, name: str, other: str, before: Decision, then: Decision) -> Effect:
    return Effect(
        kind,
        name,
        other,
        then.possible_classes,
        before.possible_classes != then.possible_classes,
        {
            one: (before.deprivations[one], then.deprivations[one])
            for one in before.deprivations
            if one in then.deprivations and before.deprivations[one] is not then.deprivations[one]
        },
        {
            one: (before.eligibility[one].eligible, then.eligibility[one].eligible)
            for one in before.eligibility
            if one in then.eligibility
            and before.eligibility[one].eligible is not then.eligibility[one].eligible
        },
    )
