"""The rulings that a decision rests on, and the decision under every other option of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from chuan_ngheo.decision import Decision
from chuan_ngheo.readings.reference import decide
from chuan_ngheo.rulebook.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Alternative:
    """The decision under another option of one ruling."""

    ruling: str
    option: str
    decision: Decision


def used_rulings(decision: Decision) -> tuple[str, ...]:
    """Return the rulings that any step reads, in the order of the rule set."""
    used = {name for step in decision.trace for name in step.rulings}
    return tuple(name for name in decision.rules.rulings if name in used)


def alternatives(given: Mapping[str, Any], decision: Decision) -> tuple[Alternative, ...]:
    """Return the decision under every other option of every ruling that a step reads."""
    rules = decision.rules
    return tuple(
        Alternative(name, option, decide(given, with_rulings(rules, {name: option})))
        for name in used_rulings(decision)
        for option in rules.rulings[name].options
        if option != rules.chosen[name]
    )


def with_rulings(rules: RuleSet, chosen: Mapping[str, str]) -> RuleSet:
    """Return the same rules under other options; the hash serves to tell them apart only."""
    if all(rules.chosen[name] == option for name, option in chosen.items()):
        return rules
    text = ",".join(f"{name}={option}" for name, option in sorted(chosen.items()))
    options = MappingProxyType({**rules.chosen, **chosen})
    return replace(rules, chosen=options, hash=f"{rules.hash}?{text}")
