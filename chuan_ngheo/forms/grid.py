"""The cells of a sheet, and the rows of answers under its heading."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.forms.columns import Column
from chuan_ngheo.forms.places import CellPosition
from chuan_ngheo.forms.version import ID_HINT

_HEADING_WITHIN: Final = 12
"""The heading is looked for in so many rows, in case somebody has added rows above it."""


class Cell(NamedTuple):
    """One cell: its text (None where it is empty), and whether it holds a number or a date."""

    text: str | None
    number: bool = False


Grid = tuple[tuple[Cell, ...], ...]
"""The rows of a sheet from its first row on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers on a sheet.

    Attributes:
        name: the name of the sheet.
        places: the number of each known column, from 1.
        rows: the row number of each row with an answer, and its cells by column.
        notices: columns that are absent, unknown or given twice.
    """

    name: str
    places: Mapping[str, int]
    titles: Mapping[str, str]
    rows: tuple[tuple[int, Mapping[str, Cell]], ...]
    notices: tuple[Problem, ...]

    def position(self, row: int, name: str = "") -> CellPosition:
        """Return the place of a cell; of the whole row where there is no such column."""
        return CellPosition(self.name, row, self.places.get(name, 0), self.titles.get(name, ""))


def read_sheet(grid: Grid, name: str, columns: tuple[Column, ...]) -> Sheet:
    """Find the heading of a sheet and the answers below it.

    Columns are known by their headings, wherever they stand.
    """
    known = {_plain(column.title): column for column in columns}
    start = max(
        range(min(len(grid), _HEADING_WITHIN)),
        key=lambda number: sum(_plain(cell.text) in known for cell in grid[number]),
        default=0,
    )
    heading = grid[start] if grid else ()
    places: dict[str, int] = {}
    notices: list[Problem] = []
    for place, cell in enumerate(heading, start=1):
        column = known.get(_plain(cell.text))
        position = CellPosition(name, start + 1, place)
        if column is None and cell.text and cell.text.strip():
            found, expected = "a column that form 3.1 does not have", "a column of form 3.1"
            advice = "It is ignored."
            notices.append(Problem("form-column", found, expected, advice, position))
        elif column is not None and column.name in places:
            found, expected = "the same column again", "each column once"
            advice = "The first one is read."
            notices.append(Problem("form-column", found, expected, advice, position))
        elif column is not None:
            places[column.name] = place
    notices += _absent(name, start + 1, columns, places)
    titles = {column.name: column.title for column in columns}
    return Sheet(name, places, titles, tuple(_answers(grid, start, places)), tuple(notices))


def _absent(
    sheet: str, row: int, columns: tuple[Column, ...], places: Mapping[str, int]
) -> Iterator[Problem]:
    for column in columns:
        if column.name not in places:
            yield Problem(
                "form-column",
                "no such column",
                f"the column “{column.title}”",
                "What it asks is unknown in every row.",
                CellPosition(sheet, row, 0, column.title),
            )


def _answers(
    grid: Grid, start: int, places: Mapping[str, int]
) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    for number, cells in enumerate(grid[start + 1 :], start=start + 2):
        own = {
            name: cells[place - 1]
            for name, place in places.items()
            if place <= len(cells) and (cells[place - 1].text or "").strip()
        }
        if own and not _is_hints(own):
            yield number, own


def _is_hints(cells: Mapping[str, Cell]) -> bool:
    identifier = cells.get("household_id")
    return identifier is not None and _plain(identifier.text) == _plain(ID_HINT)


def _plain(text: str | None) -> str:
    """Return a heading as it is compared: without differences of case, spaces and encoding."""
    return " ".join(unicodedata.normalize("NFC", text or "").split()).casefold()
