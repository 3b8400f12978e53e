"""The SQL reading in process: DuckDB decides the households of two tables."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl

from chuan_ngheo.diagnostics import ProblemError, extra_absent
from chuan_ngheo.readings.fact_tables import FactTables
from chuan_ngheo.readings.polars_reading import TableDecisions
from chuan_ngheo.readings.sql import sql_text
from chuan_ngheo.rulebook.rules import RuleSet


class EngineError(ProblemError):
    """An engine is not installed."""


def decide_with_duckdb(facts: FactTables, rules: RuleSet) -> TableDecisions:
    """Decide many households at once with the generated SQL.

    Returns:
        the decisions; it does not tell how many members receive a benefit. A household that the
        query leaves out has no class and no answer.

    Raises:
        EngineError: if DuckDB is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415  an extra
    except ImportError:
        problem = extra_absent("duckdb", "no DuckDB", "engine-unavailable", "--engine")
        raise EngineError(problem) from None
    households, members = facts.households.frame, facts.members.frame
    place = pl.int_range(pl.len(), dtype=pl.Int64).alias("household_id")
    tables = {
        "households": households.with_columns(place),
        "members": members.with_columns(pl.Series("household_id", facts.places, pl.Int64)),
    }
    present = {*households.columns, *members.columns}
    with tempfile.TemporaryDirectory(prefix="chuan-ngheo-") as name:
        with duckdb.connect() as connection:
            for table, frame in tables.items():
                path = Path(name) / f"{table}.parquet"
                frame.with_columns(pl.col(pl.Enum).cast(pl.String)).write_parquet(path)
                connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}')")
            query = sql_text(rules, "duckdb", present=present).strip().removesuffix(";")
            out = Path(name) / "decisions.parquet"
            connection.execute(f"COPY ({query}) TO '{out}' (FORMAT parquet)")
        found = pl.read_parquet(out)
    every = households.select(place).join(
        found, on="household_id", how="left", maintain_order="left"
    )
    counts = ("deprivations_certain", "deprivations_possible", *rules.point_columns)
    return TableDecisions(
        every.drop("household_id").with_columns(pl.col(counts).cast(pl.Int64)), None
    )
