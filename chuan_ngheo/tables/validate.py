"""Check data frames before they are classified."""

from __future__ import annotations

from typing import Any

from chuan_ngheo.facts import Household, Member
from chuan_ngheo.rulebook.loader import DEFAULT_RULE_SET, load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.contract import Report
from chuan_ngheo.survey.tables import check_columns, unknown_columns
from chuan_ngheo.tables.contract import Contract, validate_tables
from chuan_ngheo.tables.frames import as_polars
from chuan_ngheo.tables.sources import FrameTable
from chuan_ngheo.tables.stream import KEY


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
    tables: list[FrameTable] = []
    notices = []
    for name, frame, names in (
        ("households", households, (*Household.model_fields,)),
        ("members", members, (KEY, *Member.model_fields)),
    ):
        if frame is None:
            continue
        table = FrameTable(as_polars(frame)[0], name)
        check_columns(table.columns, name)
        notices += unknown_columns(table.columns, name, names)
        tables.append(table)
    contract = Contract(tables[0], tables[1] if len(tables) > 1 else None, notices)
    for _ in validate_tables(contract, rule_set):
        pass
    return contract.report()
