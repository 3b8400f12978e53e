"""Check data frames before they are classified."""

from __future__ import annotations

from typing import Any

from chuan_ngheo.rulebook.loader import DEFAULT_RULE_SET, load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.contract import Report
from chuan_ngheo.tables.contract import Contract, validate_tables
from chuan_ngheo.tables.frames import frame_tables


def validate_frame(
    households: Any, members: Any = None, *, rules: RuleSet | str = DEFAULT_RULE_SET
) -> Report:
    """Check the households of data frames, and their members.

    Args:
        households: a frame of pandas, Polars or a PyArrow table, as for ``classify_frame``.
        members: a frame of their members, or None.
        rules: the rule set in whose period the reviews have to lie.

    Returns:
        what was found, by table, column and diagnostic, with counts and a few rows.

    Raises:
        InputError: if a frame has no column ``household_id``.
        TypeError: if a frame is of no such kind.
    """
    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    contract = Contract(*frame_tables(households, members))
    for _ in validate_tables(contract, rule_set):
        pass
    return contract.report()
