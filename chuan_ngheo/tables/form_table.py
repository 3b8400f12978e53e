"""The sheets of a workbook of form 3.1 as tables of facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from chuan_ngheo.forms.form import Form
from chuan_ngheo.forms.rows import FormRow
from chuan_ngheo.readings.fact_tables import DATA_TYPES
from chuan_ngheo.survey.form_workbook import form_notices, sheet_label
from chuan_ngheo.tables.pair import Tables
from chuan_ngheo.tables.row_problems import PROBLEMS, pack
from chuan_ngheo.tables.sources import ROW
from chuan_ngheo.tables.stream import KEY


@dataclass(frozen=True)
class FormTable:
    """A sheet of a form in memory; its rows carry the numbers that the spreadsheet shows."""

    frame: pl.DataFrame
    name: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The facts that some row has."""
        return tuple(name for name in self.frame.columns if name not in (ROW, PROBLEMS))

    def count(self) -> int:
        """Return the number of rows."""
        return self.frame.height

    def parts(self, size: int, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of ``size``."""
        for start in range(0, self.frame.height, size):
            yield self.frame.slice(start, size).select(ROW, *columns, PROBLEMS)


def form_tables(form: Form, file: str) -> Tables:
    """Return the sheets of a form as tables, with notices."""
    return Tables(
        FormTable(_frame(form.households), sheet_label(file, form.household_sheet)),
        FormTable(_frame(form.members), sheet_label(file, form.member_sheet)),
        form_notices(form, file),
    )


def _frame(rows: Sequence[FormRow]) -> pl.DataFrame:
    names = dict.fromkeys([KEY, *(name for row in rows for name in row.facts)])
    data = {name: [row.facts.get(name) for row in rows] for name in names}
    data[PROBLEMS] = [pack(row.errors) for row in rows]
    frame = pl.DataFrame(data, schema={name: _type(name) for name in data})
    return frame.insert_column(0, pl.Series(ROW, [row.row for row in rows], pl.UInt32))


def _type(name: str) -> pl.DataType:
    """Return the type of a column; ids and values of lists are text, checked as any cells are."""
    kind = DATA_TYPES.get(name, pl.String())
    plain = isinstance(kind, pl.Boolean | pl.Int64 | pl.Float64 | pl.Date)
    return kind if plain and not name.endswith("_id") else pl.String()
