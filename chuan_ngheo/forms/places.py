"""Where a cell stands, as a spreadsheet shows it: sheet, column letter, row and heading."""

from __future__ import annotations

from dataclasses import dataclass

from chuan_ngheo.diagnostics import Position


@dataclass(frozen=True, slots=True, order=True)
class CellPosition(Position):
    """A cell. ``file`` is the sheet, ``line`` its row, ``column`` counts from 1 for A.

    Attributes:
        heading: the heading of the column; empty for a whole row.
    """

    heading: str = ""

    @property
    def letters(self) -> str:
        """The letters of the column, such as H or AB; empty for a whole row."""
        number, found = self.column, ""
        while number:
            number, rest = divmod(number - 1, 26)
            found = chr(ord("A") + rest) + found
        return found

    def __str__(self) -> str:
        heading = f" “{self.heading}”" if self.heading else ""
        return f"{self.file}!{self.letters}{self.line}{heading}"
