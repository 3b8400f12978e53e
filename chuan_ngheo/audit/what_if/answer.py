"""The whole answer to "what if" for one household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chuan_ngheo.audit.what_if.aims import Aim, leave_class, other_answer
from chuan_ngheo.audit.what_if.changes import LARGEST, Change, Changes, smallest_changes
from chuan_ngheo.audit.what_if.effects import (
    Effect,
    review_date_effect,
    rule_set_effect,
    ruling_effects,
)
from chuan_ngheo.audit.what_if.household import AGE, Subject
from chuan_ngheo.audit.what_if.questions import Questions, questions
from chuan_ngheo.decision import Decision
from chuan_ngheo.diagnostics import Problem, UnknownRuleSetError, nearest
from chuan_ngheo.history import resolve_history
from chuan_ngheo.labels import split_path
from chuan_ngheo.plain_values import plain
from chuan_ngheo.readings.reference import decide
from chuan_ngheo.rulebook.loader import DEFAULT_RULE_SET, load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.validation import RawHousehold, read_facts


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would have changed a decision.

    Attributes:
        changes: the smallest changes of known facts; None where the class or benefit is not
            determined, or already is what was aimed at.
        changeable: the smallest changes of facts that can change, where each of ``changes`` has one
            that cannot; else None.
        effects: of every other option of the rulings in force, of another rule set or date.
        questions: what to ask next, where the class is not determined.
        open_benefit: id of the benefit that was asked about, where its answer is unknown.
    """

    decision: Decision
    subject: Subject
    changes: Changes | None
    changeable: Changes | None
    effects: tuple[Effect, ...]
    questions: Questions
    open_benefit: str | None

    @property
    def missing_for_benefit(self) -> tuple[str, ...]:
        """Paths of the unknown facts that bear on the benefit that was asked about."""
        if self.open_benefit is None:
            return ()
        return self.decision.eligibility[self.open_benefit].missing_facts

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain values for JSON."""
        return {
            "household_id": self.decision.household_id,
            "rule_set": self.decision.rules.id,
            "rule_set_hash": self.decision.rules.hash,
            "class": self.decision.class_,
            "possible_classes": list(self.decision.possible_classes),
            "changes": self.changes and _changes(self.changes, self.subject),
            "changeable": self.changeable and _changes(self.changeable, self.subject),
            "effects": [effect.to_dict() for effect in self.effects],
            "questions": [question.to_dict() for question in self.questions.next],
            "enough": [list(paths) for paths in self.questions.enough],
            "open_benefit": self.open_benefit,
            "missing_for_benefit": list(self.missing_for_benefit),
        }


def what_if(
    household: RawHousehold,
    *,
    rules: RuleSet | str = DEFAULT_RULE_SET,
    to: str | None = None,
    benefit: str | None = None,
    largest: int = LARGEST,
    against_rules: RuleSet | None = None,
    against_review_date: date | None = None,
) -> WhatIf:
    """Tell what would have changed the class of a household, or one benefit.

    Args:
        to: the class to reach; any other class if neither this nor ``benefit`` is given.
        benefit: the benefit whose answer is to change.
        largest: how many facts are changed at most.
        against_rules: another rule set to compare with.
        against_review_date: another review date to compare with.

    Raises:
        InvalidFactsError: with every problem of the facts.
        UnknownRuleSetError: where no rule set, class or benefit has that name.
    """
    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    _check(rule_set, to, benefit)
    given = read_facts(household)
    decision = decide(given, rule_set)
    if given.get("list_decisions"):
        history, _ = resolve_history(given)
        given = {**given, **history, "list_decisions": None}
    subject = Subject(given, rule_set)
    aim = _aim(subject, to, benefit)
    effects = [*ruling_effects(given, decision)]
    if against_rules is not None:
        effects.append(rule_set_effect(given, decision, against_rules))
    if against_review_date is not None:
        effects.append(review_date_effect(given, decision, against_review_date))
    changes = None if aim is None else smallest_changes(subject, aim, largest)
    other = None
    if aim is not None and changes and all(change.unchangeable for change in changes.found):
        other = smallest_changes(subject, aim, largest, changeable=True) if changes.size else None
    return WhatIf(
        decision,
        subject,
        changes,
        other,
        tuple(effects),
        questions(subject, decision),
        benefit if benefit and decision.eligibility[benefit].eligible is None else None,
    )


def _check(rules: RuleSet, to: str | None, benefit: str | None) -> None:
    benefits = [name for name in rules.benefits if name in rules.rules]
    for found, known, kind in (
        (to, [*rules.classes], "a class"),
        (benefit, benefits, "a benefit of households"),
    ):
        if found is not None and found not in known:
            expected = f"{kind} of {rules.id}: {', '.join(known) or 'none'}"
            raise UnknownRuleSetError(
                Problem("id-unknown", repr(found), expected, nearest(found, known))
            )


def _aim(subject: Subject, to: str | None, benefit: str | None) -> Aim | None:
    facts = subject.facts
    if facts is None:
        return None
    if benefit is not None:
        return other_answer(facts, benefit)
    if to is None:
        return leave_class(facts, subject.rules)
    aim = Aim(to, value=True)
    return None if aim.reached(facts) else aim


def _changes(changes: Changes, subject: Subject) -> dict[str, Any]:
    return {
        "aim": {"id": changes.aim.subject, "value": changes.aim.value},
        "size": changes.size or None,
        "largest": changes.largest,
        "changes": [_change(change, subject) for change in changes.found],
    }


def _change(change: Change, subject: Subject) -> dict[str, Any]:
    return {
        "facts": list(change.facts),
        "now": [plain(now(subject, path)) for path in change.facts],
        "unchangeable": list(change.unchangeable),
        "ways": [[plain(value) for value in way] for way in change.ways],
    }


def now(subject: Subject, path: str) -> Any:
    """Return the present value of a fact; of an age the completed months."""
    if split_path(path)[1] == AGE:
        months = subject.number(path)
        return None if months is None else int(months)
    return subject.value(path)


def decided_with(subject: Subject, changes: Mapping[str, Any]) -> Decision:
    """Return the decision on a household with some facts changed, as ``Change`` gives them.

    Raises:
        InvalidFactsError: if the changed facts contradict each other.
    """
    return decide(subject.changed(changes), subject.rules)
