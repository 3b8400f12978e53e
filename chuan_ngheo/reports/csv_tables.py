"""The official tables as CSV files with machine names, one for each form."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from chuan_ngheo.reports.layout import HOUSEHOLDS, PERSONS, Cell, OfficialTable
from chuan_ngheo.reports.official import OfficialReport

_SPLITS = {
    HOUSEHOLDS: "households",
    PERSONS: "persons",
    "hộ nghèo": "poor",
    "hộ cận nghèo": "near_poor",
    "": "",
}


def csv_files(report: OfficialReport) -> Mapping[str, str]:
    """Return the text of each file by its name; ``columns.csv`` says what each column holds.

    Rates are in per cent with four decimals; unknown cells are empty. Beside each column stands
    one with the suffix ``_unknown``: how many more may belong.
    """
    files = {f"table_{table.form.replace('.', '_')}.csv": _table(table) for table in report.tables}
    return files | {"columns.csv": _columns(report), "differences.csv": _differences(report)}


def _table(table: OfficialTable) -> str:
    columns = (*table.columns, *table.extra)
    heading = ["area", "district", "of"]
    for column in columns:
        heading += [column.id, f"{column.id}_unknown"]
    rows: list[list[str]] = []
    for row in table.rows:
        cells: list[str] = [row.area, row.district, _SPLITS[row.split]]
        for cell in (*row.cells, *row.extra):
            cells += [_number(cell), str(cell.unknown)]
        rows.append(cells)
    return _text([heading, *rows])


def _number(cell: Cell) -> str:
    if cell.value is None:
        return ""
    return f"{cell.value:.4f}" if isinstance(cell.value, float) else str(cell.value)


def _columns(report: OfficialReport) -> str:
    rows = [["form", "number", "id", "kind", "vietnamese", "english"]]
    for table in report.tables:
        for number, column in enumerate(table.columns, 1):
            heading = " / ".join(column.heading)
            rows.append([table.form, str(number), column.id, column.kind, heading, column.english])
        for column in table.extra:
            heading = " / ".join(column.heading)
            rows.append([table.form, "", column.id, column.kind, heading, column.english])
    return _text(rows)


def _differences(report: OfficialReport) -> str:
    rows = [
        ["area", "district", "left", "left_value", "relation", "right", "right_value", "explained"]
    ]
    for item in report.differences:
        values = (item.left, item.left_value, item.relation, item.right, item.right_value)
        rows.append([item.area, item.district, *map(str, values), str(item.explained).lower()])
    return _text(rows)


def _text(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
