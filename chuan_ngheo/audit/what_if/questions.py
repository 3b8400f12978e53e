"""What to ask next about an undetermined household, by how much each answer settles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from chuan_ngheo.audit.what_if.aims import possible_classes
from chuan_ngheo.audit.what_if.household import Subject
from chuan_ngheo.decision import Decision
from chuan_ngheo.labels import split_path
from chuan_ngheo.plain_values import plain

Answers = Mapping[tuple[str, ...], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """One missing fact.

    Attributes:
        fact: its path.
        answers: for each set of classes that an answer leaves possible, the answers that do; ages
            in completed months, numbers at and beside the limits of the law. Empty for a fact
            whose answers cannot be listed: the members of the household, the review date.
        most_left: how many classes the worst answer leaves possible; None if it is not known.
        average_left: how many they are on average over the answers listed.
    """

    fact: str
    answers: Answers
    most_left: int | None
    average_left: Fraction | None

    def to_dict(self) -> dict[str, Any]:
        """Return the question as plain values for JSON."""
        return {
            "fact": self.fact,
            "most_left": self.most_left,
            "average_left": None if self.average_left is None else float(self.average_left),
            "answers": [
                {"possible_classes": list(classes), "values": [plain(one) for one in values]}
                for classes, values in self.answers.items()
            ],
        }


@dataclass(frozen=True, slots=True)
class Questions:
    """What is missing for the class.

    Attributes:
        next: every missing fact, first the one whose worst answer leaves the fewest classes, then
            the one that leaves the fewest on average.
        enough: the smallest sets of facts that settle the class whatever the answers, each in the
            order of ``next``.
    """

    next: tuple[Question, ...]
    enough: tuple[tuple[str, ...], ...]


def questions(subject: Subject, decision: Decision) -> Questions:
    """Return what to ask next; nothing where the class is determined."""
    asked = [_question(subject, path) for path in decision.missing_facts]
    ranked = tuple(sorted(asked, key=_rank))
    order = {question.fact: place for place, question in enumerate(ranked)}
    enough = tuple(
        tuple(sorted(paths, key=lambda path: order.get(path, len(order))))
        for paths in decision.settled_by
    )
    return Questions(ranked, enough)


def _rank(question: Question) -> tuple[bool, int, Fraction]:
    known = question.most_left is not None
    return not known, question.most_left or 0, question.average_left or Fraction(0)


def _question(subject: Subject, path: str) -> Question:
    found: dict[tuple[str, ...], list[Any]] = {}
    options = () if split_path(path)[1] == "members" else subject.options(path)
    for value in options:
        facts = subject.evaluate(subject.changed({path: value}))
        if facts is not None:
            found.setdefault(possible_classes(facts, subject.rules), []).append(value)
    if not found:
        return Question(path, {}, None, None)
    left = [len(classes) for classes, values in found.items() for _ in values]
    order = subject.rules.classes.index
    answers = {
        classes: tuple(found[classes])
        for classes in sorted(found, key=lambda some: (len(some), [order(one) for one in some]))
    }
    return Question(path, answers, max(left), Fraction(sum(left), len(left)))
