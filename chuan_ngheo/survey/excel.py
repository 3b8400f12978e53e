"""Open Excel workbooks: the names of their sheets, and the cells of one."""

from __future__ import annotations

from pathlib import Path

from chuan_ngheo.diagnostics import Problem, extra_absent
from chuan_ngheo.forms.grid import Cell, Grid
from chuan_ngheo.survey.rows import InputError


def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets of a workbook.

    Raises:
        InputError: if it cannot be read, or the optional extra for Excel is absent.
    """
    try:
        import fastexcel  # noqa: PLC0415  only for Excel
    except ImportError:
        found = "a format that needs more"
        raise InputError(extra_absent("excel", found, "file-unreadable", path.name)) from None
    try:
        return list(fastexcel.read_excel(path).sheet_names)
    except (OSError, fastexcel.FastExcelError):
        found = "a file that is no workbook" if path.exists() else "no such file"
        expected = "an Excel workbook (.xlsx)"
        raise InputError(Problem("file-unreadable", found, expected, path=path.name)) from None


def sheet_cells(path: Path, sheet: str) -> Grid:
    """Return the cells of a sheet of a workbook that can be read.

    As dates only numbers and dates have a value: so a number is told from a text of digits.
    """
    import fastexcel  # noqa: PLC0415  only for Excel
    import polars as pl  # noqa: PLC0415  only for Excel

    workbook = fastexcel.read_excel(path)
    texts, dates = (
        workbook.load_sheet(sheet, header_row=None, dtypes=kind).to_polars()
        for kind in ("string", "date")
    )
    numbers = dates.select(pl.all().is_not_null())
    return tuple(
        tuple(map(Cell, row, known))
        for row, known in zip(texts.rows(), numbers.rows(), strict=True)
    )
