"""A row of the workbook as facts, each checked against its range."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.fact_problems import fact_problems
from chuan_ngheo.facts import Household, Member
from chuan_ngheo.forms.cells import read_cell
from chuan_ngheo.forms.columns import Column
from chuan_ngheo.forms.derive import of_household, of_member
from chuan_ngheo.forms.grid import Cell, Sheet
from chuan_ngheo.forms.household_columns import HOUSEHOLD_COLUMNS
from chuan_ngheo.forms.member_columns import MEMBER_COLUMNS
from chuan_ngheo.forms.remarks import Remark

KEY: Final = "household_id"
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a sheet.

    Attributes:
        row: its number as the spreadsheet shows it.
        facts: facts by name, with those that follow from an answer.
        answers: what stands in the cells by column: codes, numbers, dates; text where a cell cannot
            be read.
        errors: why the household cannot be classified.
        warnings: answers that are missing, too many or doubtful.
    """

    row: int
    facts: Facts
    answers: Facts
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        """The household id; empty where there is none."""
        return str(self.facts.get(KEY, ""))

    def with_remarks(self, sheet: Sheet, remarks: Iterable[Remark]) -> FormRow:
        """Return the row with what a check says about it."""
        errors, warnings = list(self.errors), list(self.warnings)
        for level, code, column, found, expected, advice in remarks:
            problem = Problem(code, found, expected, advice, sheet.position(self.row, column))
            (errors if level == "error" else warnings).append(replace(problem, path=column))
        return replace(self, errors=tuple(errors), warnings=tuple(warnings))


def household_rows(sheet: Sheet) -> list[FormRow]:
    """Return the rows of the sheet of households."""
    rows = [_row(sheet, *row, HOUSEHOLD_COLUMNS, Household, of_household) for row in sheet.rows]
    return [
        row
        if row.key
        else row.with_remarks(
            sheet, [Remark("error", "form-id", KEY, "no household id", "the id of the household")]
        )
        for row in rows
    ]


def member_rows(sheet: Sheet) -> list[FormRow]:
    """Return the rows of the sheet of members."""
    return [_row(sheet, *row, MEMBER_COLUMNS, Member, of_member) for row in sheet.rows]


def _row(
    sheet: Sheet,
    row: int,
    cells: Mapping[str, Cell],
    columns: tuple[Column, ...],
    model: type[BaseModel],
    derive: Callable[[Facts], dict[str, Any]],
) -> FormRow:
    known = {column.name: column for column in columns}
    facts: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    errors: list[Problem] = []
    for name, cell in cells.items():
        value = read_cell(known[name], cell)
        if isinstance(value, Problem):
            answers[name] = (cell.text or "").strip()
            errors.append(replace(value, position=sheet.position(row, name), path=name))
            continue
        answers[name] = int(cell.text or "") if known[name].values else value
        if known[name].is_fact:
            facts[name] = value
    for problem in _outside(facts, model):
        errors.append(replace(problem, position=sheet.position(row, problem.path)))
        facts.pop(problem.path, None)
    return FormRow(row, derive(facts), answers, tuple(errors))


def _outside(facts: Facts, model: type[BaseModel]) -> tuple[Problem, ...]:
    """Return a problem for each fact outside the range of the vocabulary."""
    own = {name: value for name, value in facts.items() if name in model.model_fields}
    try:
        model.model_validate(own)
    except ValidationError as error:
        return fact_problems(error, from_text=False, model=model)
    return ()
