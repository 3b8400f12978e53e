"""Definitions over tables give what the reference reading gives, unknowns included."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from chuan_ngheo.audit.compare.evaluated import evaluate
from chuan_ngheo.readings.definition_columns import definition_columns
from chuan_ngheo.reports.counts import CHILD_GROUPS, GROUPS
from chuan_ngheo.reports.definitions import report_definitions
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.tables.clean import clean_tables, tables_of_facts
from chuan_ngheo.tables.files import tables_of
from chuan_ngheo.tables.run import fact_parts
from chuan_ngheo.tables.sources import FrameTable
from chuan_ngheo.validation import read_facts
from tests.reports.households import HOUSEHOLDS

CAN_THO = Path(__file__).parents[2] / "datasets" / "can-tho-2022"


def test_definitions_of_hand_made_households_are_those_of_the_reference_reading() -> None:
    rules = report_definitions()
    found = definition_columns(
        tables_of_facts([read_facts(one) for one in HOUSEHOLDS]), rules, (*GROUPS, *CHILD_GROUPS)
    )
    references = [evaluate(one, rules) for one in HOUSEHOLDS]
    for name in GROUPS:
        assert found.households[name].to_list() == [one.result(name) for one in references]
        assert set(found.households[name]) == {True, False, None}
    for name in CHILD_GROUPS:
        wanted = [one.result(name, own) for one in references for own in one.members or ()]
        assert found.members[name].to_list() == wanted


def test_households_that_whole_columns_cannot_settle_are_counted_too() -> None:
    # A birth date with an age beside it, a date as text with blanks, and a repeated household.
    households = pl.DataFrame(
        {
            "household_id": [1, 2, 3, 3],
            "review_date": ["2022-10-03", " 2022-10-03", "2022-10-03", "2022-10-03"],
            "district": ["A", "A", "B", "B"],
        }
    )
    members = pl.DataFrame(
        {"household_id": [1, 2], "birth_date": ["2010-01-01", "2000-01-01"], "age": [12, 30]}
    )
    rules = load_rules("nd-07-2021")
    parts = list(clean_tables(FrameTable(households), FrameTable(members), rules))
    assert sum(part.facts.households.height for part in parts) == 1
    assert sum(len(part.rejected) for part in parts) == 3


def test_large_tables_in_any_order_are_one_part() -> None:
    tables = tables_of(CAN_THO, None)
    (households,) = tables.households.parts(20_000, ("household_id", "area"))
    assert tables.members is not None
    sorted_parts = list(fact_parts(tables.households, tables.members, size=5_000, small=10))
    assert len(sorted_parts) > 3
    assert sum(part.households.height for part in sorted_parts) == 18_269
    shuffled = FrameTable(households.drop("#row").reverse())
    (part,) = fact_parts(shuffled, tables.members, size=5_000, small=10)
    assert part.households.height == 18_269
    assert part.members.height == sum(part.members.height for part in sorted_parts)
