"""The durable_rules reading over tables: ``classify --engine durable``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.readings.duckdb_reading import EngineError
from chuan_ngheo.readings.durable_processes import Processes
from chuan_ngheo.readings.durable_reading import Derived, derive, why_unavailable
from chuan_ngheo.readings.fact_tables import FactTables
from chuan_ngheo.readings.polars_reading import TableDecisions
from chuan_ngheo.rulebook.rules import RuleSet


def decide_with_durable(facts: FactTables, rules: RuleSet) -> TableDecisions:
    """Decide households one by one with durable_rules, in processes of its own.

    Returns:
        the decisions; it does not tell how many members receive a benefit.

    Raises:
        EngineError: if durable_rules is not available, or fails on a household.
    """
    problem = why_unavailable()
    if problem is not None:
        raise EngineError(problem)
    rows: list[dict[str, Any]] = []
    with Processes() as processes:
        for answer in derive(_households(facts), rules, processes):
            if not isinstance(answer, Derived):
                expected = "an answer of durable_rules"
                advice = "Use --engine reference or --engine duckdb."
                raise EngineError(Problem("engine-unavailable", answer.reason, expected, advice))
            rows.append(answer.columns())
    columns = [name for name in rows[0] if name != "household_id"]
    schema = dict.fromkeys(columns, pl.Boolean()) | {
        "class": pl.String(),
        "possible_classes": pl.String(),
        "deprivations_certain": pl.Int64(),
        "deprivations_possible": pl.Int64(),
        **dict.fromkeys(rules.point_columns, pl.Int64()),
    }
    return TableDecisions(pl.DataFrame(rows, schema=schema), None)


def _households(facts: FactTables) -> Iterator[dict[str, Any]]:
    """Yield the facts of each household with those of its members."""
    members: list[list[dict[str, Any]]] = [[] for _ in range(facts.households.height)]
    for place, member in zip(facts.places, facts.members.frame.iter_rows(named=True), strict=True):
        members[place].append(member)
    for household, own in zip(facts.households.frame.iter_rows(named=True), members, strict=True):
        yield {**household, "members": own}
