"""Tables of points: a CSV file that stands beside a form, read into one parameter a cell.

Each row is an answer of the form. It becomes two parameters in points: one by region, for the
rural forms, and one for the urban form. Only the cells are read here; when an answer holds is
written in the scores.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.enumerations import ENUMERATIONS
from chuan_ngheo.rulebook import rules as typed
from chuan_ngheo.rulebook.citations import Period, Text
from chuan_ngheo.rulebook.tables import table_text

if TYPE_CHECKING:
    from chuan_ngheo.rulebook.documents import PointTableDocument
    from chuan_ngheo.rulebook.read_documents import Entry

POINT: Final = "point"
"""The unit of points (điểm)."""
RURAL: Final = "rural"
URBAN: Final = "urban"


def parameter_id(table: str, row: str, area: str) -> str:
    """Return the id of the parameter that holds the points of a row of a table."""
    return f"{table}_{row}_{area}"


@dataclass(slots=True)
class PointTable:
    """The parameters of one table, by the name of the row and by area.

    A row without an urban or rural column in some form has no parameter for that area.
    """

    parameters: dict[tuple[str, str], typed.Parameter]

    def rows(self) -> tuple[str, ...]:
        """Return the names of the rows, in the order of the file."""
        return tuple(dict.fromkeys(row for row, _ in self.parameters))


def read_point_table(
    entry: Entry,
    cited: typed.CitedParts,
    period: Period,
    problems: list[Problem],
) -> PointTable | None:
    """Return the parameters of a table of points, or None after reporting what is wrong."""
    document: PointTableDocument = entry.document
    regions = ENUMERATIONS["region"]
    if set(document.rural) != set(regions):
        found = f"columns for {', '.join(document.rural)}"
        expected = f"one column for each of {', '.join(regions)}"
        place = entry.position("rural")
        problems.append(Problem("table-keys", found, expected, position=place))
        return None
    reader = _Reader(entry, cited, period)
    table = reader.read()
    problems += reader.problems
    return None if reader.problems else table


class _Reader:
    """Reads the rows of one table and collects its problems."""

    def __init__(self, entry: Entry, cited: typed.CitedParts, period: Period) -> None:
        self.entry = entry
        self.document: PointTableDocument = entry.document
        self.cited = cited
        self.period = period
        self.problems: list[Problem] = []
        self.name = f"{entry.folder.name}/{self.document.file}"

    def read(self) -> PointTable:
        """Return the table; incomplete where there are problems."""
        document = self.document
        columns = (document.row, document.item, document.answer, *document.rural.values())
        rows = self._rows(document.file, "file", (*columns, document.urban))
        english = {
            row[document.row]: row[document.answer]
            for _, row in self._rows(
                document.in_english, "in_english", (document.row, document.answer)
            )
        }
        found: dict[tuple[str, str], typed.Parameter] = {}
        for line, row in rows:
            name = row[document.row]
            if (name, RURAL) in found or (name, URBAN) in found:
                self._refuse(line, f"the row {name!r} for the second time", "each row once")
                continue
            if name not in english:
                expected = f"a row {name!r} in {document.in_english}"
                self._refuse(line, f"no English answer for {name!r}", expected)
                continue
            for area, parameter in self._parameters(line, row, english[name]):
                found[name, area] = parameter
        return PointTable(found)

    def _parameters(
        self, line: int, row: dict[str, str], english: str
    ) -> list[tuple[str, typed.Parameter]]:
        document = self.document
        made: list[tuple[str, typed.Parameter]] = []
        label = Text(row[document.answer], english)
        rural = {region: row[column] for region, column in document.rural.items()}
        for area, key, cells in ((RURAL, "region", rural), (URBAN, "", {"": row[document.urban]})):
            if not any(cells.values()):
                continue
            numbers = {value: self._points(line, cell) for value, cell in cells.items()}
            parts = self.cited._replace(
                id=parameter_id(self.cited.id, row[document.row], area),
                label=label,
                citations=tuple(
                    replace(citation, item=row[document.item]) for citation in self.cited.citations
                ),
                position=Position(self.name, line, 1),
            )
            columns = MappingProxyType({value: (number,) for value, number in numbers.items()})
            made.append(
                (
                    area,
                    typed.Parameter(
                        **parts._asdict(),
                        period=self.period,
                        unit=POINT,
                        key=key,
                        row_key="",
                        columns=columns,
                        rows=(),
                    ),
                )
            )
        return made

    def _points(self, line: int, cell: str) -> int:
        if not cell.isdecimal():
            self._refuse(line, repr(cell), "a whole number of points")
            return 0
        return int(cell)

    def _rows(
        self, file: str, key: str, columns: tuple[str, ...]
    ) -> list[tuple[int, dict[str, str]]]:
        text = table_text(file, Path(self.entry.folder))
        if text is None:
            expected = "a CSV file in UTF-8, in the folder of the rule set"
            place = self.entry.position(key)
            self.problems.append(Problem("table-file", repr(file), expected, position=place))
            return []
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
        heading = list(reader.fieldnames or ())
        for name in columns:
            if name not in heading:
                advice = nearest(name, heading)
                self._refuse(1, f"the columns {', '.join(heading)}", f"a column {name!r}", advice)
        if self.problems:
            return []
        try:
            return [(reader.line_num, row) for row in reader]
        except csv.Error as error:
            self._refuse(reader.line_num, f"a row that is not CSV: {error}", "cells with commas")
            return []

    def _refuse(self, line: int, found: str, expected: str, advice: str = "") -> None:
        place = Position(self.name, line, 1)
        self.problems.append(Problem("table-file", found, expected, advice, position=place))
