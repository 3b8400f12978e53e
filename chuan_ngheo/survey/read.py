"""Read households from JSON, JSON lines, CSV, Parquet, a folder of two tables, or form 3.1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.survey.rows import Input, InputError, Row, Source, reject_duplicates
from chuan_ngheo.survey.tables import read_tables

TABLE_SUFFIXES: Final = (".parquet", ".csv")
JSON_SUFFIXES: Final = (".json", ".jsonl", ".ndjson")


def read_input(path: Path, members: Path | None = None) -> Input:
    """Read all households of an input.

    Args:
        path: a JSON, JSON lines, CSV or Parquet file, a folder that holds ``households`` and
            ``members`` as CSV or Parquet, or a workbook of form 3.1.
        members: the table of members, where they are not nested in the households.

    Raises:
        InputError: if a file cannot be read at all.
    """
    if path.is_dir():
        path, members = _find_table(path, "households"), members or _find_table(path, "members")
    form = _form(path) if members is None and path.suffix == ".xlsx" else None
    if form is not None:
        found = form
    elif path.suffix in JSON_SUFFIXES:
        found = read_json(path)
    elif path.suffix in TABLE_SUFFIXES:
        found = read_tables(path, members)
    else:
        expected = f"a folder, or a file ending in {', '.join((*JSON_SUFFIXES, *TABLE_SUFFIXES))}"
        raise InputError(Problem("file-unreadable", f"{path.name!r}", expected))
    found.rows = reject_duplicates(found.rows)
    return found


def _form(path: Path) -> Input | None:
    """Return the households of a workbook of form 3.1; None if it is another workbook."""
    from chuan_ngheo.survey.form_workbook import form_input, read_form  # noqa: PLC0415  seldom

    form = read_form(path)
    return None if form is None else form_input(form, path.name)


def _find_table(folder: Path, name: str) -> Path:
    for suffix in TABLE_SUFFIXES:
        if (folder / f"{name}{suffix}").is_file():
            return folder / f"{name}{suffix}"
    expected = " or ".join(f"{name}{suffix}" for suffix in TABLE_SUFFIXES)
    raise InputError(
        Problem("file-unreadable", f"the folder {folder.name} without a table {name}", expected)
    )


def read_json(path: Path, one: str = "household", many: str = "households") -> Input:
    """Read a JSON file of one object or a list, or one object on each line.

    Args:
        one: what an object is, for messages.
        many: its plural.

    Raises:
        InputError: if the file cannot be read at all.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else "no readable UTF-8"
        raise InputError(
            Problem("file-unreadable", reason, "a file that can be read", path=path.name)
        ) from None
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        lines = text.splitlines()
        if len([line for line in lines if line.strip()]) > 1 and lines[0].rstrip().endswith("}"):
            return Input(_json_lines(path, lines))
        raise InputError(
            Problem(
                "file-unreadable",
                f"text that is not JSON at line {error.lineno}, column {error.colno}",
                f"one {one}, a list of {many}, or one {one} on each line",
                path=path.name,
            )
        ) from None
    if isinstance(value, list):
        return Input([_row(path, number, item) for number, item in enumerate(value, start=1)])
    return Input([_row(path, 1, value)], single=path.suffix == ".json")


def _json_lines(path: Path, lines: list[str]) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(_row(path, number, json.loads(line)))
        except json.JSONDecodeError as error:
            problem = Problem(
                "row-unreadable", f"text that is not JSON at column {error.colno}", "a JSON object"
            )
            rows.append(Row(Source(path.name, number), {}, (problem,)))
    return rows


def _row(path: Path, number: int, value: Any) -> Row:
    source = Source(path.name, number)
    if isinstance(value, dict):
        return Row(source, value)
    found = "a value that is not an object"
    problem = Problem("row-unreadable", found, "a JSON object of facts")
    return Row(source, {}, (problem,))
