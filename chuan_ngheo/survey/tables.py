"""Read a household table and a member table from CSV or Parquet."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.facts import Household, Member
from chuan_ngheo.survey.cells import convert
from chuan_ngheo.survey.rows import Input, InputError, Row, Source

if TYPE_CHECKING:
    import polars

KEY = "household_id"


def read_tables(households: Path, members: Path | None) -> Input:
    """Read households and, from a second table, their members.

    A household with a member row that has no readable place keeps that member's problems, so
    that it is rejected as a whole: a household is never classified without one of its members.
    """
    notices: list[Problem] = []
    table = _read(households)
    _require_key(table, households)
    rows = _rows(table, households, (*Household.model_fields,), notices)
    found = Input(rows, notices=notices)
    if members is not None:
        member_table = _read(members)
        _require_key(member_table, members)
        names = (KEY, *Member.model_fields)
        _join(found, _rows(member_table, members, names, notices))
    return found


def _read(path: Path) -> polars.DataFrame:
    import polars  # noqa: PLC0415  only when tables are read

    try:
        if path.suffix == ".parquet":
            return polars.read_parquet(path)
        return polars.read_csv(path, infer_schema=False, encoding="utf8")
    except (OSError, polars.exceptions.PolarsError) as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else "an unreadable table"
        raise InputError(
            Problem("file-unreadable", reason, "a CSV (UTF-8) or Parquet table", path=path.name)
        ) from None


def _require_key(table: polars.DataFrame, path: Path) -> None:
    if KEY not in table.columns:
        advice = nearest(KEY, table.columns)
        raise InputError(
            Problem("column-missing", "no such column", f"a column {KEY}", advice, path=path.name)
        )


def _rows(
    table: polars.DataFrame, path: Path, names: tuple[str, ...], notices: list[Problem]
) -> list[Row]:
    known = [name for name in table.columns if name in names]
    notices += [
        Problem(
            "column-unknown",
            f"the column {name!r}",
            "a name of the vocabulary",
            nearest(name, list(names)) or "It is ignored.",
            path=path.name,
        )
        for name in table.columns
        if name not in names
    ]
    return [
        Row(
            Source(path.name, number),
            {
                name: convert(name, cell)
                for name, cell in zip(known, cells, strict=True)
                if cell is not None
            },
        )
        for number, cells in enumerate(table.select(known).iter_rows(), start=1)
    ]


def _join(found: Input, members: list[Row]) -> None:
    by_household: dict[str, list[Row]] = {}
    for row in members:
        by_household.setdefault(str(row.facts.get(KEY)), []).append(row)
    joined: list[Row] = []
    for row in found.rows:
        own = by_household.pop(str(row.facts.get(KEY)), [])
        joined.append(_with_members(row, own))
    found.rows = joined
    for orphans in by_household.values():
        found.rejected += [_orphan(row) for row in orphans]
    found.rejected.sort(key=lambda row: row.source.row)


def _with_members(row: Row, own: list[Row]) -> Row:
    if not own:
        return row
    facts = dict(row.facts)
    facts["members"] = [
        {name: value for name, value in member.facts.items() if name != KEY} for member in own
    ]
    counts = Counter(
        repr(member.facts["member_id"]) for member in own if "member_id" in member.facts
    )
    problems = tuple(
        Problem(
            "duplicate-member",
            f"the same member_id again ({member.source})",
            "each member once",
            path=f"members[{index}].member_id",
        )
        for index, member in enumerate(own)
        if counts[repr(member.facts.get("member_id"))] > 1
    )
    return Row(row.source, facts, row.problems + problems)


def _orphan(row: Row) -> Row:
    problem = Problem(
        "orphan-member",
        "a member whose household_id is in no household row",
        "a household row with this household_id",
        "Add the household, or correct the id.",
        path=KEY,
    )
    return Row(row.source, row.facts, (problem,))
