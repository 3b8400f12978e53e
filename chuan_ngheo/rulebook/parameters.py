"""Parameters: numbers set by law, as one value, by a fact, or as a table file."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.expression.units import is_money, parse_unit
from chuan_ngheo.rulebook import rules as typed
from chuan_ngheo.rulebook.citations import Period
from chuan_ngheo.rulebook.tables import Columns, read_table
from chuan_ngheo.vocabulary import FACTS, Scope, ValueType

if TYPE_CHECKING:
    from chuan_ngheo.rulebook.documents import ParameterDocument
    from chuan_ngheo.rulebook.read_documents import Entry


def parameter_scope(parameter: typed.Parameter) -> Scope:
    """Return the scope of a parameter: that of a member if one of its keys is a member's."""
    keys = (parameter.key, parameter.row_key)
    return "member" if any(key and FACTS[key].scope == "member" for key in keys) else "household"


def build_parameter(
    entry: Entry,
    cited: typed.CitedParts,
    period: Period,
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
    before = len(problems)
    rows: tuple[typed.Number, ...] = ()
    columns: Columns = {}
    if document.value is not None:
        columns = {"": (document.value,)}
    elif document.values is not None:
        columns = {key: (number,) for key, number in document.values.items()}
    elif document.table is not None:
        _check_row_key(document.table.row, entry, problems)
        rows, columns = read_table(entry, folder, problems) or (
            (),
            dict.fromkeys(document.table.columns, ()),
        )
    _check_key(columns, entry, problems)
    _check_money(columns, entry, problems)
    if len(problems) > before:
        return None
    return typed.Parameter(
        **cited._asdict(),
        period=period,
        unit=document.unit,
        key=document.by or "",
        row_key=document.table.row if document.table else "",
        columns=MappingProxyType(columns),
        rows=rows,
    )


def _check_row_key(row_key: str, entry: Entry, problems: list[Problem]) -> None:
    fact = FACTS.get(row_key)
    if fact is not None and fact.type is ValueType.NUMBER:
        return
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


def _check_key(columns: Columns, entry: Entry, problems: list[Problem]) -> None:
    """Check that there are values for exactly the values of the fact that ``by`` names."""
    key: str | None = entry.document.by
    fact = FACTS.get(key or "")
    if key is None and set(columns) != {""}:
        found, expected, place = "no 'by'", "a key 'by'", entry.position()
        problems.append(Problem("missing-key", found, expected, position=place))
    elif key is not None and (fact is None or fact.type is not ValueType.CHOICE):
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
    elif fact is not None and set(columns) != set(fact.values):
        problems.append(
            Problem(
                "table-keys",
                f"values for {', '.join(filter(None, columns)) or 'nothing'}",
                f"one value for each of {', '.join(fact.values)}",
                position=_keys_position(entry),
            )
        )


def _keys_position(entry: Entry) -> Position:
    document: ParameterDocument = entry.document
    if document.value is not None:
        return entry.position("value")
    return (
        entry.position("values") if document.table is None else entry.position("table", "columns")
    )


def _check_money(columns: Columns, entry: Entry, problems: list[Problem]) -> None:
    document: ParameterDocument = entry.document
    if not is_money(parse_unit(document.unit)):
        return
    for key, numbers in columns.items():
        wrong = [number for number in numbers if isinstance(number, float)]
        if wrong:
            below = ("table", "columns", key) if document.table else ("values", key)
            problems.append(
                Problem(
                    "money-form",
                    repr(wrong[0]),
                    "a whole number of dong such as 1_500_000",
                    position=entry.position(*(below if key else ("value",))),
                )
            )
