"""Read the cells of one CSV or Parquet file, row by row."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.survey.rows import InputError

_SEPARATORS: Final = ",;\t"


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table, numbered from 1; ``problem`` if it does not fit the heading."""

    number: int
    values: Sequence[Any]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The heading and the rows of a table."""

    columns: tuple[str, ...]
    rows: tuple[Cells, ...]


def read_table(path: Path) -> Table:
    """Read a table.

    CSV files are UTF-8, with or without a byte order mark, separated by commas, semicolons (as
    spreadsheets write them where the comma is the decimal sign) or tabs.

    Raises:
        InputError: if the file cannot be read at all.
    """
    try:
        table = _read_parquet(path) if path.suffix == ".parquet" else parse_csv(path)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise unreadable(path, "no such file" if missing else "no readable file") from None
    except UnicodeDecodeError as error:
        reason = f"a byte at position {error.start} that is not UTF-8"
        raise unreadable(path, reason, "Save the file as “CSV UTF-8”.") from None
    twice = [name for name, count in Counter(table.columns).items() if count > 1]
    if twice:
        raise unreadable(path, f"the column {twice[0]!r} more than once")
    return table


def unreadable(path: Path, reason: str, advice: str = "") -> InputError:
    """Return the error that says why a table cannot be read."""
    expected = "a CSV (UTF-8) or Parquet table with a heading"
    return InputError(Problem("file-unreadable", reason, expected, advice, path=path.name))


def _read_parquet(path: Path) -> Table:
    import polars  # noqa: PLC0415  only when Parquet is read

    try:
        frame = polars.read_parquet(path)
    except polars.exceptions.PolarsError:
        raise unreadable(path, "a file that is not Parquet") from None
    rows = enumerate(frame.iter_rows(), start=1)
    return Table(tuple(frame.columns), tuple(Cells(number, cells) for number, cells in rows))


def parse_csv(path: Path) -> Table:
    """Read a CSV file, compressed or not, cell by cell.

    Raises:
        InputError: if it cannot be read at all.
    """
    text = _bytes(path).decode("utf-8-sig")
    heading, _, _ = text.partition("\n")
    if not heading.strip():
        raise unreadable(path, "a file without a heading")
    separator = separator_of(heading)
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=separator, strict=True)
    columns = tuple(name.strip() for name in next(reader))
    first = reader.line_num
    return Table(columns, tuple(_rows(lines[first:], separator, columns)))


def _rows(lines: list[str], separator: str, columns: tuple[str, ...]) -> Iterator[Cells]:
    """Yield the rows of a CSV file; after a line with a lone quote the next line is a row again."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begun = number = 0
    while True:
        start = begun + reader.line_num
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            expected = "quotation marks in pairs, with a separator after them"
            yield Cells(number, (), Problem("row-unreadable", f"{error}", expected))
            begun = start + 1
            reader = csv.reader(lines[begun:], delimiter=separator, strict=True)
            continue
        if not values:
            continue
        number += 1
        if any(map(str.strip, values)):
            yield Cells(number, values, _width_problem(values, columns))


def separator_of(heading: str) -> str:
    """Return the separator that a heading has most of."""
    return max(_SEPARATORS, key=heading.count)


def _bytes(path: Path) -> bytes:
    if path.suffix == ".gz":
        try:
            return gzip.decompress(path.read_bytes())
        except (OSError, EOFError):
            raise unreadable(path, "a file that is not compressed with gzip") from None
    if path.suffix == ".zst":
        advice = "Decompress it first."
        raise unreadable(path, "a compressed file with quoted or uneven lines", advice)
    return path.read_bytes()


def _width_problem(values: list[str], columns: tuple[str, ...]) -> Problem | None:
    if len(values) == len(columns):
        return None
    return Problem("row-unreadable", f"{len(values)} cells", f"{len(columns)}, as in the heading")
