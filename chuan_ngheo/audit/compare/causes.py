"""What a changed value rests on, and the rules whose value changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from chuan_ngheo.audit.compare.members import MemberPair
from chuan_ngheo.plain_values import plain
from chuan_ngheo.rulebook.rules import RuleKind

CauseKind = Literal[
    "fact", "parameter", "ruling", "rule", "condition", "in_force", "member", "composition"
]
_AMONG_RULES: Final = ("rule", "member")
"""Causes that have causes of their own."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that a changed value rests on.

    Attributes:
        kind: a ``fact``, a ``parameter`` or a ``ruling``; another ``rule`` or the same for a
            ``member``; the ``condition`` as it is written; whether the rule is ``in_force``; or
            the ``composition`` of the household (the number of recorded members).
        name: the id of the rule, or the name of the fact, parameter or ruling.
        before: its value on the first side. What is compared with it may be the same on both.
        after: its value on the second side.
        member: the positions (from 0) of a member on both sides, None where he or she is absent.
    """

    kind: CauseKind
    name: str
    before: Any
    after: Any
    member: MemberPair | None = None

    @property
    def differs(self) -> bool:
        """Whether it is not the same on both sides."""
        return not same(self.before, self.after)

    def to_dict(self) -> dict[str, Any]:
        """Return the cause as plain values for JSON."""
        return {
            "kind": self.kind,
            "name": self.name,
            "before": plain(self.before),
            "after": plain(self.after),
            "member": None if self.member is None else list(self.member),
        }


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule whose value differs between the sides, with what that rests on.

    Attributes:
        before: True, False, None (unknown), a number, or for a count of which only bounds are
            known the pair (certain, possible).
        after: the same on the second side.
    """

    rule: str
    kind: RuleKind
    before: Any
    after: Any
    causes: tuple[Cause, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain values for JSON."""
        return {
            "rule": self.rule,
            "kind": self.kind,
            "before": plain(self.before),
            "after": plain(self.after),
            "causes": [cause.to_dict() for cause in self.causes],
        }


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same; True is not 1."""
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


def roots_of(changes: Iterable[RuleChange]) -> tuple[Cause, ...]:
    """Return what differs by itself: facts, parameters, rulings, conditions, members."""
    found = (cause for change in changes for cause in change.causes)
    return tuple(
        dict.fromkeys(cause for cause in found if cause.kind not in _AMONG_RULES and cause.differs)
    )
