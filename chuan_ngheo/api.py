"""Classify one household, or another subject: the entry point for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from chuan_ngheo.decision import Decision
from chuan_ngheo.readings.other_subjects import SubjectAnswer, assess
from chuan_ngheo.readings.reference import decide
from chuan_ngheo.rulebook.loader import DEFAULT_RULE_SET, load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.subjects import Subject
from chuan_ngheo.validation import RawHousehold, read_facts, read_subject


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


def classify_subject(
    subject: Subject,
    facts: Mapping[str, Any] | str | bytes,
    *,
    rules: RuleSet | str,
    day: date | None = None,
) -> tuple[SubjectAnswer, ...]:
    """Decide what an organisation, community or official may receive, or whether a house fits.

    Args:
        subject: ``organisation``, ``community``, ``official`` or ``house``.
        facts: its facts by name (see :mod:`chuan_ngheo.subjects`), or JSON text of them.
        rules: a rule set with rules on such subjects, such as ``kh-132-2022-can-tho``.
        day: the day for which the rules are taken; None takes the latest versions.

    Returns:
        One answer for each rule on such subjects, three-valued, with the facts it read.

    Raises:
        InvalidFactsError: with every problem of the facts.
        UnknownRuleSetError: where no rule set has that name.
    """
    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    return assess(subject, read_subject(subject, facts), rule_set, day)
