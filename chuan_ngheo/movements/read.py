"""Read a list from tables: decisions as they are, or facts that are classified on the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.fact_types import ListDecision
from chuan_ngheo.history import history_facts
from chuan_ngheo.movements.lists import (
    CLASS,
    HISTORY_KNOWN,
    KEY,
    LEFT_NEAR_POOR,
    LEFT_POOR,
    PLACES,
)
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.cells import convert
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.tables.files import table_of, tables_of
from chuan_ngheo.tables.part import SIZE
from chuan_ngheo.tables.run import decide_all
from chuan_ngheo.tables.sources import ROW, Table

_DECISIONS: Final = "list_decisions"
_LEFT: Final = (LEFT_POOR, LEFT_NEAR_POOR)
_AT_ONCE: Final = 250_000


class ReadList(NamedTuple):
    """A list as it was read.

    Attributes:
        frame: what ``classified_list`` takes. Households that could not be used have no class.
        rejected: rows that could not be used, each with its problems.
        notices: columns that are not used.
    """

    frame: pl.DataFrame
    rejected: tuple[Row, ...] = ()
    notices: tuple[Problem, ...] = ()


def read_list(path: Path, members: Path | None, rules: RuleSet) -> ReadList:
    """Read the list of one year.

    Args:
        path: a table or folder as ``classify`` takes it. One with a column ``class`` is taken as
            decided, with ``persons`` and places where they are given; another is classified.
        members: the table of members, where it is elsewhere.
        rules: what classifies it.

    Raises:
        InputError: if a table cannot be read, or has no ``household_id``.
    """
    households, persons, notices = tables_of(path, members)
    if CLASS in households.columns:
        return ReadList(whole(households, households.columns))
    return _classified(households, persons, rules, tuple(notices))


def read_table(path: Path, name: str) -> pl.DataFrame:
    """Read a table of changes or of earlier lists: CSV, Parquet or Excel.

    Args:
        name: that of its sheet in a workbook; else the first one is read.

    Raises:
        InputError: if it cannot be read.
    """
    table = table_of(path, name)
    return whole(table, table.columns)


def whole(table: Table, columns: tuple[str, ...]) -> pl.DataFrame:
    """Return all rows of a table, without their numbers."""
    return _rows(table, columns)


def _rows(table: Table, columns: tuple[str, ...]) -> pl.DataFrame:
    """Return some columns of all rows of a table; ``ROW`` may be one of them."""
    asked = tuple(name for name in columns if name != ROW)
    kept = [part.select(columns) for part in table.parts(_AT_ONCE, asked)]
    return pl.concat(kept) if kept else pl.DataFrame(schema=dict.fromkeys(columns, pl.String))


def _classified(
    households: Table, members: Table | None, rules: RuleSet, notices: tuple[Problem, ...]
) -> ReadList:
    decisions: list[pl.DataFrame] = []
    rejected: list[Row] = []
    for part in decide_all(households, members, rules):
        rejected += part.rejected
        if part.decisions.height:
            decisions.append(part.decisions.select(ROW, CLASS, "possible_classes", SIZE))
    wanted = (KEY, *PLACES, "review_date", *_LEFT, _DECISIONS)
    columns = tuple(name for name in wanted if name in households.columns)
    # A row has the number that its table gives it: in a spreadsheet the first one is not 1.
    facts = _rows(households, (ROW, *columns)).with_columns(pl.col(ROW).cast(pl.Int64))
    if decisions:
        decided = pl.concat(decisions).with_columns(pl.col(ROW).cast(pl.Int64))
        facts = facts.join(decided, on=ROW, how="left").sort(ROW)
    else:
        facts = facts.with_columns(
            pl.lit(None, pl.String).alias(CLASS), pl.lit(None, pl.Int64).alias(SIZE)
        )
    return ReadList(
        _with_history(facts.rename({SIZE: "persons"}).drop(ROW)), tuple(rejected), notices
    )


def _with_history(facts: pl.DataFrame) -> pl.DataFrame:
    """Say when each household left the lists, as its decisions of recognition tell."""
    told = LEFT_POOR in facts.columns
    if _DECISIONS not in facts.columns:
        return facts.with_columns(pl.lit(told).alias(HISTORY_KNOWN))
    found = [_history(row) for row in facts.iter_rows(named=True)]
    schema: dict[str, Any] = {**dict.fromkeys(_LEFT, pl.Date), HISTORY_KNOWN: pl.Boolean}
    history = pl.DataFrame(found, schema=schema, orient="row")
    return facts.drop(_DECISIONS, *_LEFT, strict=False).hstack(history)


def _history(row: dict[str, Any]) -> tuple[Any, Any, bool]:
    given = [convert(name, row.get(name)) for name in _LEFT]
    days = [_day(value) for value in given]
    decisions = convert(_DECISIONS, row[_DECISIONS])
    known = LEFT_POOR in row
    if not isinstance(decisions, list) or not decisions:
        return days[0], days[1], known
    try:
        dated = [ListDecision.model_validate(item) for item in decisions]
    except ValueError:
        # The household is rejected for it when it is classified.
        return days[0], days[1], known
    told = history_facts(dated, _day(convert("review_date", row.get("review_date"))))
    return told[LEFT_POOR] or days[0], told[LEFT_NEAR_POOR] or days[1], True


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None
