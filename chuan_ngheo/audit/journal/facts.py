"""Compare a journal with facts: are they those decided on, and is the decision the same again?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chuan_ngheo.audit.journal.canonical import canonical, facts_hash, household_hash
from chuan_ngheo.audit.journal.content import decision_content
from chuan_ngheo.audit.journal.findings import Finding
from chuan_ngheo.audit.journal.parts import Header, Record
from chuan_ngheo.readings.reference import decide
from chuan_ngheo.rulebook.rules import RuleSet

Facts = Mapping[str, Any]
FindRules = Callable[[str, Mapping[str, str]], RuleSet | None]
"""Gives the rule set with an id and rulings, or None if it is not at hand."""


@dataclass(slots=True)
class Comparison:
    """How many households were compared, and what is different.

    Attributes:
        same: households with a record on these facts.
        decided_again: records on these facts, decided again with the recorded rules.
        rules_absent: records on these facts whose rule set is not at hand.
    """

    same: int = 0
    decided_again: int = 0
    rules_absent: int = 0
    findings: list[Finding] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain values for JSON."""
        return {
            "households_with_a_record_on_these_facts": self.same,
            "decided_again": self.decided_again,
            "rules_absent": self.rules_absent,
            "findings": [item.to_dict() for item in self.findings],
        }


def compare_facts(
    header: Header,
    records: Iterable[Record],
    households: Iterable[tuple[str, Facts]],
    find_rules: FindRules,
) -> Comparison:
    """Compare the records with the facts of households.

    Args:
        households: the checked facts of each, with the place they were read from.
        find_rules: see ``FindRules``.
    """
    by_household: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_household[record.household or record.facts].append(record)
    result = Comparison()
    for place, facts in households:
        digest = facts_hash(header.key, facts)
        name = facts.get("household_id")
        own = by_household.get(digest if name is None else household_hash(header.key, name), [])
        same = [record for record in own if record.facts == digest]
        if same:
            result.same += 1
            result.findings += _decide_again(same, facts, find_rules, result)
        elif own:
            result.findings.append(Finding("facts-other", own[-1].number))
        else:
            result.findings.append(Finding("facts-unrecorded", detail=place))
    return result


def _decide_again(
    records: Sequence[Record], facts: Facts, find_rules: FindRules, result: Comparison
) -> Iterator[Finding]:
    for record in records:
        rules = find_rules(record.rule_set["id"], record.rulings)
        if rules is None or rules.hash != record.rule_set["hash"]:
            result.rules_absent += 1
            continue
        result.decided_again += 1
        different = _differences(facts, rules, record)
        if different:
            yield Finding("decision-other", record.number, detail=", ".join(different))


def _differences(facts: Facts, rules: RuleSet, record: Record) -> list[str]:
    """Return which parts of a decision differ from its record."""
    again = decision_content(decide(facts, rules))
    return [
        name
        for name in sorted({*again, *record.decision})
        if canonical(again.get(name)) != canonical(record.decision.get(name))
    ]
