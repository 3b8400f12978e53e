"""Where numbers of the official tables that must agree do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from chuan_ngheo.reports.layout import HOUSEHOLDS, PERSONS, Cell, OfficialTable, Row
from chuan_ngheo.reports.movement import LineKey
from chuan_ngheo.reports.outline import ALL


class Number(NamedTuple):
    """A number of a table: the form, the column's machine name, what its row is of."""

    form: str
    column: str
    split: str = ""

    def __str__(self) -> str:
        return ".".join(part for part in (self.form, self.column, self.split) if part)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two numbers that should agree.

    Attributes:
        area: of the row; ``all`` for both.
        relation: ``=`` if they should be equal, ``≤`` if the first should not be above the second.
        explained: whether what is unknown explains it.
    """

    area: str
    district: str
    left: str
    left_value: int
    relation: str
    right: str
    right_value: int
    explained: bool


_EQUAL: Final = (
    (Number("7.1", "poor_households"), Number("7.2", "at_end", HOUSEHOLDS)),
    (Number("7.1", "near_poor_households"), Number("7.3", "at_end", HOUSEHOLDS)),
    (Number("7.1", "poor_households"), Number("7.4", "households")),
    (Number("7.1", "poor_households"), Number("7.5", "households")),
    (Number("7.1", "near_poor_households"), Number("7.6", "households")),
    (Number("7.1", "near_poor_households"), Number("7.7", "households")),
    (Number("7.1", "poor_households"), Number("7.8", "poor", HOUSEHOLDS)),
    (Number("7.1", "near_poor_households"), Number("7.8", "near_poor", HOUSEHOLDS)),
    (Number("7.1", "resident_households"), Number("7.8", "resident_households", HOUSEHOLDS)),
    (Number("7.1", "resident_persons"), Number("7.8", "resident_households", PERSONS)),
    (Number("7.1", "poor_households"), Number("7.9", "poor")),
    (Number("7.1", "near_poor_households"), Number("7.9", "near_poor")),
    (Number("7.2", "at_end", PERSONS), Number("7.8", "poor", PERSONS)),
    (Number("7.3", "at_end", PERSONS), Number("7.8", "near_poor", PERSONS)),
    (Number("7.2", "to_near_poor", HOUSEHOLDS), Number("7.3", "from_poor", HOUSEHOLDS)),
    (Number("7.2", "from_near_poor", HOUSEHOLDS), Number("7.3", "to_poor", HOUSEHOLDS)),
)
_MOVES: Final = ("7.2", "7.3")


def reconcile(
    tables: Sequence[OfficialTable],
    choices: Mapping[str, str],
    explained: Mapping[tuple[str, LineKey, str], int] | None = None,
) -> tuple[Difference, ...]:
    """Return every difference, by table and row.

    Args:
        choices: the options of ``CHOICES`` that the tables were made with.
        explained: by form, row and split how much of an imbalance of 7.2 or 7.3 unknown facts
            explain.
    """
    by_form = {table.form: table for table in tables}
    found: list[Difference] = []
    for left, right in _EQUAL:
        found += _compared(by_form, left, right)
    for form in ("7.4", "7.6"):
        table = by_form[form]
        parts = [column.id for column in table.columns[1:]]
        found += _parts_of(by_form, form, parts, "households")
    for class_ in ("poor", "near_poor"):
        found += _groups_of(by_form["7.8"], class_)
        found += _ethnic_sum(by_form["7.9"], class_, choices["ethnic_groups"] == "minority")
        children = [c.id for c in by_form["7.11"].columns if c.id.startswith(f"{class_}_")]
        found += _parts_of(by_form, "7.11", children[1:], children[0])
    found += _parts_of(
        by_form, "7.1", ["poor_households", "near_poor_households"], "resident_households"
    )
    for form in _MOVES:
        found += _identity(by_form[form], explained or {})
    for table in tables:
        found += _areas_add_up(table)
    return tuple(found)


def _compared(
    tables: dict[str, OfficialTable], left: Number, right: Number
) -> Iterator[Difference]:
    """Yield the rows that both tables have where two numbers differ."""
    one, other = tables[left.form], tables[right.form]
    for row in one.rows:
        if row.split != left.split or (row.area, row.district, right.split) not in other.cells_of:
            continue
        pair = (
            one.cell(left.column, row.area, row.district, left.split),
            other.cell(right.column, row.area, row.district, right.split),
        )
        yield from _difference(row, str(left), pair, "=", str(right))


def _difference(
    row: Row, left: str, pair: tuple[Cell, Cell], relation: str, right: str
) -> Iterator[Difference]:
    values = (pair[0].value, pair[1].value)
    if values[0] is None or values[1] is None:
        return
    low, high = int(values[0]), int(values[1])
    if low == high or (relation == "≤" and low <= high):
        return
    explained = low <= high + pair[1].unknown and high <= low + pair[0].unknown
    yield Difference(row.area, row.district, left, low, relation, right, high, explained)


def _parts_of(
    tables: dict[str, OfficialTable], form: str, parts: Sequence[str], whole: str
) -> Iterator[Difference]:
    table = tables[form]
    for row in table.rows:
        cells = table.cells_of[row.area, row.district, row.split]
        for part in parts:
            names = (f"{form}.{part}", f"{form}.{whole}")
            yield from _difference(row, names[0], (cells[part], cells[whole]), "≤", names[1])


def _groups_of(table: OfficialTable, class_: str) -> Iterator[Difference]:
    parts = [
        column.id
        for column in table.columns
        if column.id.startswith(f"{class_}_") and column.id != class_
    ]
    yield from _parts_of({"7.8": table}, "7.8", parts, class_)


def _ethnic_sum(table: OfficialTable, class_: str, only_minority: bool) -> Iterator[Difference]:
    """Compare the sum of the ethnic groups with all households of a class."""
    if only_minority:
        yield from _parts_of({"7.9": table}, "7.9", [f"{class_}_by_group"], class_)
        return
    place = [column.id for column in table.extra].index(f"{class_}_group_unknown")
    for row in table.rows:
        cells = table.cells_of[row.area, row.district, row.split]
        counted = cells[f"{class_}_by_group"]
        open_ = row.extra[place]
        unknown = int(open_.value or 0) + open_.unknown + counted.unknown
        left, right = f"7.9.{class_}_by_group", f"7.9.{class_}"
        pair = (Cell(counted.value, unknown), cells[class_])
        yield from _difference(row, left, pair, "=", right)


def _identity(
    table: OfficialTable, explained: Mapping[tuple[str, LineKey, str], int]
) -> Iterator[Difference]:
    """Compare the end of the year with the start, less the decreases, plus the increases."""
    for row in table.rows:
        values = [int(cell.value) for cell in row.cells if cell.value is not None]
        if len(values) != 9:
            continue
        start, *moves, end = values
        expected = start - sum(moves[:3]) + sum(moves[3:])
        left = ".".join(filter(None, (table.form, "at_end", row.split)))
        right = f"{table.form}: 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8"
        unknown = explained.get((table.form, (row.area, row.district), row.split), 0)
        if end != expected:
            place = (row.area, row.district)
            yield Difference(
                *place, left, end, "=", right, expected, abs(end - expected) <= unknown
            )


def _areas_add_up(table: OfficialTable) -> Iterator[Difference]:
    """Compare the total with the sum of the areas, in every column of numbers."""
    for row in table.rows:
        if (row.area, row.district) != (ALL, ALL):
            continue
        parts = [
            table.cells_of[area, ALL, row.split]
            for area in ("urban", "rural", "")
            if (area, ALL, row.split) in table.cells_of
        ]
        for column in table.columns if parts else ():
            values = [part[column.id].value for part in parts]
            moved = table.form in _MOVES and column.id not in ("at_start", "at_end")
            if column.kind == "rate" or None in values or moved:
                continue
            total = Cell(sum(int(value) for value in values if value is not None))
            name = ".".join(filter(None, (table.form, column.id, row.split)))
            own = table.cell(column.id, ALL, ALL, row.split)
            yield from _difference(row, name, (own, total), "=", f"{name}: I + II")
