"""Workbooks of form 3.1 among the inputs: recognised, read, and joined to households."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.forms.form import Form, form_of
from chuan_ngheo.forms.grid import Sheet
from chuan_ngheo.forms.rows import FormRow
from chuan_ngheo.forms.version import HOUSEHOLD_SHEET, MEMBER_SHEET, VERSION, version_in
from chuan_ngheo.survey.excel import sheet_cells, sheet_names
from chuan_ngheo.survey.rows import Input, InputError, Row, Source
from chuan_ngheo.survey.tables import KEY, join

SUFFIX = ".xlsx"


def read_form(path: Path) -> Form | None:
    """Read a workbook of form 3.1; None if it is another file.

    Raises:
        InputError: if the file cannot be read, is of another version of the form, or lacks a sheet
            or a household id.
    """
    if path.suffix != SUFFIX:
        return None
    sheets = {unicodedata.normalize("NFC", name): name for name in sheet_names(path)}
    if HOUSEHOLD_SHEET not in sheets:
        return None
    households = sheet_cells(path, sheets[HOUSEHOLD_SHEET])
    version = version_in(households[0][0].text) if households and households[0] else None
    if version is None:
        return None
    if version != VERSION:
        expected = f"version {VERSION}"
        advice = "chuan-ngheo form template writes a workbook of this version."
        raise _unreadable(path, f"version {version}", expected, advice)
    if MEMBER_SHEET not in sheets:
        raise _unreadable(path, "no such sheet", f"a sheet “{MEMBER_SHEET}”")
    form = form_of(households, sheet_cells(path, sheets[MEMBER_SHEET]))
    for sheet in (form.household_sheet, form.member_sheet):
        if KEY not in sheet.places:
            expected = f"the column “{sheet.titles[KEY]}” on the sheet {sheet.name}"
            raise _unreadable(path, "no such column", expected)
    return form


def _unreadable(path: Path, found: str, expected: str, advice: str = "") -> InputError:
    return InputError(Problem("form-unreadable", found, expected, advice, path=path.name))


def sheet_label(file: str, sheet: Sheet) -> str:
    """Return what messages call a sheet of a file."""
    return f"{file} ({sheet.name})"


def form_input(form: Form, file: str) -> Input:
    """Return the households of a form with their members, as any input.

    Rows carry the numbers that the spreadsheet shows.
    """
    titles = {**_titles(form.member_sheet), **_titles(form.household_sheet)}
    households = _rows(form.households, sheet_label(file, form.household_sheet), titles)
    found = Input(households, notices=form_notices(form, file))
    join(found, _rows(form.members, sheet_label(file, form.member_sheet), titles))
    return found


def _titles(sheet: Sheet) -> dict[str, str]:
    """Return the letters and the heading of each column of a sheet."""
    return {
        name: f"{sheet.position(1, name).letters} “{sheet.titles[name]}”" for name in sheet.places
    }


def _rows(rows: Iterable[FormRow], label: str, titles: Mapping[str, str]) -> list[Row]:
    return [Row(Source(label, row.row), row.facts, row.errors, titles=titles) for row in rows]


def form_notices(form: Form, file: str) -> list[Problem]:
    """Return what is to be known about a form of which the households are used."""
    notices = [replace(notice, path=file) for notice in form.notices]
    if form.warnings:
        advice = "chuan-ngheo form check shows each cell."
        found, expected = f"{form.warnings} answers to look at", "none"
        notices.append(Problem("form-warnings", found, expected, advice, path=file))
    return notices
