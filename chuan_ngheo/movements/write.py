"""Write movements as CSV, JSON or an Excel workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import polars as pl

from chuan_ngheo.movements.result import MEASURES, Measure, MovementRow, Movements
from chuan_ngheo.movements.terms import COLUMN_LABELS, MOVEMENTS, TableName
from chuan_ngheo.movements.words import LEVEL_WORDS, MEASURE_WORDS, imbalance_problem, place_words
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.tables.sinks import write_parts

SUFFIXES: Final = (".csv", ".xlsx", ".json")
_COLUMNS: Final = (
    *("table", "level", "place", "measure", "start", "out_1", "out_2", "other_decrease"),
    *("from_other_list", "relapsed", "new", "other_increase", "end"),
    *("entries_unknown", "without_persons", "indicator_410"),
)
_NO_TIME: Final = datetime(2000, 1, 1)


def to_csv(found: Movements) -> str:
    """Return tables 7.2 and 7.3 as CSV: one line for each place and measure."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in (*found.poor, *found.near_poor):
        writer.writerows(_line(row, measure) for measure in MEASURES)
    return text.getvalue()


def _line(row: MovementRow, measure: Measure) -> list[Any]:
    place = "" if row.level == "total" else row.place or "unknown"
    entries = row.entries_unknown if measure == "households" else row.entries_unknown_persons
    return [
        *(row.table, row.level, place, measure),
        *row.numbers(measure),
        *(entries, row.without_persons, row.residual_new(measure)),
    ]


def to_json(found: Movements) -> str:
    """Return tables, imbalances and notes as JSON."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n"


def write_movements(path: Path, found: Movements) -> None:
    """Write movements in the format that the ending of ``path`` names: one of ``SUFFIXES``."""
    with complete_file(path) as temporary:
        if path.suffix == ".xlsx":
            _write_workbook(temporary, found)
        else:
            text = to_json(found) if path.suffix == ".json" else to_csv(found)
            temporary.write_text(text, encoding="utf-8", newline="")


def write_households(path: Path, found: Movements) -> None:
    """Write each household with its movement, as a table."""
    write_parts(path, iter([found.households]))


def _write_workbook(path: Path, found: Movements) -> None:
    import xlsxwriter  # noqa: PLC0415  only for Excel

    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_properties({"created": _NO_TIME})
        heading = workbook.add_format({"bold": True, "text_wrap": True, "border": 1})
        for rows in (found.poor, found.near_poor):
            table = rows[0].table
            sheet = workbook.add_worksheet(table)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.freeze_panes(2, 3)
            for number, line in enumerate(_sheet_lines(table, rows)):
                sheet.write_row(number, 0, line, heading if number < 2 else None)
        _notes_sheet(workbook, found)
        named = {name: vi for name, (vi, _) in MOVEMENTS.items()}
        households = found.households.with_columns(
            pl.col("movement").replace(named).alias("biến động")
        )
        households.write_excel(workbook, worksheet="Hộ")


def _sheet_lines(table: TableName, rows: tuple[MovementRow, ...]) -> Iterator[list[Any]]:
    labels = [vi for vi, _ in COLUMN_LABELS[table]]
    yield ["Cấp", "Nơi", "Đơn vị tính", *labels, "Tái nghèo hoặc phát sinh mới: chưa rõ"]
    yield ["", "", "", *(f"({number})" for number in range(1, 10)), ""]
    for row in rows:
        for measure in MEASURES:
            numbers, unknown = row.numbers(measure), row.entries_unknown
            if measure == "persons":
                unknown = row.entries_unknown_persons
            yield [
                LEVEL_WORDS[row.level][0],
                place_words(row.level, row.place, "vi"),
                MEASURE_WORDS[measure][0],
                *numbers,
                unknown,
            ]


def _notes_sheet(workbook: Any, found: Movements) -> None:
    sheet = workbook.add_worksheet("Không cân đối, lưu ý")
    problems = [*map(imbalance_problem, found.imbalances), *found.notes]
    lines = [problem.write("vi") for problem in problems] or ["Không có."]
    lines += [f"{name} = {option}" for name, option in found.rulings.items()]
    sheet.set_column(0, 0, 120)
    sheet.write_column(0, 0, lines)
