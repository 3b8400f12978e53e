"""One numbered step: the rule, its citation, facts, findings, and the rulings it reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chuan_ngheo.audit.explain.alternatives import Changes
from chuan_ngheo.audit.explain.answers import answer_of
from chuan_ngheo.audit.explain.benefit_notes import benefit_notes
from chuan_ngheo.audit.explain.findings import Findings
from chuan_ngheo.audit.explain.model import (
    FactLine,
    Finding,
    LawNumber,
    RulingLink,
    Step,
    StepLink,
)
from chuan_ngheo.audit.explain.origins import Origins
from chuan_ngheo.audit.explain.outline import Place
from chuan_ngheo.audit.rulings import Alternative
from chuan_ngheo.decision import Decision
from chuan_ngheo.decision import Step as TraceStep
from chuan_ngheo.explanation_parts import CONFIDENCE
from chuan_ngheo.expression import nodes
from chuan_ngheo.labels import label_of, split_path, write_amount, write_fact, write_path
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.plain_values import plain
from chuan_ngheo.rulebook.citations import Citation
from chuan_ngheo.rulebook.describe import KINDS, write_period
from chuan_ngheo.rulebook.rules import Parameter, Rule
from chuan_ngheo.vocabulary import ValueType


def cite(citations: Iterable[Citation], language: Language) -> tuple[str, ...]:
    """Write citations, from point to instrument."""
    return tuple(citation.write(language) for citation in citations)


@dataclass(frozen=True, slots=True)
class Steps:
    """Makes the steps of one document.

    Attributes:
        numbers: the number of the step of each rule.
        ruling_numbers: the number of each ruling in the section of rulings.
        others: the decision under every other option of every ruling that a step reads.
    """

    decision: Decision
    findings: Findings
    origins: Origins
    numbers: Mapping[str, str]
    ruling_numbers: Mapping[str, str]
    others: Sequence[Alternative]

    @property
    def language(self) -> Language:
        """The language of the document."""
        return self.findings.words.language

    def at(self, place: Place) -> Step:
        """Return the step of a rule, or of a benefit that no household can receive."""
        if place.id not in self.decision.rules.rules:
            return self._without_rule(place)
        step = self.decision.step(place.id)
        rule, language = step.rule, self.language
        benefit = self.decision.eligibility.get(rule.id)
        cited = benefit.benefit if benefit else rule
        node = self.findings.conditions[rule.id]
        levels = self.levels(benefit.benefit.levels) if benefit else ()
        return Step(
            number=place.number,
            id=rule.id,
            kind=rule.kind,
            kind_text=pick(KINDS[rule.kind], language),
            label=rule.label.in_(language),
            value=plain(step.value),
            answer=answer_of(step, language, self.decision.rules),
            citations=cite(cited.citations, language),
            confidence=pick(CONFIDENCE[cited.confidence], language),
            in_force=write_period(rule.period, language),
            note=cited.note.in_(language) if cited.note else "",
            condition=self._condition(node, rule),
            rule_text=rule.text.strip(),
            facts=tuple(self.fact(path, value) for path, value in step.facts.items()),
            law_numbers=(*self._law_numbers(step), *levels),
            members=tuple(position + 1 for position in step.members),
            unknown_members=tuple(position + 1 for position in step.unknown_members),
            findings=self._findings(node, step),
            rests_on=tuple(self.link(name) for name in step.rests_on),
            rulings=self.rulings_of(rule.id),
            missing=tuple(write_path(path, language) for path in self._missing(step)),
            unconfirmed=tuple(self._named(name) for name in self._in_order(step.unconfirmed)),
            notes=benefit_notes(benefit, self.numbers, language) if benefit else (),
            level=place.level,
        )

    def _missing(self, step: TraceStep) -> tuple[str, ...]:
        value = step.value
        open_count = isinstance(value, tuple) and value[0] != value[1]
        if value is None or open_count or step.unknown_members:
            return self.findings.missing(step.rule.id)
        return ()

    def _condition(self, node: nodes.Node, rule: Rule) -> str:
        words = self.findings.words
        if rule.type is ValueType.NUMBER:
            return words.number(node, nodes.Constant(0))
        return words.condition(node)

    def _findings(self, node: nodes.Node, step: TraceStep) -> tuple[Finding, ...]:
        if step.rule.scope == "member":
            return self.findings.of_members(node)
        if step.rule.type is ValueType.NUMBER:
            return (self.findings.of_number(node, self.findings.household),)
        return (self.findings.of(node, self.findings.household),)

    def _without_rule(self, place: Place) -> Step:
        benefit = self.decision.rules.benefits[place.id]
        answer = self.decision.eligibility[place.id]
        nobody = ("không dành cho hộ gia đình", "not for households")
        return Step(
            number=place.number,
            id=place.id,
            kind="benefit",
            kind_text=pick(KINDS["benefit"], self.language),
            label=benefit.label.in_(self.language),
            value=False,
            answer=pick(nobody, self.language),
            citations=cite(benefit.citations, self.language),
            confidence=pick(CONFIDENCE[benefit.confidence], self.language),
            in_force=write_period(self.decision.rules.period, self.language),
            note=benefit.note.in_(self.language) if benefit.note else "",
            condition="",
            rule_text="",
            facts=(),
            law_numbers=self.levels(benefit.levels),
            members=(),
            unknown_members=(),
            findings=(),
            rests_on=(),
            rulings=(),
            missing=(),
            unconfirmed=(),
            notes=benefit_notes(answer, self.numbers, self.language),
            level=place.level,
        )

    def fact(self, path: str, value: Any) -> FactLine:
        """Return one fact with its source."""
        position, name = split_path(path)
        return FactLine(
            path=path,
            member=None if position is None else position + 1,
            label=label_of(name, self.language),
            value=plain(value),
            text=write_fact(name, value, self.language),
            places=self.origins.places(path),
            source=self.origins.write(path, self.language),
        )

    def _law_numbers(self, step: TraceStep) -> Iterable[LawNumber]:
        of_other_forms = self._of_other_forms(step)
        for path, value in step.parameters.items():
            position, name = split_path(path)
            if name in of_other_forms:
                continue
            parameter = self.decision.rules.parameter(name, self.decision.review_date)
            line = self._law_number(parameter, value)
            yield replace(line, member=None if position is None else position + 1)

    @staticmethod
    def _of_other_forms(step: TraceStep) -> frozenset[str]:
        """Return the points that stand on the forms of other areas only."""
        if step.rule.kind != "score" or step.facts.get("area") is None:
            return frozenset()
        own = {answer.id for answer in step.source.answers(step.rule.id)}
        return frozenset(step.parameters) - own

    def levels(self, names: Iterable[str]) -> tuple[LawNumber, ...]:
        """Return the amounts that a benefit gives."""
        rules, day = self.decision.rules, self.decision.review_date
        found = [rules.parameter(name, day) for name in names]
        return tuple(
            self._law_number(item, numbers[0])
            for item in found
            for numbers in item.columns.values()
        )

    def _law_number(self, parameter: Parameter, value: Any) -> LawNumber:
        unknown = pick(("chưa biết", "unknown"), self.language)
        return LawNumber(
            id=parameter.id,
            member=None,
            label=parameter.label.in_(self.language),
            value=plain(value),
            text=unknown if value is None else write_amount(value, parameter.unit, self.language),
            citations=cite(parameter.citations, self.language),
            confidence=pick(CONFIDENCE[parameter.confidence], self.language),
            in_force=write_period(parameter.period, self.language),
        )

    def link(self, name: str) -> StepLink:
        """Return a reference to the step of a rule."""
        step = self.decision.step(name)
        label = step.rule.label.in_(self.language)
        answer = answer_of(step, self.language, self.decision.rules)
        return StepLink(self.numbers[name], name, label, answer)

    def rulings_of(self, rule_id: str) -> tuple[RulingLink, ...]:
        """Return the rulings that a rule reads, itself or through others."""
        step = self.decision.step(rule_id)
        return tuple(
            self._ruling(name, step) for name in self.ruling_numbers if name in step.rulings
        )

    def _ruling(self, name: str, step: TraceStep) -> RulingLink:
        rules = self.decision.rules
        option = rules.chosen[name]
        direct = any(
            isinstance(node, nodes.RulingTest) and node.ruling == name
            for node in nodes.walk(step.rule.node)
        )
        changes = Changes(self.decision, self.language)
        return RulingLink(
            number=self.ruling_numbers[name],
            id=name,
            option=option,
            text=rules.rulings[name].options[option].in_(self.language),
            direct=direct,
            others=tuple(
                changes.for_step(step.rule.id, other)
                for other in self.others
                if direct and other.ruling == name
            ),
        )

    def _in_order(self, names: Iterable[str]) -> list[str]:
        order = list(self.ruling_numbers)
        return sorted(names, key=lambda name: order.index(name) if name in order else len(order))

    def _named(self, name: str) -> str:
        rules = self.decision.rules
        if name in rules.rulings:
            return f"{pick(('cách hiểu', 'ruling'), self.language)} {self.ruling_numbers[name]}"
        if name in rules.parameters:
            return rules.parameter(name).label.in_(self.language)
        return rules.rule(name).label.in_(self.language)
