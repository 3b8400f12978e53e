"""What a change is to bring about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chuan_ngheo.readings.interpret import RESULT, Facts
from chuan_ngheo.rulebook.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Aim:
    """That a class or a benefit is what it is not now.

    Attributes:
        subject: id of the class or benefit.
        value: what it is to be.
    """

    subject: str
    value: bool

    def reached(self, facts: Facts) -> bool:
        """Tell whether evaluated facts reach the aim, for certain."""
        return facts[RESULT + self.subject] is self.value

    def facts(self, rules: RuleSet) -> frozenset[str]:
        """Return the names of the facts that bear on it, directly or through the class."""
        read = (rules.rule(name).facts for name in (self.subject, *rules.classes))
        return frozenset(name for facts in read for name in facts)


def leave_class(facts: Facts, rules: RuleSet) -> Aim | None:
    """Return the aim to be of another class than now; None if the class is not determined."""
    holding = possible_classes(facts, rules)
    return Aim(holding[0], value=False) if len(holding) == 1 else None


def other_answer(facts: Mapping[str, object], benefit: str) -> Aim | None:
    """Return the aim that a benefit is answered the other way; None if it is unknown."""
    now = facts[RESULT + benefit]
    return None if now is None else Aim(benefit, value=not now)


def possible_classes(facts: Facts, rules: RuleSet) -> tuple[str, ...]:
    """Return the classes that evaluated facts leave possible."""
    return tuple(name for name in rules.classes if facts[RESULT + name] is not False)
