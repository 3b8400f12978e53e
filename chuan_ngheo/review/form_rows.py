"""A workbook of form 3.1 as a table of the review: places, numbers of persons, members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Final

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.survey.form_workbook import read_form, sheet_label
from chuan_ngheo.survey.rows import InputError, Row, Source

_RESULT: Final = "class"
_MEMBER: Final = "member_id"
_PERSONS: Final = "persons"


def form_rows(path: Path, wanted: Collection[str]) -> tuple[list[Row], tuple[str, ...]] | None:
    """Return the rows of the sheet that has what is wanted, and its columns.

    Persons are the rows of members; without any, their number is not known.

    Args:
        wanted: the columns that are read.

    Returns:
        None if the file is no workbook of form 3.1.

    Raises:
        InputError: if results are wanted, which the form does not hold; or see ``read_form``.
    """
    form = read_form(path)
    if form is None:
        return None
    if _RESULT in wanted:
        found, expected = "the answers of form 3.1", "results of classify"
        advice = "Run chuan-ngheo classify on the workbook, and give what --out writes."
        raise InputError(Problem("column-missing", found, expected, advice, path=path.name))
    if _MEMBER in wanted:
        label = sheet_label(path.name, form.member_sheet)
        members = [Row(Source(label, row.row), row.facts, row.errors) for row in form.members]
        return members, tuple(form.member_sheet.places)
    label = sheet_label(path.name, form.household_sheet)
    persons = Counter(row.key for row in form.members)
    households = [
        Row(
            Source(label, row.row),
            {**row.facts, _PERSONS: persons[row.key] or None},
            row.errors,
        )
        for row in form.households
    ]
    return households, (*form.household_sheet.places, _PERSONS)
