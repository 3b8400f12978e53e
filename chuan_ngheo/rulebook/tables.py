"""Tables kept in CSV files beside the rules."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.rulebook import rules as typed

if TYPE_CHECKING:
    from chuan_ngheo.rulebook.documents import TableDocument
    from chuan_ngheo.rulebook.read_documents import Entry

Columns = dict[str, tuple[typed.Number, ...]]


def read_table(
    entry: Entry, folder: Path, problems: list[Problem]
) -> tuple[tuple[typed.Number, ...], Columns] | None:
    """Return the row keys and the columns of a parameter's table, or None after reporting why."""
    table: TableDocument = entry.document.table
    text = table_text(table.file, folder)
    if text is None:
        place = entry.position("table", "file")
        expected = "a CSV file in UTF-8, in the folder of the rule set"
        problems.append(Problem("table-file", repr(table.file), expected, position=place))
        return None
    reader = _Table(f"{folder.name}/{table.file}", table)
    rows, columns = reader.read(text)
    if not reader.problems:
        reader.check_order()
    problems += reader.problems
    return None if reader.problems else (tuple(rows), columns)


def table_text(name: str, folder: Path) -> str | None:
    """Return the text of a file of a rule set; None if there is none or it is not UTF-8."""
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve())
        return path.read_text(encoding="utf-8-sig") if inside else None
    except (OSError, ValueError):  # ValueError: not UTF-8, or a name that no file can have
        return None


class _Table:
    """Reads the cells of one table and collects its problems."""

    def __init__(self, name: str, table: TableDocument) -> None:
        self.name = name
        self.wanted = {"": table.row, **table.columns}
        self.problems: list[Problem] = []
        self.lines: list[tuple[int, typed.Number]] = []

    def read(self, text: str) -> tuple[list[typed.Number], Columns]:
        """Return the row keys and the columns; incomplete where there are problems."""
        numbers: dict[str, list[typed.Number]] = {key: [] for key in self.wanted}
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            heading = next(reader, [])
            places = self._places(heading)
            for cells in reader if places else ():
                if cells:
                    self._row(cells, reader.line_num, len(heading), places, numbers)
        except csv.Error as error:
            self._refuse(f"a row that is not CSV: {error}", "cells with commas", reader.line_num)
        rows = numbers.pop("")
        return rows, {key: tuple(column) for key, column in numbers.items()}

    def check_order(self) -> None:
        """Check that there are rows and that their keys ascend."""
        if not self.lines:
            self._refuse("no rows", "at least one row", 1)
        for (_, low), (line, high) in pairwise(self.lines):
            if low >= high:
                expected = f"rows with {self.wanted['']} ascending"
                self._refuse(f"{high} after {low}", expected, line)

    def _places(self, heading: Sequence[str]) -> dict[str, int]:
        """Return the place of each wanted column; empty if one is missing."""
        missing = [name for name in self.wanted.values() if name not in heading]
        for name in missing:
            advice = nearest(name, list(heading))
            found = f"the columns {', '.join(heading) or 'none'}"
            self._refuse(found, f"a column {name!r}", 1, advice=advice)
        if missing:
            return {}
        return {key: list(heading).index(name) for key, name in self.wanted.items()}

    def _row(
        self,
        cells: Sequence[str],
        line: int,
        width: int,
        places: dict[str, int],
        numbers: dict[str, list[typed.Number]],
    ) -> None:
        if len(cells) != width:
            advice = "Write decimals with a point, 46.1; put text with a comma in quotes."
            self._refuse(f"{len(cells)} cells", f"{width} cells", line, advice=advice)
            return
        for key, place in places.items():
            number = _number(cells[place])
            if number is None:
                column = sum(len(cell) + 1 for cell in cells[:place]) + 1
                self._refuse(repr(cells[place]), f"a number ({self.wanted[key]})", line, column)
                continue
            numbers[key].append(number)
            if not key:
                self.lines.append((line, number))

    def _refuse(
        self, found: str, expected: str, line: int, column: int = 1, advice: str = ""
    ) -> None:
        place = Position(self.name, line, column)
        self.problems.append(Problem("table-file", found, expected, advice, position=place))


def _number(text: str) -> typed.Number | None:
    try:
        number = int(text) if text.strip().isdecimal() else float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None
