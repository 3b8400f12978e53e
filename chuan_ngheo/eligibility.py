"""Who is entitled to what: the answer to one benefit for one household, with its reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chuan_ngheo.rulebook.rules import Benefit, Rule

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition beside the eligibility itself: a priority, or a rule to compare with.

    Attributes:
        rank: its place in the order that the benefit gives, from 1.
        value: True, False or None (unknown); of a condition on members, for any of them.
        members: positions (from 0) of the members for whom it certainly holds.
        unknown_members: positions of those for whom it is unknown.
    """

    rank: int
    rule: Rule
    value: Truth
    members: tuple[int, ...]
    unknown_members: tuple[int, ...]

    @property
    def id(self) -> str:
        """The id of the condition."""
        return self.rule.id

    def to_dict(self) -> dict[str, Any]:
        """Return the reason as plain values for JSON."""
        return {
            "rank": self.rank,
            "id": self.id,
            "value": self.value,
            "members": list(self.members),
            "unknown_members": list(self.unknown_members),
            "confidence": self.rule.confidence,
            "citation": [citation.write("en") for citation in self.rule.citations],
        }


@dataclass(frozen=True)
class Eligibility:
    """The answer to one benefit for one household.

    Attributes:
        benefit: the project or policy.
        eligible: True, False or None (unknown). For a benefit of members: whether any of them
            is eligible. False for a benefit that households and members cannot receive.
        members: positions (from 0) of the members who are certainly eligible; empty for a
            benefit of the household as a whole.
        unknown_members: positions of the members for whom it is unknown.
        priority: the reasons for priority that hold or may hold, best first. They never
            change ``eligible``.
        national: the conditions of the national rules that the benefit rests on.
        gives_way_to: better benefits of the same kind that hold or may hold.
    """

    benefit: Benefit
    eligible: Truth
    members: tuple[int, ...]
    unknown_members: tuple[int, ...]
    priority: tuple[Reason, ...]
    national: tuple[Reason, ...]
    gives_way_to: tuple[Reason, ...]
    _missing: Callable[[], tuple[str, ...]] = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """The id of the benefit."""
        return self.benefit.id

    @cached_property
    def missing_facts(self) -> tuple[str, ...]:
        """Paths of the unknown facts that bear on it; empty when it is known."""
        return self._missing() if self.eligible is None else ()

    @property
    def differs_from_national(self) -> tuple[Reason, ...]:
        """National rules that give this household, or its members, another answer."""
        return tuple(reason for reason in self.national if self._differs(reason))

    def _differs(self, reason: Reason) -> bool:
        if reason.value is not self.eligible:
            return True
        named = bool(self.benefit.members) and reason.rule.scope == "member"
        mine, theirs = (
            (self.members, self.unknown_members),
            (reason.members, reason.unknown_members),
        )
        return named and mine != theirs

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain values for JSON."""
        different = {reason.id for reason in self.differs_from_national}
        return {
            "eligible": self.eligible,
            "subjects": list(self.benefit.subjects),
            "members": list(self.members),
            "unknown_members": list(self.unknown_members),
            "priority": [reason.to_dict() for reason in self.priority],
            "missing_facts": list(self.missing_facts),
            "national": [
                {**reason.to_dict(), "differs": reason.id in different} for reason in self.national
            ],
            "gives_way_to": [reason.to_dict() for reason in self.gives_way_to],
            "line": self.benefit.line,
            "confidence": self.benefit.confidence,
            "citation": [citation.write("en") for citation in self.benefit.citations],
        }
