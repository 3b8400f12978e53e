"""Prove a rule set: every check, over everything that is in force on some day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chuan_ngheo.audit.proof import arithmetic
from chuan_ngheo.audit.proof.classes import ClassesExamined, distinct, examine_classes
from chuan_ngheo.audit.proof.conditions import Place, RuleExamined, examine_rules
from chuan_ngheo.audit.proof.findings import Finding
from chuan_ngheo.audit.proof.points import PointsReached, bounds_of_points, reach_points
from chuan_ngheo.audit.proof.scores import ScoreExamined, examine_scores
from chuan_ngheo.audit.proof.search import Household, Wanted
from chuan_ngheo.audit.proof.space import Setting, settings
from chuan_ngheo.audit.proof.unused import unused_rules
from chuan_ngheo.audit.proof.witness import Witnesses, rulings_of
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.simplify import settle_rulings
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
    finder = _Finder(every)
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


class _Finder:
    """Turns faults into findings with their households."""

    def __init__(self, every: tuple[Setting, ...]) -> None:
        self._settings = every
        self._witnesses = {id(setting): Witnesses(setting) for setting in every}

    def of(self, setting: Setting) -> Witnesses:
        """Return what finds households under a setting."""
        return self._witnesses[id(setting)]

    def of_score(self, score: ScoreExamined) -> Iterator[Finding]:
        """Yield the answers of a score that are never given, and bounds that are not exact."""
        rule = score.rule
        for condition in score.never:
            household = self._for_condition(condition, rule)
            yield Finding(
                "proof-answer-never-given", (rule.id,), rule.position, household=household
            )
        for code, found in (
            ("proof-too-narrow", score.too_narrow),
            ("proof-too-wide", score.too_wide),
        ):
            if found:
                yield Finding(code, (rule.id,), rule.position)

    def _for_condition(self, condition: nodes.Node, rule: Rule) -> Household | None:
        """Return a household for which an answer holds, and yet another one is given."""
        for setting in self._settings:
            if setting.period.start in rule.period:
                settled = settle_rulings(condition, setting.rules.chosen)
                return self.of(setting).as_wanted(Wanted({}, (settled,)), {})
        return None

    def of_points(self, one: PointsReached) -> Finding:
        """Return the finding that no household has some points."""
        rule = self._settings[0].rules.rule(one.name)
        return Finding("proof-points-unreachable", (one.name, str(one.points)), rule.position)

    def _household(self, place: Place | None) -> tuple[Household | None, dict[str, str]]:
        if place is None:
            return None, {}
        return self._witnesses[id(place.setting)].of_place(place), rulings_of(place)

    def of_classes(self, classes: ClassesExamined) -> Iterator[Finding]:
        """Yield a finding for each fault of the classes."""
        for fault in classes.faults:
            household, rulings = self._household(fault.place)
            other, _ = self._household(fault.other)
            position = None
            if len(fault.subject) == 1:
                position = fault.place.setting.rules.rules.get(fault.subject[0])
            yield Finding(
                fault.fault,
                fault.subject,
                position[-1].position if position else None,
                household=household,
                other=other,
                rulings=rulings,
            )

    def of_arithmetic(self, fault: arithmetic.ArithmeticFault) -> Finding:
        """Return the finding of a fault between the values that were tried."""
        conditions: list[nodes.Node] = []
        for name, value in fault.indicators.items():
            reference = nodes.DefinitionReference(name, "household")
            conditions.append(reference if value else nodes.Not(reference))
        for name, number in fault.points.items():
            reference = nodes.DefinitionReference(name, "household")
            conditions.append(nodes.Compare("==", reference, nodes.Constant(number)))
        witnesses = self._witnesses[id(fault.setting)]
        wanted = Wanted(dict(fault.facts), tuple(conditions))
        found = witnesses.as_wanted(wanted, fault.rulings)
        return Finding(fault.fault, fault.subject, None, household=found, rulings=fault.rulings)

    def of_rule(
        self, one: RuleExamined, inexact: Mapping[str, frozenset[str]]
    ) -> Iterator[Finding]:
        """Yield what does not hold of one version of a rule.

        Args:
            inexact: for each way in which answers are not exact, the ids of the rules concerned; a
                rule that refers to one of them is not named again.
        """
        below = {
            part.name
            for part in nodes.walk(one.rule.node)
            if isinstance(part, nodes.DefinitionReference)
        }
        faults: list[tuple[str, int, Place | None]] = [
            (f"proof-{name}", 0, place)
            for name, place in (
                ("undecided", one.undecided),
                ("too-narrow", one.too_narrow),
                ("too-wide", one.too_wide),
            )
            if place is not None and below.isdisjoint(inexact[name])
        ]
        if one.true is None:
            faults.append(("proof-never-true", 0, one.false))
        elif one.false is None:
            faults.append(("proof-never-false", 0, one.true))
        else:
            faults += [
                ("proof-part-never-decides", number, one.beside[key] or one.false)
                for number, (key, alone) in enumerate(one.parts.items(), start=1)
                if alone is None
            ]
        for code, part, place in faults:
            household, rulings = self._household(place)
            yield Finding(code, (one.rule.id,), one.rule.position, part, household, rulings=rulings)

    def reach(
        self, rules: RuleSet, never: frozenset[str]
    ) -> tuple[dict[str, Household], list[Finding]]:
        """Return a household for every class and benefit, and a finding where there is none.

        Args:
            never: ids of rules that are true in no state, for which none is looked for.
        """
        found: dict[str, Household] = {}
        missing: list[Finding] = []
        for name in (*rules.classes, *rules.benefits):
            if name not in rules.rules:
                continue
            rule = rules.rule(name)
            household = None if name in never else self._first(rule, holds=True)
            if household is not None:
                found[name] = household
                continue
            other = self._first(rule, holds=False)
            missing.append(Finding("proof-unreachable", (name,), rule.position, household=other))
        return found, missing

    def _first(self, rule: Rule, *, holds: bool) -> Household | None:
        for setting in self._settings:
            household = self._witnesses[id(setting)].of_rule(rule, holds=holds)
            if household is not None:
                return household
        return None
