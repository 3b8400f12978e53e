"""Decisions as ``classify`` wrote them, read again: one row of plain values for each household."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.rulebook.rules import POINT_ENDS, RuleSet
from chuan_ngheo.survey.read import JSON_SUFFIXES, read_json
from chuan_ngheo.survey.rows import InputError, Row
from chuan_ngheo.survey.table_files import read_table
from chuan_ngheo.survey.tables import KEY, check_columns
from chuan_ngheo.survey.write import SEPARATOR

TABLE_SUFFIXES: Final = (".parquet", ".csv", ".csv.gz")
HASH: Final = "rule_set_hash"
ABSENT: Final = "(absent)"
"""Stands where one decision of JSON lacks what others have."""
_TEXTS: Final = frozenset({"class", "possible_classes", HASH})
_COUNTS: Final = ("deprivations_certain", "deprivations_possible")
_TRUTHS: Final = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded decision.

    Attributes:
        row: its number in the file, from 1 without a heading.
        household_id: as text, so that 7 and "7" are the same; empty if there is none.
        cells: what is recorded, by column.
        problem: why the row cannot be read.
    """

    row: int
    household_id: str
    cells: Mapping[str, Any]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class RecordedDecisions:
    """A file of decisions.

    Attributes:
        columns: what is recorded and can be verified, in the order of a decision.
        missing: the columns of a decision that the file lacks.
        unknown: columns of the file that no decision under these rules has.
    """

    file: str
    rows: tuple[Recorded, ...]
    columns: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def columns_of(rules: RuleSet) -> tuple[str, ...]:
    """Return the columns of a decision that are verified, in their order."""
    return (
        *("class", "possible_classes", *rules.indicators, *_COUNTS),
        *(*rules.point_columns, *rules.benefits),
    )


def _whole_numbers(rules: RuleSet) -> frozenset[str]:
    """Return the columns that hold whole numbers."""
    return frozenset((*_COUNTS, *rules.point_columns))


def identity(value: Any) -> str:
    """Return a household_id as it is compared."""
    return "" if value is None else str(value).strip()


def read_decisions(path: Path, rules: RuleSet) -> RecordedDecisions:
    """Read a file that ``classify`` wrote: JSON, JSON lines, CSV or Parquet.

    Raises:
        InputError: if it cannot be read at all, or has no ``household_id``.
    """
    if path.suffix in JSON_SUFFIXES:
        return _of_json(path, rules)
    if path.name.endswith(TABLE_SUFFIXES):
        return _of_table(path, rules)
    suffixes = ", ".join((*JSON_SUFFIXES, *TABLE_SUFFIXES))
    expected = f"decisions that classify wrote, in a file ending in {suffixes}"
    raise InputError(Problem("file-unreadable", repr(path.name), expected))


def _of_table(path: Path, rules: RuleSet) -> RecordedDecisions:
    table = read_table(path)
    check_columns(table.columns, path.name)
    known = columns_of(rules)
    places = {name: place for place, name in enumerate(table.columns) if name in (KEY, *known)}
    whole = _whole_numbers(rules)
    rows: list[Recorded] = []
    for cells in table.rows:
        if cells.problem is not None:
            rows.append(Recorded(cells.number, "", {}, cells.problem))
            continue
        found = {name: cells.values[place] for name, place in places.items()}
        rows.append(_recorded(cells.number, found.pop(KEY), found, whole))
    return _decisions(path, rows, table.columns, rules, ())


def _of_json(path: Path, rules: RuleSet) -> RecordedDecisions:
    known = (*columns_of(rules), HASH)
    flat = [(row, _flat(row.facts)) for row in read_json(path, "decision", "decisions").rows]
    present = dict.fromkeys(name for _, cells in flat for name in cells)
    columns = [name for name in known if name in present]
    whole = _whole_numbers(rules)
    rows = [_of_object(row, cells, columns, whole) for row, cells in flat]
    return _decisions(path, rows, present, rules, (HASH,))


def _of_object(
    row: Row, cells: Mapping[str, Any], columns: Iterable[str], whole: frozenset[str]
) -> Recorded:
    number = row.source.row
    if row.problems:
        return Recorded(number, "", {}, row.problems[0])
    kept = {name: cells.get(name, ABSENT) for name in columns}
    return _recorded(number, cells.get(KEY), kept, whole)


def _flat(decision: Mapping[str, Any]) -> dict[str, Any]:
    """Return a decision of JSON in columns."""
    found = {name: decision[name] for name in (KEY, "class", HASH) if name in decision}
    possible = decision.get("possible_classes")
    if isinstance(possible, list):
        found["possible_classes"] = SEPARATOR.join(map(str, possible))
    found |= _part(decision, "deprivations")
    for name, value in _part(decision, "deprivation_count").items():
        found[f"deprivations_{name}"] = value
    for name, bounds in _part(decision, "points").items():
        for end in POINT_ENDS:
            found[f"{name}_{end}"] = (
                bounds.get(end, ABSENT) if isinstance(bounds, Mapping) else bounds
            )
    for name, value in _part(decision, "eligibility").items():
        found[name] = value.get("eligible", ABSENT) if isinstance(value, Mapping) else value
    return found


def _part(decision: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = decision.get(name)
    return part if isinstance(part, Mapping) else {}


def _decisions(
    path: Path,
    rows: Iterable[Recorded],
    present: Iterable[str],
    rules: RuleSet,
    more: tuple[str, ...],
) -> RecordedDecisions:
    known = columns_of(rules)
    names = tuple(present)
    return RecordedDecisions(
        path.name,
        tuple(rows),
        tuple(name for name in (*known, *more) if name in names),
        tuple(name for name in (*known, *more) if name not in names),
        tuple(name for name in names if name not in (KEY, *known, *more)),
    )


def _recorded(
    row: int, identifier: Any, cells: Mapping[str, Any], whole: frozenset[str]
) -> Recorded:
    found = {name: _cell(name, value, whole) for name, value in cells.items()}
    return Recorded(row, identity(identifier), found)


def _cell(column: str, value: Any, whole: frozenset[str]) -> Any:
    """Return a cell as a decision has it; what cannot be one stays as it is written."""
    text = value.strip() if isinstance(value, str) else value
    if text in (None, ""):
        return None
    if column in _TEXTS or isinstance(text, bool):
        return text
    if column in whole:
        number = str(text).removesuffix(".0")
        return int(number) if number.isdecimal() else text
    return _TRUTHS.get(str(text).lower(), text)
