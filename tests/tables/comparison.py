"""Hold the answers of an engine against the reference reading, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chuan_ngheo import load_rules
from tests.generators import Facts
from tests.tables.engines import Reading, Row, frames
from tests.tables.population import Answer, Rulings, expected


def assert_agrees(
    reading: Reading, households: Sequence[Facts], rule_set: str, rulings: Rulings
) -> list[Row]:
    """Load the households, classify them there, and compare; return the rows."""
    reading.load(*frames(households))
    return assert_rows(reading, expected(households, rule_set, rulings), rule_set, rulings)


def assert_rows(
    reading: Reading, wanted: Mapping[Any, Answer], rule_set: str, rulings: Rulings
) -> list[Row]:
    """Classify what is loaded, and compare with the reference by household id."""
    rows = reading.classify(load_rules(rule_set, rulings=rulings))
    found = {row["household_id"]: row for row in rows}
    assert len(found) == len(rows)
    assert found.keys() == wanted.keys()
    differences = [
        (name, column, answer[column], found[name].get(column, "no such column"))
        for name, answer in wanted.items()
        if found[name] != answer
        for column in answer
        if found[name].get(column, "no such column") != answer[column]
    ]
    assert not differences, f"{len(differences)} cells differ: {differences[:5]}"
    assert all(list(row) == list(wanted[row["household_id"]]) for row in rows[:1])
    return rows
