"""Read the rows of a table of the review, each cell by its column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.review.cells import Parse, read_cell
from chuan_ngheo.review.form_rows import form_rows
from chuan_ngheo.survey.read import JSON_SUFFIXES, read_json
from chuan_ngheo.survey.rows import InputError, Row, Source, reject_duplicates
from chuan_ngheo.survey.table_files import read_table
from chuan_ngheo.survey.tables import KEY, check_columns, unknown_columns
from chuan_ngheo.survey.write import SEPARATOR

_PLAIN_TABLES: Final = (".csv", ".csv.gz", ".parquet")
SUFFIXES: Final = (*_PLAIN_TABLES, ".xlsx", *JSON_SUFFIXES)
"""The endings of the files that can be read."""
_AT_ONCE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that can be used, those that cannot, and notices on columns.

    Attributes:
        columns: the columns of the file that are read.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rejected: tuple[Row, ...] = ()
    notices: tuple[Problem, ...] = field(default=())

    def by_id(self) -> dict[str, Mapping[str, Any]]:
        """Return the values of each row by its household."""
        return {row.facts[KEY]: row.facts for row in self.rows}


def read_rows(
    path: Path, fields: Mapping[str, Parse], *, strict: bool = True, unique: bool = True
) -> Rows:
    """Read a CSV, Parquet, Excel, JSON or JSON lines file, or a workbook of form 3.1.

    Args:
        fields: the columns that are read, each with what reads its cells.
        strict: whether other columns are reported; decisions have many others.
        unique: whether each household has one row.

    Returns:
        Rows whose facts are the values of all ``fields``; None is unknown.

    Raises:
        InputError: if the file cannot be read at all, has no ``household_id``, or is a workbook of
            form 3.1 where results are read.
    """
    raw, columns = form_rows(path, fields) or _raw(path)
    check_columns(columns, path.name)
    notices = unknown_columns(columns, path.name, (*fields,)) if strict else []
    rows = [_typed(row, fields) for row in raw]
    if unique:
        rows = reject_duplicates(rows)
    return Rows(
        path.name,
        tuple(name for name in fields if name in columns),
        tuple(row for row in rows if not row.problems),
        tuple(row for row in rows if row.problems),
        tuple(notices),
    )


def _raw(path: Path) -> tuple[list[Row], tuple[str, ...]]:
    if path.suffix in JSON_SUFFIXES:
        found = [_flat(row) for row in read_json(path).rows]
        names = dict.fromkeys(name for row in found for name in row.facts)
        return found, tuple(names) or (KEY,)
    if path.suffix == ".xlsx":
        return _sheet(path)
    if not path.name.endswith(_PLAIN_TABLES):
        expected = f"a file ending in {', '.join(SUFFIXES)}"
        raise InputError(Problem("file-unreadable", repr(path.name), expected))
    table = read_table(path)
    return [
        Row(
            Source(path.name, cells.number),
            dict(zip(table.columns, cells.values, strict=False)),
            (cells.problem,) if cells.problem else (),
        )
        for cells in table.rows
    ], table.columns


def _sheet(path: Path) -> tuple[list[Row], tuple[str, ...]]:
    from chuan_ngheo.tables.files import table_of  # noqa: PLC0415  Polars only for Excel
    from chuan_ngheo.tables.sources import ROW  # noqa: PLC0415

    table = table_of(path, "review")
    rows = [
        Row(Source(table.name, cells.pop(ROW)), cells)
        for part in table.parts(_AT_ONCE, table.columns)
        for cells in part.iter_rows(named=True)
    ]
    return [row for row in rows if _filled(row.facts.values())], table.columns


def _filled(values: Iterable[Any]) -> bool:
    return any(value not in (None, "") for value in values)


def _flat(row: Row) -> Row:
    """Return an object of JSON with the statuses and points of a decision beside its other keys.

    Points of which only bounds are known are not known.
    """
    facts = dict(row.facts)
    statuses = facts.pop("household_statuses", None)
    if isinstance(statuses, Mapping):
        facts = {**statuses, **facts}
    points = facts.pop("points", None)
    for name, bounds in points.items() if isinstance(points, Mapping) else ():
        if isinstance(bounds, Mapping) and bounds.get("lowest") == bounds.get("highest"):
            facts.setdefault(name, bounds.get("lowest"))
    for name, value in facts.items():
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            facts[name] = SEPARATOR.join(value)
    return Row(row.source, facts, row.problems)


def _typed(row: Row, fields: Mapping[str, Parse]) -> Row:
    if row.problems:
        return row
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, parse in fields.items():
        values[name], problem = read_cell(name, row.facts.get(name), parse)
        if problem is not None:
            problems.append(problem)
    if values[KEY] is None and not any(problem.path == KEY for problem in problems):
        expected = "text or a whole number"
        problems.append(Problem("fact-type", "nothing", expected, "Fill it in.", path=KEY))
    if problems:
        return Row(row.source, row.facts, tuple(problems))
    return Row(row.source, values)


def rejected_of(*sources: Rows) -> Iterator[Row]:
    """Yield the rejected rows of several files."""
    for source in sources:
        yield from source.rejected
