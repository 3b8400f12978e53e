"""Prove a rule set: every check, over everything that is in force on some day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chuan_ngheo.audit.proof import arithmetic
from chuan_ngheo.audit.proof.classes import distinct, examine_classes
from chuan_ngheo.audit.proof.conditions import RuleExamined, examine_rules
from chuan_ngheo.audit.proof.finder import Finder
from chuan_ngheo.audit.proof.findings import Finding
from chuan_ngheo.audit.proof.points import PointsReached, bounds_of_points, reach_points
from chuan_ngheo.audit.proof.scores import examine_scores
from chuan_ngheo.audit.proof.search import Household
from chuan_ngheo.audit.proof.space import Setting, settings
from chuan_ngheo.audit.proof.unused import unused_rules
from chuan_ngheo.plain_values import plain
from chuan_ngheo.rulebook.rules import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of a rule set, and what does not hold.

    Attributes:
        class_states: how many states of indicators, income and area the classes were proved over.
        conditions: how many versions of conditions were proved, each by itself.
        condition_states: over how many states, together.
        scores: how many scores were proved, over ``score_states`` states.
        points: for each sum of points the lowest and the highest that a household can have.
        reached: households at each limit of points and one step to both sides.
        statements: how many statements on amounts were put to z3; None if it is not installed.
        taken_as_given: for a condition with too many states, the conditions below it that were
            taken as true, false or unknown by themselves.
        witnesses: for each class and benefit a household that has it.
        findings: what does not hold.
    """

    rules: RuleSet
    class_states: int
    conditions: int
    condition_states: int
    scores: int
    score_states: int
    points: Mapping[str, tuple[int, int]]
    reached: tuple[PointsReached, ...]
    statements: int | None
    taken_as_given: Mapping[str, tuple[str, ...]]
    witnesses: Mapping[str, Household]
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the proof as plain values for JSON."""
        return {
            "rule_set": self.rules.id,
            "rule_set_hash": self.rules.hash,
            "class_states": self.class_states,
            "conditions": self.conditions,
            "condition_states": self.condition_states,
            "scores": self.scores,
            "score_states": self.score_states,
            "points": {name: list(bounds) for name, bounds in self.points.items()},
            "points_reached": [
                {
                    "id": one.name,
                    **dict(one.facts),
                    "points": one.points,
                    "household": plain(one.household),
                }
                for one in self.reached
            ],
            "statements": self.statements,
            "taken_as_given": {name: list(some) for name, some in self.taken_as_given.items()},
            "witnesses": {name: plain(one) for name, one in self.witnesses.items()},
            "findings": [finding.to_dict() for finding in self.findings],
        }


def prove(rules: RuleSet) -> Proof:
    """Prove that the rules of a set give every household one class, and more.

    What is proved: see ``docs/proofs.md``. The rules of a set that is extended are proved with
    that set; the classes are proved with both.
    """
    every = settings(rules)
    finder = Finder(every)
    differing = distinct(every)
    classes = examine_classes(differing)
    own = _own(rules)
    inherited = frozenset(id(rule) for rule in rules) - frozenset(map(id, own))
    examined = examine_rules(every, inherited)
    inexact = _inexact(examined)
    statements, faults = _arithmetic(differing)
    scores = examine_scores(every, own)
    reached = reach_points(every[0], finder.of(every[0]))
    never = frozenset(one.rule.id for one in examined if one.true is None)
    witnesses, unreachable = finder.reach(rules, never)
    findings = [
        *finder.of_classes(classes),
        *(finder.of_arithmetic(fault) for fault in faults),
        *unreachable,
        *(finding for score in scores for finding in finder.of_score(score)),
        *(finder.of_points(one) for one in reached if one.household is None),
        *(finding for one in examined for finding in finder.of_rule(one, inexact)),
        *(Finding("proof-unused", (rule.id,), rule.position) for rule in unused_rules(rules, own)),
    ]
    return Proof(
        rules,
        classes.states,
        len(examined),
        sum(one.states for one in examined),
        len(scores),
        sum(score.states for score in scores),
        bounds_of_points(rules),
        reached,
        statements,
        {one.rule.id: tuple(sorted(one.given)) for one in examined if one.given},
        witnesses,
        tuple(_once(findings)),
    )


def _own(rules: RuleSet) -> list[Rule]:
    """Return the rules that a rule set adds to the one that it extends; all if to none.

    The indicators are those of the extended one, even where its classes are replaced.
    """
    base = _folder(rules.rule(rules.indicators[0]))
    return [rule for rule in rules if _folder(rule) != base] or list(rules)


def _folder(rule: Rule) -> str:
    return rule.position.file.rpartition("/")[0]


def _arithmetic(
    differing: tuple[Setting, ...],
) -> tuple[int | None, tuple[arithmetic.ArithmeticFault, ...]]:
    if not arithmetic.is_available():
        return None, ()
    return arithmetic.prove_classes(differing)


def _inexact(examined: tuple[RuleExamined, ...]) -> dict[str, frozenset[str]]:
    return {
        "undecided": frozenset(one.rule.id for one in examined if one.undecided),
        "too-narrow": frozenset(one.rule.id for one in examined if one.too_narrow),
        "too-wide": frozenset(one.rule.id for one in examined if one.too_wide),
    }


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """Yield each finding once: z3 and the states find most faults both."""
    seen = set()
    for finding in findings:
        key = (finding.code, frozenset(finding.subject), finding.position, finding.part)
        if key not in seen:
            seen.add(key)
            yield finding
