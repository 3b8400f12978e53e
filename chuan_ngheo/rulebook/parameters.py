"""Parameters: numbers set by law, as one value, by a fact, or as a table file."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.expression.units import is_money, parse_unit
from chuan_ngheo.rulebook import rules as typed
from chuan_ngheo.vocabulary import FACTS, Scope, ValueType

if TYPE_CHECKING:
    from chuan_ngheo.rulebook.documents import ParameterDocument, TableDocument
    from chuan_ngheo.rulebook.read_documents import Entry


def parameter_scope(parameter: typed.Parameter) -> Scope:
    """Return the scope of a parameter: that of a member if one of its keys is a member's."""
    keys = (parameter.key, parameter.row_key)
    return "member" if any(key and FACTS[key].scope == "member" for key in keys) else "household"


def build_parameter(
    entry: Entry,
    cited: typed.CitedParts,
    period: typed.Period,
    folder: Path,
    problems: list[Problem],
) -> typed.Parameter | None:
    """Return the parameter of one entry, or None after reporting what is wrong with it."""
    document: ParameterDocument = entry.document
    forms = [name for name in ("value", "values", "table") if getattr(document, name) is not None]
    if len(forms) != 1:
        found = " and ".join(forms) or "none of value, values, table"
        problems.append(
            Problem("missing-key", found, "exactly one of them", position=entry.position())
        )
        return None
    rows: tuple[typed.Number, ...] = ()
    columns: dict[str, tuple[typed.Number, ...]] = {}
    row_key = ""
    if document.value is not None:
        columns = {"": (document.value,)}
    elif document.values is not None:
        columns = {key: (number,) for key, number in document.values.items()}
    elif document.table is not None:
        row_key = document.table.row
        table = _read_table(document.table, folder, entry.position("table"), problems)
        if table is None or not _check_row_key(row_key, entry, problems):
            return None
        rows, columns = table
    key = document.by or ""
    before = len(problems)
    _check_key(key, columns, entry, problems)
    _check_money(document, columns, entry, problems)
    if len(problems) > before:
        return None
    return typed.Parameter(
        **cited._asdict(),
        period=period,
        unit=document.unit,
        key=key,
        row_key=row_key,
        columns=MappingProxyType(columns),
        rows=rows,
    )


def _check_row_key(row_key: str, entry: Entry, problems: list[Problem]) -> bool:
    fact = FACTS.get(row_key)
    if fact is not None and fact.type is ValueType.NUMBER:
        return True
    numbers = [name for name, fact in FACTS.items() if fact.type is ValueType.NUMBER]
    problems.append(
        Problem(
            "unknown-name",
            repr(row_key),
            "a fact that is a number",
            nearest(row_key, numbers),
            position=entry.position("table", "row"),
        )
    )
    return False


def _check_key(
    key: str,
    columns: dict[str, tuple[typed.Number, ...]],
    entry: Entry,
    problems: list[Problem],
) -> None:
    if not key:
        if set(columns) != {""}:
            problems.append(
                Problem("missing-key", "no 'by'", "a key 'by'", position=entry.position())
            )
        return
    fact = FACTS.get(key)
    if fact is None or fact.type is not ValueType.CHOICE:
        choices = [name for name, item in FACTS.items() if item.type is ValueType.CHOICE]
        problems.append(
            Problem(
                "unknown-name",
                repr(key),
                "a fact with a list of values",
                nearest(key, choices),
                position=entry.position("by"),
            )
        )
    elif set(columns) != set(fact.values):
        problems.append(
            Problem(
                "table-keys",
                f"values for {', '.join(columns) or 'nothing'}",
                f"one value for each of {', '.join(fact.values)}",
                position=entry.position("values" if entry.document.values else "table"),
            )
        )


def _check_money(
    document: ParameterDocument,
    columns: dict[str, tuple[typed.Number, ...]],
    entry: Entry,
    problems: list[Problem],
) -> None:
    if not is_money(parse_unit(document.unit)):
        return
    for key, numbers in columns.items():
        if any(isinstance(number, float) for number in numbers):
            below = ("values", key) if document.values else ("value",)
            problems.append(
                Problem(
                    "money-form",
                    repr(numbers[0]),
                    "a whole number of dong such as 1_500_000",
                    position=entry.position(*below),
                )
            )


def _read_table(
    table: TableDocument, folder: Path, place: Position, problems: list[Problem]
) -> tuple[tuple[typed.Number, ...], dict[str, tuple[typed.Number, ...]]] | None:
    path = folder / table.file
    name = f"{folder.name}/{table.file}"
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        problems.append(
            Problem("table-file", repr(table.file), "a file of the rule set", position=place)
        )
        return None
    rows: list[typed.Number] = []
    columns: dict[str, list[typed.Number]] = {key: [] for key in table.columns}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for line, row in enumerate(reader, start=2):
            try:
                rows.append(_number(row[table.row]))
                for key, column in table.columns.items():
                    columns[key].append(_number(row[column]))
            except (KeyError, TypeError, ValueError):
                wanted = ", ".join([table.row, *table.columns.values()])
                problems.append(
                    Problem(
                        "table-file",
                        "a row without a number",
                        f"numbers in the columns {wanted}",
                        position=Position(name, line, 1),
                    )
                )
                return None
    if not rows or any(low >= high for low, high in pairwise(rows)):
        problems.append(
            Problem(
                "table-file",
                "rows out of order or none",
                f"rows with {table.row} ascending",
                position=Position(name, 1, 1),
            )
        )
        return None
    return tuple(rows), {key: tuple(numbers) for key, numbers in columns.items()}


def _number(text: str) -> typed.Number:
    return int(text) if text.strip().isdigit() else float(text)
