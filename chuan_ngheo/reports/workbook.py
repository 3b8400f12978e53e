"""The official tables as an Excel workbook to print: one sheet for each form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.diagnostics import extra_absent
from chuan_ngheo.reports.index_sheets import write_index, write_reconciliation, write_undetermined
from chuan_ngheo.reports.layout import Cell, Column, OfficialTable, Row
from chuan_ngheo.reports.official import OfficialReport
from chuan_ngheo.reports.sheet_formats import Formats
from chuan_ngheo.survey.rows import InputError

_NO_TIME: Final = datetime(2000, 1, 1)
_ROW_HEADS: Final = ("TT", "Khu vực/Đơn vị")
_LEFT_SIGNATURE: Final = ("NGƯỜI LẬP BIỂU", "(Ký, họ tên)")
_RIGHT_SIGNATURE: Final = ("TRƯỞNG BAN CHỈ ĐẠO", "(Ký, họ tên, đóng dấu)")
_HEAD_WIDTHS: Final = (5, 26, 12)
_LINE: Final = 14
"""Height of a line of text, in points."""
_ROWS_ON_A_PAGE: Final = 42


def write_workbook(path: Path, report: OfficialReport) -> None:
    """Write the workbook: index, forms, undetermined households, reconciliation.

    The same report gives the same bytes.

    Raises:
        InputError: if the extra ``excel`` is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415  only for Excel
    except ImportError:
        problem = extra_absent("excel", "a workbook", "file-unreadable", path.name)
        raise InputError(problem) from None
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": _NO_TIME, "title": "Mẫu 7.1–7.11"})
        formats = Formats(book)
        write_index(_sheet(book, "Mục lục"), formats, report)
        for table in report.tables:
            _TableSheet(_sheet(book, table.form), formats, table).write(report)
        write_undetermined(_sheet(book, "Chưa xác định"), formats, report)
        write_reconciliation(_sheet(book, "Đối chiếu"), formats, report)


def _sheet(book: Any, name: str) -> Any:
    """Add a sheet that prints on A4, across, as wide as the page."""
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RTrang &P/&N")
    sheet.hide_gridlines(2)
    return sheet


class _TableSheet:
    """One sheet with one table."""

    def __init__(self, sheet: Any, formats: Formats, table: OfficialTable) -> None:
        self.sheet, self.formats, self.table = sheet, formats, table
        self.heads = (*_ROW_HEADS, *((table.split_heading,) if table.split_heading else ()))
        self.first = len(self.heads)
        self.last = self.first + len(table.columns) - 1
        self.depth = max(len(column.heading) for column in table.columns)
        self.lines: dict[int, int] = {}
        self.beside = (*table.extra, *self._unknown_columns())

    def _unknown_columns(self) -> tuple[Column, ...]:
        """Return a column for each whose rows have something unknown."""

        def name(place: int, column: Column) -> str:
            if self.table.numbered:
                return f"cột {place + 1}"
            last = column.heading[-1]
            return f"chỉ số {last}" if last.isdigit() else " – ".join(column.heading)

        return tuple(
            Column(column.id, (f"Chưa rõ: {name(place, column)}",), column.english)
            for place, column in enumerate(self.table.columns)
            if any(row.cells[place].unknown for row in self.table.rows)
        )

    def write(self, report: OfficialReport) -> None:
        """Write title, grid, notes and signatures."""
        row = self._titles(report)
        body = self._headings(row)
        self.sheet.repeat_rows(row, body - 1)
        self.sheet.freeze_panes(body, self.first)
        end = body
        for end, one in enumerate(self.table.rows, body):
            self._row(end, one)
        end = self._notes(end + 2)
        end = self._signatures(end + 1)
        if end <= _ROWS_ON_A_PAGE:
            self.sheet.fit_to_pages(1, 1)
        self.sheet.print_area(0, 0, end, self.last)
        self._widths()

    def _merged(self, row: int, first: int, last: int, text: str, kind: str) -> None:
        style = self.formats[kind]
        if first == last:
            self.sheet.write_string(row, first, text, style)
        else:
            self.sheet.merge_range(row, first, row, last, text, style)

    def _titles(self, report: OfficialReport) -> int:
        """Write what stands above the grid; return the first row of the headings."""
        table = self.table
        province = report.province or "......................"
        year = str(report.year) if report.year else "............"
        texts = [
            (f"Mẫu số {table.form}. {table.title}", "title"),
            (f"Tỉnh, thành phố: {province}        Năm rà soát: {year}", "subtitle"),
        ]
        if table.subtitle:
            texts.append((table.subtitle, "subtitle"))
        texts.append((f"Đơn vị tính: {table.unit}", "unit"))
        for row, (text, kind) in enumerate(texts):
            self._merged(row, 0, self.last, text, kind)
        self.sheet.set_row(0, 32)
        return len(texts) + 1

    def _headings(self, top: int) -> int:
        """Write the headings, groups merged; return the first row of the body."""
        bottom = top + self.depth - 1
        for place, head in enumerate(self.heads):
            self._block(top, place, bottom, place, head)
        self._level(top, bottom, self.first, [column.heading for column in self.table.columns])
        for place, column in enumerate(self.beside, self.last + 2):
            self._block(top, place, bottom, place, column.heading[0], "beside_head")
        for row in range(top, bottom + 1):
            self.sheet.set_row(row, _LINE * self.lines.get(row, 1) + 4)
        if not self.table.numbered:
            return bottom + 1
        numbers = [
            *"ABC"[: self.first],
            *(f"({place})" for place, _ in enumerate(self.table.columns, 1)),
        ]
        for place, text in enumerate(numbers):
            self.sheet.write_string(bottom + 1, place, text, self.formats["number"])
        return bottom + 2

    def _level(
        self, top: int, bottom: int, first: int, headings: Sequence[tuple[str, ...]]
    ) -> None:
        """Write one level of headings from ``top``, equal neighbours as one block."""
        place = 0
        while place < len(headings):
            own = headings[place]
            end = place
            if len(own) > 1:
                while end + 1 < len(headings) and headings[end + 1][0] == own[0]:
                    end += 1
                self._block(top, first + place, top, first + end, own[0])
                rest = [heading[1:] for heading in headings[place : end + 1]]
                self._level(top + 1, bottom, first + place, rest)
            else:
                self._block(top, first + place, bottom, first + place, own[0])
            place = end + 1

    def _block(
        self, top: int, left: int, bottom: int, right: int, text: str, kind: str = "head"
    ) -> None:
        style = self.formats[kind]
        lines = -(-len(text) // self._characters(left, right)) - (bottom - top)
        self.lines[bottom] = max(self.lines.get(bottom, 1), lines)
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, text, style)
        else:
            self.sheet.merge_range(top, left, bottom, right, text, style)

    def _row(self, at: int, row: Row) -> None:
        bold = "_bold" if row.level == "area" else ""
        shown = not (row.split and row.split == self._second_split())
        self.sheet.write_string(at, 0, row.number if shown else "", self.formats[f"centre{bold}"])
        self.sheet.write_string(at, 1, row.label if shown else "", self.formats[f"text{bold}"])
        if self.table.split_heading:
            self.sheet.write_string(at, 2, row.split, self.formats[f"text{bold}"])
        for place, (column, cell) in enumerate(zip(self.table.columns, row.cells, strict=True)):
            self._cell(at, self.first + place, cell, f"{column.kind}{bold}")
        unknown = {
            column.id: cell for column, cell in zip(self.table.columns, row.cells, strict=True)
        }
        for place, column in enumerate(self.beside, self.last + 2):
            extra = place - self.last - 2
            own = row.extra[extra] if extra < len(row.extra) else Cell(unknown[column.id].unknown)
            self._cell(at, place, own, "beside")

    def _second_split(self) -> str:
        splits = list(dict.fromkeys(row.split for row in self.table.rows))
        return splits[1] if self.table.split_heading and len(splits) > 1 else ""

    def _cell(self, row: int, place: int, cell: Cell, kind: str) -> None:
        style = self.formats[kind]
        if cell.value is None:
            self.sheet.write_blank(row, place, None, style)
        else:
            self.sheet.write_number(row, place, cell.value, style)

    def _notes(self, row: int) -> int:
        notes = [*self.table.notes]
        if self.beside:
            notes.append(
                "Ngoài khung in, bên phải: số liệu bổ sung và số còn chưa rõ của từng cột (có thể "
                "thuộc nhưng chưa đủ thông tin). Chưa rõ không được tính là không; ô để trống là "
                "chưa rõ đối với mọi hộ."
            )
        for note in notes:
            self._merged(row, 0, self.last, f"Ghi chú: {note}", "note")
            self.sheet.set_row(row, _LINE * (1 + len(note) // self._characters(0, self.last)))
            row += 1
        return row

    def _signatures(self, row: int) -> int:
        middle = self.last // 2
        for offset, texts in enumerate(zip(_LEFT_SIGNATURE, _RIGHT_SIGNATURE, strict=True)):
            kind = "sign" if offset == 0 else "sign_note"
            self._merged(row + offset, 0, middle, texts[0], kind)
            self._merged(row + offset, middle + 1, self.last, texts[1], kind)
        return row + 5

    def _width(self, column: int) -> int:
        """Return the width of a column, in characters."""
        if column >= self.first:
            own = max(8, min(16, 120 // len(self.table.columns)))
            return own if column <= self.last else 12
        return _HEAD_WIDTHS[column]

    def _characters(self, left: int, right: int) -> int:
        """Return how many characters of a heading or note stand on a line over some columns."""
        return max(1, sum(map(self._width, range(left, right + 1))) - 1)

    def _widths(self) -> None:
        for column in range(self.last + 2 + len(self.beside)):
            self.sheet.set_column(column, column, self._width(column))
        self.sheet.set_column(self.last + 1, self.last + 1, 3)
