"""Read the rows of one CSV file of a plan, each checked by its model."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from chuan_ngheo.diagnostics import Position, Problem

RowModel = TypeVar("RowModel", bound=BaseModel)


def read_rows(path: Path, model: type[RowModel]) -> tuple[tuple[RowModel, ...], list[Problem]]:
    """Return the rows of a CSV file (UTF-8, comma, heading) and what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        expected = "a CSV file in UTF-8"
        return (), [Problem("table-file", "no readable file", expected, path=path.name)]
    columns = [field.alias or name for name, field in model.model_fields.items()]
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    heading = list(reader.fieldnames or ())
    if sorted(heading) != sorted(columns):
        place = Position(path.name, 1, 1)
        found = f"the columns {', '.join(heading) or 'of an empty file'}"
        return (), [Problem("table-file", found, f"the columns {', '.join(columns)}", "", place)]
    rows: list[RowModel] = []
    problems: list[Problem] = []
    for cells in reader:
        place = Position(path.name, reader.line_num, 1)
        try:
            rows.append(model.model_validate(cells))
        except ValidationError as error:
            problems += [
                Problem(
                    "table-file",
                    repr(details["input"]) if details["loc"] else "this row",
                    details["msg"],
                    position=place,
                    path=".".join(map(str, details["loc"])),
                )
                for details in error.errors()
            ]
    return tuple(rows), problems
