"""The rules on organisations, communities, officials and houses, three-valued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.simplify import settle_rulings
from chuan_ngheo.readings.interpret import Interpreter, Truth
from chuan_ngheo.rulebook.rules import Rule, RuleSet
from chuan_ngheo.subjects import Subject
from chuan_ngheo.vocabulary import FACTS


@dataclass(frozen=True, slots=True)
class SubjectAnswer:
    """The answer of one rule to one subject.

    Attributes:
        rule: the version of the rule that applied; ``rule.benefit`` is the benefit.
        value: True, False or None (unknown).
        facts: the facts that the rule reads; None is unknown.
        missing_facts: those of them that are unknown and keep it open.
    """

    rule: Rule
    value: Truth
    facts: Mapping[str, Any]
    missing_facts: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain values for JSON."""
        return {
            "rule": self.rule.id,
            "benefit": self.rule.benefit,
            "eligible": self.value,
            "facts": dict(self.facts),
            "missing_facts": list(self.missing_facts),
            "confidence": self.rule.confidence,
            "citation": [citation.write("en") for citation in self.rule.citations],
        }


def assess(
    subject: Subject, facts: Mapping[str, Any], rules: RuleSet, day: date | None = None
) -> tuple[SubjectAnswer, ...]:
    """Return the answer of every rule on one subject.

    Args:
        facts: the checked facts of the subject by name; absent or None is unknown.
        day: the day for which the rules are taken; None takes the latest versions.
    """
    answers: list[SubjectAnswer] = []
    for name in rules.rules:
        rule = rules.rule(name, day)
        if rule.kind == "subject_rule" and rule.scope == subject:
            answers.append(_answer(rule, facts, rules, day))
    return tuple(answers)


def _answer(
    rule: Rule, facts: Mapping[str, Any], rules: RuleSet, day: date | None
) -> SubjectAnswer:
    node = settle_rulings(rule.node, rules.chosen)
    used = {name: facts.get(name) for name in FACTS if name in _facts(node)}
    parameters = {name: (rules.parameter(name, day),) for name in rule.parameters}
    value = Interpreter(parameters, rules.classes, used).truth(node, used)
    missing = tuple(name for name, found in used.items() if found is None)
    return SubjectAnswer(rule, value, used, missing if value is None else ())


def _facts(node: nodes.Node) -> frozenset[str]:
    parts = (part for part in nodes.walk(node) if isinstance(part, nodes.FactReference))
    return frozenset(part.name for part in parts)
