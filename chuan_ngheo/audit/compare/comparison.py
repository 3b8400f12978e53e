"""The outcome of a comparison: frozen, and as plain values for JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chuan_ngheo.audit.compare.causes import Cause, RuleChange, roots_of
from chuan_ngheo.audit.compare.differences import Difference
from chuan_ngheo.audit.compare.observed import Kind
from chuan_ngheo.audit.compare.pairing import ABSENT, NOT_CLASSIFIED, UNDETERMINED
from chuan_ngheo.audit.compare.transitions import GroupChange, Matrix
from chuan_ngheo.languages import Language
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import Row


@dataclass(frozen=True, slots=True)
class SideSummary:
    """One side of a comparison.

    Attributes:
        name: what was read.
        review_date: the day on which every household is taken to be reviewed; None leaves each its
            own.
        households: how many were read, rejected rows among them.
        rejected: rows that could not be used, each with its problems.
        without_id: households that cannot be matched with the other side by an id.
        fixed_ages: members whose recorded age does not follow the review date, because no birth
            date is recorded.
    """

    name: str
    rules: RuleSet
    review_date: date | None
    households: int
    rejected: tuple[Row, ...] = field(repr=False)
    without_id: int
    fixed_ages: int

    def to_dict(self) -> dict[str, Any]:
        """Return the side as plain values for JSON; rejected rows as their number."""
        return {
            "name": self.name,
            "rule_set": self.rules.id,
            "rule_set_hash": self.rules.hash,
            "rulings": dict(self.rules.chosen),
            "review_date": self.review_date.isoformat() if self.review_date else None,
            "households": self.households,
            "rejected_rows": len(self.rejected),
            "households_without_id": self.without_id,
            "members_with_fixed_age": self.fixed_ages,
        }


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """How a benefit, status or national rule changes for one household.

    Attributes:
        before: ``yes``, ``no`` or ``unknown``.
        persons_before: the members it names; all recorded ones where it is for the household.
    """

    kind: Kind
    id: str
    before: str
    after: str
    persons_before: int
    persons_after: int

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class HouseholdChange:
    """One household that is not the same on both sides.

    Attributes:
        row_before: the number of its row on the first side, from 1; None if it is absent.
        class_before: a class, ``undetermined``, ``not_classified`` or ``absent``.
        possible_before: its possible classes; empty where it is not classified.
        persons_before: recorded members; 0 where the composition is unknown.
        reasons: the rules whose value changed, from the outcomes down; empty for a household that
            is on one side only.
        problems: the codes of the problems for which a row was rejected on one of the sides.
    """

    household_id: str | None
    row_before: int | None
    row_after: int | None
    class_before: str
    class_after: str
    possible_before: tuple[str, ...]
    possible_after: tuple[str, ...]
    persons_before: int
    persons_after: int
    outcomes: tuple[OutcomeChange, ...]
    reasons: tuple[RuleChange, ...]
    problems: tuple[str, ...]

    @property
    def roots(self) -> tuple[Cause, ...]:
        """What differs of itself and the change rests on: facts, parameters, rulings and more."""
        return roots_of(self.reasons)

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain values for JSON."""
        return {
            "household_id": self.household_id,
            "row_before": self.row_before,
            "row_after": self.row_after,
            "class_before": self.class_before,
            "class_after": self.class_after,
            "possible_classes_before": list(self.possible_before),
            "possible_classes_after": list(self.possible_after),
            "persons_before": self.persons_before,
            "persons_after": self.persons_after,
            "outcomes": [item.to_dict() for item in self.outcomes],
            "rests_on": [cause.to_dict() for cause in self.roots],
            "reasons": [change.to_dict() for change in self.reasons],
            "problems": list(self.problems),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings of households, side by side.

    Attributes:
        before: the first side, A.
        after: the second side, B.
        one_input: whether both sides are readings of the same rows.
        differences: what is not the same in the two rule sets.
        matrices: transitions of the class, and of every benefit, status, national rule and
            indicator.
        groups: gains and losses by group.
        changed: how many households change: class, possible classes, benefits, statuses or
            national rules; also those that are on one side only.
        changes: the first of them, each with its reasons.
    """

    before: SideSummary
    after: SideSummary
    one_input: bool
    differences: tuple[Difference, ...]
    matrices: tuple[Matrix, ...]
    groups: tuple[GroupChange, ...]
    changed: int
    changes: tuple[HouseholdChange, ...]

    @property
    def classes(self) -> Matrix:
        """The transitions of the class."""
        return self.matrices[0]

    @property
    def not_listed(self) -> int:
        """How many households change that are not among ``changes``."""
        return self.changed - len(self.changes)

    @property
    def states(self) -> tuple[str, ...]:
        """The states of the class matrix, in order."""
        return states_of(self.before.rules, self.after.rules)

    def matrix(self, identifier: str) -> Matrix:
        """Return the transitions of one benefit, status, national rule or indicator.

        Raises:
            KeyError: if neither rule set has it.
        """
        for item in self.matrices:
            if item.id == identifier:
                return item
        raise KeyError(identifier)

    def label(self, identifier: str, language: Language) -> str:
        """Return the label of a class, benefit or other rule of either rule set."""
        for rules in (self.after.rules, self.before.rules):
            if identifier in rules.benefits:
                return rules.benefits[identifier].label.in_(language)
            if identifier in rules.rules:
                return rules.rule(identifier).label.in_(language)
        return identifier

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain values for JSON."""
        return {
            "a": self.before.to_dict(),
            "b": self.after.to_dict(),
            "one_input": self.one_input,
            "differences": [item.to_dict() for item in self.differences],
            "transitions": [item.to_dict() for item in self.matrices],
            "groups": [item.to_dict() for item in self.groups],
            "changed": self.changed,
            "listed": len(self.changes),
            "not_listed": self.not_listed,
            "changes": [change.to_dict() for change in self.changes],
        }

    def to_json(self) -> str:
        """Return the comparison as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"


def states_of(before: RuleSet, after: RuleSet) -> tuple[str, ...]:
    """Return the states of the class of a household, in order."""
    classes: Iterable[str] = dict.fromkeys((*before.classes, *after.classes))
    return (*classes, UNDETERMINED, NOT_CLASSIFIED, ABSENT)
