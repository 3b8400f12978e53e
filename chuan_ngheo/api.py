"""Classify one household: the entry point for other programs."""

from __future__ import annotations

from chuan_ngheo.decision import Decision
from chuan_ngheo.readings.reference import decide
from chuan_ngheo.rulebook.loader import DEFAULT_RULE_SET, load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.validation import RawHousehold, read_facts


def classify(household: RawHousehold, *, rules: RuleSet | str = DEFAULT_RULE_SET) -> Decision:
    """Decide the class of one household, with reasons.

    Args:
        household: a :class:`Household`, a mapping of facts, or JSON text of one.
        rules: a rule set from :func:`load_rules`, or the name of one.

    Returns:
        The decision: class (None when undetermined), possible classes, deprivations, trace.

    Raises:
        InvalidFactsError: with every problem of the facts, each with its path.
        UnknownRuleSetError: where no rule set has that name.
    """
    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    return decide(read_facts(household), rule_set)
