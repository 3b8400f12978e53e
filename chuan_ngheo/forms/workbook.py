"""Write the workbook of form 3.1: a guide, a sheet of households and one of members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from chuan_ngheo.forms.columns import Column, Group
from chuan_ngheo.forms.guide import HEADINGS, INTRODUCTION, guide_rows, guide_title
from chuan_ngheo.forms.hints import hint, prompt, prompt_title, refusal
from chuan_ngheo.forms.household_columns import ASSETS, DWELLING, HOUSEHOLD_GROUPS
from chuan_ngheo.forms.member_columns import MEMBER_GROUPS
from chuan_ngheo.forms.review_columns import FORM_A
from chuan_ngheo.forms.version import GUIDE_SHEET, HOUSEHOLD_SHEET, MARKER, MEMBER_SHEET

Answers = Mapping[str, Any]
"""What stands in the cells of a row, by the name of the column: codes, numbers, dates, text."""

_CREATED: Final = datetime(2022, 1, 1)
"""The same in every workbook, so that the same answers give the same bytes."""
_FIRST: Final = 4
"""The number of the first row of answers, from 0: below title, groups, headings and hints."""
_CHECKED_ROWS: Final = 10_000
"""So many rows have drop-downs and checks of input."""
_BORDERED_ROWS: Final = 20
"""So many rows have borders at least, so that an empty workbook can be printed."""
_MOST: Final = {"age": 130, "age_months": 1571, "height_cm": 300, "weight_kg": 700}
_FONT: Final = "Times New Roman"
_NUMBERS: Final = {"date": "dd/mm/yyyy", "identifier": "@", "text": "@", "whole": "#,##0"}
_A3, _A4 = 8, 9
_GUIDE_WIDTHS: Final = (6, 34, 46, 26, 40, 36)
_LINE: Final = 15
"""The height of a line of the guide, in points."""


class _Layout(NamedTuple):
    """How a sheet of answers is laid out.

    Attributes:
        frozen: so many columns stay in sight, and are printed on every page.
        page_ends: the groups after which a page ends; a sheet without any is one page wide.
    """

    name: str
    groups: tuple[Group, ...]
    frozen: int
    page_ends: tuple[Group, ...] = ()


_HOUSEHOLDS: Final = _Layout(HOUSEHOLD_SHEET, HOUSEHOLD_GROUPS, 1, (DWELLING, ASSETS, FORM_A))
_MEMBERS: Final = _Layout(MEMBER_SHEET, MEMBER_GROUPS, 2)


def write_workbook(
    path: Path, households: Sequence[Answers] = (), members: Sequence[Answers] = ()
) -> None:
    """Write a workbook, empty or filled in.

    Args:
        households: the answers of each household.
        members: the answers of each member.

    Raises:
        ModuleNotFoundError: if xlsxwriter is not installed.
    """
    import xlsxwriter  # noqa: PLC0415  only for Excel

    with xlsxwriter.Workbook(path, {"default_date_format": _NUMBERS["date"]}) as workbook:
        workbook.set_properties({"title": MARKER, "created": _CREATED})
        formats = _Formats(workbook)
        _write_guide(workbook.add_worksheet(GUIDE_SHEET), formats)
        for layout, rows in ((_HOUSEHOLDS, households), (_MEMBERS, members)):
            _write_sheet(workbook.add_worksheet(layout.name), formats, layout, rows)


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        base = {"font_name": _FONT, "font_size": 11, "valign": "vcenter"}
        wrapped = {**base, "text_wrap": True, "valign": "top"}
        framed = {**base, "border": 1, "border_color": "#808080"}
        head = {**framed, "text_wrap": True, "align": "center"}
        self.title = workbook.add_format({**base, "bold": True, "font_size": 14})
        self.text = workbook.add_format(wrapped)
        self.cell = workbook.add_format({**wrapped, "border": 1, "border_color": "#808080"})
        self.section = workbook.add_format({**framed, "bold": True, "bg_color": "#E2EFDA"})
        self.group = workbook.add_format({**head, "bold": True, "bg_color": "#C6E0B4"})
        self.heading = workbook.add_format({**head, "bold": True, "bg_color": "#E2EFDA"})
        self.hint = workbook.add_format({**head, "italic": True, "font_size": 9})
        self.answers = {
            kind: workbook.add_format(
                {
                    **framed,
                    "num_format": _NUMBERS.get(kind, "General"),
                    "align": "center" if kind in ("code", "yes_no", "date") else "general",
                }
            )
            for kind in ("identifier", "text", "date", "code", "yes_no", "whole", "decimal")
        }


def _write_guide(sheet: Any, formats: _Formats) -> None:
    sheet.write(0, 0, guide_title(), formats.title)
    last = len(HEADINGS) - 1
    for place, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(place, place, width)
    for row, text in enumerate(INTRODUCTION, start=1):
        sheet.merge_range(row, 0, row, last, text, formats.text)
        sheet.set_row(row, _LINE * _lines((text,), (sum(_GUIDE_WIDTHS),)))
    start = len(INTRODUCTION) + 2
    sheet.write_row(start, 0, HEADINGS, formats.heading)
    for row, cells in enumerate(guide_rows(), start=start + 1):
        if len(cells) == 1:
            sheet.merge_range(row, 0, row, last, cells[0], formats.section)
        else:
            sheet.write_row(row, 0, cells, formats.cell)
            sheet.set_row(row, _LINE * _lines(cells, _GUIDE_WIDTHS))
    sheet.freeze_panes(start + 1, 0)
    sheet.repeat_rows(start)
    sheet.fit_to_pages(1, 0)
    _set_page(sheet, _A4)


def _lines(cells: Sequence[str], widths: Sequence[int]) -> int:
    """Return how many lines the longest cell of a row takes, with some to spare."""
    pairs = zip(cells, widths, strict=True)
    return max(1 + (len(text) * 11 // 10) // width for text, width in pairs)


def _write_sheet(sheet: Any, formats: _Formats, layout: _Layout, rows: Sequence[Answers]) -> None:
    columns = [column for group in layout.groups for column in group.columns]
    sheet.write(0, 0, f"{MARKER} – {sheet.get_name()}", formats.title)
    start, breaks = 0, []
    for group in layout.groups:
        end = start + len(group.columns)
        sheet.merge_range(1, start, 1, end - 1, group.title, formats.group)
        breaks += [end] if group in layout.page_ends else []
        start = end
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write(2, place, column.title, formats.heading)
        sheet.write(3, place, hint(column), formats.hint)
        _validate(sheet, place, column)
    for row in range(max(len(rows), _BORDERED_ROWS)):
        _write_answers(sheet, _FIRST + row, columns, rows[row] if row < len(rows) else {}, formats)
    for row, height in enumerate((30, 118, 44), start=1):
        sheet.set_row(row, height)
    sheet.freeze_panes(_FIRST, layout.frozen)
    sheet.repeat_rows(1, 3)
    sheet.repeat_columns(0, layout.frozen - 1)
    if breaks:
        sheet.set_v_pagebreaks(breaks)
        sheet.set_print_scale(52)
    else:
        sheet.fit_to_pages(1, 0)
    _set_page(sheet, _A3)


def _write_answers(
    sheet: Any, row: int, columns: Sequence[Column], answers: Answers, formats: _Formats
) -> None:
    for place, column in enumerate(columns):
        value, cell_format = answers.get(column.name), formats.answers[column.kind]
        if isinstance(value, date):
            sheet.write_datetime(row, place, value, cell_format)
        else:
            sheet.write(row, place, "" if value is None else value, cell_format)


def _validate(sheet: Any, place: int, column: Column) -> None:
    """Offer the codes of a column, and refuse what it does not take."""
    options: dict[str, Any] = {
        "input_title": prompt_title(column),
        "input_message": prompt(column),
        "error_title": "Ô không nhận nội dung này",
    }
    if column.values:
        options |= {"validate": "list", "source": [str(code) for code in sorted(column.values)]}
    elif column.kind == "date":
        span = {"minimum": date(1900, 1, 2), "maximum": date(2100, 12, 31)}
        options |= {"validate": "date", "criteria": "between", **span}
    elif column.kind in ("whole", "decimal"):
        kind = "integer" if column.kind == "whole" else "decimal"
        limits = {"minimum": 0, "maximum": _MOST.get(column.name, 10**12)}
        options |= {"validate": kind, "criteria": "between", **limits}
    else:
        options["validate"] = "any"
    if options["validate"] != "any":
        options["error_message"] = refusal(column)
    sheet.data_validation(_FIRST, place, _FIRST + _CHECKED_ROWS - 1, place, options)


def _set_page(sheet: Any, paper: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L{MARKER}&C&A&R&P/&N")
