"""One household evaluated under one rule set: the value of any part of any condition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.simplify import settle_rulings
from chuan_ngheo.readings import reference
from chuan_ngheo.readings.interpret import MEMBERS, RESULT, Facts, Interpreter
from chuan_ngheo.readings.program import CompiledRule, Program
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.validation import RawHousehold, read_facts
from chuan_ngheo.vocabulary import FACTS

_UNKNOWN: Final[Mapping[str, Facts]] = {
    scope: dict.fromkeys(name for name, fact in FACTS.items() if fact.scope == scope)
    for scope in ("household", "member")
}
"""Every fact, unknown: a ruling can let a condition read facts that it did not read before."""


@dataclass(frozen=True)
class Evaluated:
    """The facts of one household with the result of every rule.

    Attributes:
        facts: what the reference reading works on.
    """

    rules: RuleSet
    program: Program
    facts: Facts

    @property
    def members(self) -> list[Facts] | None:
        """The facts of each member; None where the composition is unknown."""
        found: list[Facts] | None = self.facts[MEMBERS]
        return found

    def compiled(self, rule_id: str) -> CompiledRule | None:
        """Return a rule as it is in force; None if it is not."""
        return self.program.by_id.get(rule_id)

    def result(self, rule_id: str, member: Facts | None = None) -> Any:
        """Return the result of a rule, for a member or the household."""
        return (self.facts if member is None else member).get(RESULT + rule_id)

    def value(self, node: nodes.Node, member: Facts) -> Any:
        """Return the value of a part of a condition: a truth, a number or a date.

        Args:
            member: the member at hand, or the household's facts again.
        """
        settled = settle_rulings(node, self.rules.chosen)
        reading = Interpreter(self.program.parameters, self.rules.classes, self.facts)
        match settled:
            case nodes.ParameterReference() | nodes.Arithmetic() | nodes.CountTrue():
                return reading.amount(settled, member)
            case nodes.Constant() | nodes.FactReference() | nodes.DefinitionReference():
                return reading.amount(settled, member)
            case nodes.MonthsAfter() | nodes.Quantifier("count_members"):
                return reading.amount(settled, member)
            case nodes.ChosenNumber() | nodes.Greatest():
                return reading.amount(settled, member)
        return reading.truth(settled, member)


def evaluate(household: RawHousehold, rules: RuleSet) -> Evaluated:
    """Evaluate one household as the reference reading does.

    Raises:
        InvalidFactsError: with every problem of the facts.
    """
    program, found = reference.evaluate(read_facts(household), rules)
    facts = _UNKNOWN["household"] | found
    if facts[MEMBERS] is not None:
        facts[MEMBERS] = [_UNKNOWN["member"] | member for member in facts[MEMBERS]]
    return Evaluated(rules, program, facts)
