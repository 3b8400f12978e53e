"""Turn what does not hold into findings, each with a household that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chuan_ngheo.audit.proof import arithmetic
from chuan_ngheo.audit.proof.classes import ClassesExamined
from chuan_ngheo.audit.proof.conditions import Place, RuleExamined
from chuan_ngheo.audit.proof.findings import Finding
from chuan_ngheo.audit.proof.points import PointsReached
from chuan_ngheo.audit.proof.scores import ScoreExamined
from chuan_ngheo.audit.proof.search import Household, Wanted
from chuan_ngheo.audit.proof.space import Setting
from chuan_ngheo.audit.proof.witness import Witnesses, rulings_of
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.simplify import settle_rulings
from chuan_ngheo.rulebook.rules import Rule, RuleSet


class Finder:
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
