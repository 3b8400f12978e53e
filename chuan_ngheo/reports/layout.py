"""What an official table consists of: columns, rows of cells, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from chuan_ngheo.reports.counts import Count

HOUSEHOLDS = "Hộ"
PERSONS = "Nhân khẩu"


class Cell(NamedTuple):
    """One number of a table.

    Attributes:
        value: a number, a rate in per cent, or None where it is not known.
        unknown: how many more households, persons or children may belong.
    """

    value: int | float | None
    unknown: int = 0


EMPTY = Cell(None)


def cell(count: Count, among: Count | None = None) -> Cell:
    """Return what is certain of a count, and beside it what is unknown.

    Args:
        among: all whom it could be true of; where it is unknown of every one, the number is empty,
            for a 0 would say that there are none.
    """
    if (
        among is not None
        and not count.certain
        and count.unknown
        and count.possible == among.possible
    ):
        return Cell(None, count.unknown)
    return Cell(count.certain, count.unknown)


def rate(part: Cell, whole: int | None) -> Cell:
    """Return a rate in per cent; empty without a whole, or where it is 0.

    The unknown beside it is a number, as beside the count.
    """
    if part.value is None or not whole:
        return Cell(None, part.unknown)
    return Cell(100 * part.value / whole, part.unknown)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        id: its machine name in CSV files.
        heading: the Vietnamese heading from the widest group down.
        english: what it counts.
    """

    id: str
    heading: tuple[str, ...]
    english: str
    kind: Literal["count", "rate"] = "count"


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        number: as the form numbers it: a Roman numeral for an area, a digit for a district.
        area: ``urban``, ``rural``, empty if unknown, ``all`` for both.
        district: its name, empty if unknown, ``all`` for all.
        split: what its numbers are of: ``Hộ``, ``Nhân khẩu``, or a class of households.
        extra: cells of the columns beside the printed grid.
    """

    number: str
    label: str
    level: Literal["area", "district", "class"]
    area: str
    district: str
    cells: tuple[Cell, ...]
    split: str = ""
    extra: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """One of the forms (Mẫu) 7.1 to 7.11.

    Attributes:
        form: such as ``7.1``.
        split_heading: heading of the column that says what a row is of; empty if there is none.
        extra: columns beside the printed grid.
        notes: in Vietnamese, printed below.
    """

    form: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    subtitle: str = ""
    split_heading: str = ""
    numbered: bool = True
    extra: tuple[Column, ...] = ()
    cells_of: dict[tuple[str, str, str], dict[str, Cell]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Index the cells by area, district and split."""
        found = {
            (row.area, row.district, row.split): dict(
                zip([column.id for column in self.columns], row.cells, strict=True)
            )
            for row in self.rows
        }
        object.__setattr__(self, "cells_of", found)

    def cell(self, column: str, area: str = "all", district: str = "all", split: str = "") -> Cell:
        """Return one cell.

        Raises:
            KeyError: if the table has no such row or column.
        """
        return self.cells_of[area, district, split][column]
