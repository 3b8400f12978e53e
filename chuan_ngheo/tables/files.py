"""Choose how the tables of an input are read, by the endings of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from chuan_ngheo.diagnostics import Problem, extra_absent
from chuan_ngheo.survey.excel import sheet_names
from chuan_ngheo.survey.rows import InputError
from chuan_ngheo.survey.table_files import unreadable
from chuan_ngheo.tables.csv_table import CsvTable
from chuan_ngheo.tables.pair import Tables, checked_tables
from chuan_ngheo.tables.sources import FrameTable, ParquetTable, Table, numbered

_NAMES: Final = ("households", "members")


def tables_of(path: Path, members: Path | None) -> Tables:
    """Return the tables of households and members that a path names.

    Args:
        path: a table of households; or a folder, or an Excel workbook, with ``households`` and
            ``members``; or a workbook of form 3.1.
        members: the table of members, where it is elsewhere.

    Raises:
        InputError: if a table is absent, cannot be read, or has no ``household_id``.
    """
    if path.is_dir() and not any(path.glob("*=*")):
        path, members = _in_folder(path, _NAMES[0]), members or _in_folder(path, _NAMES[1])
    form = _form(path) if members is None and path.suffix == ".xlsx" else None
    if form is not None:
        return form
    households = table_of(path, _NAMES[0])
    if members is None and path.suffix == ".xlsx" and _NAMES[1] in sheet_names(path):
        members = path
    return checked_tables(households, None if members is None else table_of(members, _NAMES[1]))


def _form(path: Path) -> Tables | None:
    """Return the tables of a workbook of form 3.1; None if it is another workbook."""
    from chuan_ngheo.survey.form_workbook import read_form  # noqa: PLC0415  only for workbooks
    from chuan_ngheo.tables.form_table import form_tables  # noqa: PLC0415

    form = read_form(path)
    return None if form is None else form_tables(form, path.name)


def _in_folder(folder: Path, name: str) -> Path:
    if (folder / name).is_dir():
        return folder / name
    for suffix in _READERS:
        if (folder / f"{name}{suffix}").is_file():
            return folder / f"{name}{suffix}"
    expected = " or ".join(f"{name}{suffix}" for suffix in _READERS)
    found = f"the folder {folder.name} without a table {name}"
    raise InputError(Problem("file-unreadable", found, expected))


def table_of(path: Path, name: str = "") -> Table:
    """Return the table in a file, or in a folder of partitions.

    Args:
        name: the sheet of a workbook; the first one if there is no such sheet.

    Raises:
        InputError: if it cannot be read, or its format is not known.
    """
    if path.is_dir():
        return ParquetTable(path)
    for suffix, reader in _READERS.items():
        if path.name.endswith(suffix):
            return reader(path, name)
    expected = f"a folder, or a file ending in {', '.join(_READERS)}"
    raise InputError(Problem("file-unreadable", f"{path.name!r}", expected))


def _excel(path: Path, name: str) -> Table:
    """Return a sheet: the one called ``name``, else the first."""
    sheets = sheet_names(path)
    sheet = name if name in sheets else sheets[0]
    return FrameTable(pl.read_excel(path, sheet_name=sheet), f"{path.name} ({sheet})")


@dataclass(frozen=True)
class StatisticsTable:
    """A file of Stata or SPSS; codes stay codes unless their labels are wanted."""

    path: Path

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its variables."""
        _, metadata = self._read(metadataonly=True)
        return tuple(metadata.column_names)

    def count(self) -> int | None:
        """Return the number of rows that the file states."""
        _, metadata = self._read(metadataonly=True)
        number: int | None = metadata.number_rows
        return number

    def parts(self, size: int, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of ``size``."""
        start = 0
        while True:
            frame, _ = self._read(row_offset=start, row_limit=size, usecols=list(columns))
            if not frame.height:
                return
            yield numbered(frame, start + 1)
            start += frame.height

    def _read(self, **options: Any) -> tuple[Any, Any]:
        try:
            import pyreadstat  # noqa: PLC0415  only for Stata and SPSS
        except ImportError:
            absent = "a format that needs more"
            problem = extra_absent("statistics", absent, "file-unreadable", self.path.name)
            raise InputError(problem) from None
        read: Any = pyreadstat.read_dta if self.path.suffix == ".dta" else pyreadstat.read_sav
        try:
            found: tuple[Any, Any] = read(
                self.path, output_format="polars", apply_value_formats=True, **options
            )
        except (OSError, pyreadstat.ReadstatError) as error:
            raise unreadable(self.path, type(error).__name__) from None
        return found


_READERS: Final[dict[str, Callable[[Path, str], Table]]] = {
    ".parquet": lambda path, _: ParquetTable(path),
    ".csv": lambda path, _: CsvTable(path),
    ".csv.gz": lambda path, _: CsvTable(path),
    ".csv.zst": lambda path, _: CsvTable(path),
    ".xlsx": _excel,
    ".dta": lambda path, _: StatisticsTable(path),
    ".sav": lambda path, _: StatisticsTable(path),
}
