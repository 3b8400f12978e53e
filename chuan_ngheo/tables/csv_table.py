"""CSV files as tables: fast where every line is plain, exact where one is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from chuan_ngheo.survey.table_files import Cells, read_table, separator_of, unreadable
from chuan_ngheo.tables.row_problems import PROBLEMS, pack
from chuan_ngheo.tables.sources import ROW, numbered

_NO_SEPARATOR = "\x1f"
"""A character that no table holds, so that a whole line is one cell."""


@dataclass(frozen=True)
class CsvTable:
    """A CSV file (UTF-8), plain or compressed with gzip or Zstandard; every cell is text.

    Raises:
        InputError: if it cannot be read at all.
    """

    path: Path

    def __post_init__(self) -> None:
        """Read the heading, so that an unreadable file is refused before any work."""
        if not self.path.is_file():
            raise unreadable(self.path, "no such file")
        if not self._exact:
            return
        _ = self._parsed

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def columns(self) -> tuple[str, ...]:
        """The names in the heading."""
        if self._exact:
            return self._parsed[0]
        return self._names

    def count(self) -> int | None:
        """Return None: the rows are counted as they are read."""
        return None

    def parts(self, size: int, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of about ``size``."""
        start = 1
        for part in self._exact_parts(size) if self._exact else self._plain_parts(size):
            rows = part if ROW in part.columns else numbered(part, start)
            start += part.height
            kept = [ROW, *columns, *({PROBLEMS} & {*part.columns})]
            empty = pl.all_horizontal(pl.col(self.columns).fill_null("").str.strip_chars() == "")
            wrong = PROBLEMS in part.columns
            problem = pl.col(PROBLEMS).is_not_null() if wrong else pl.lit(value=False)
            yield rows.filter(problem | ~empty).select(kept)

    def _lines(self) -> pl.LazyFrame:
        return pl.scan_csv(
            self.path,
            has_header=False,
            separator=_NO_SEPARATOR,
            quote_char=None,
            infer_schema=False,
            schema={"line": pl.String},
        )

    @cached_property
    def _heading(self) -> str:
        lines = self._lines().head(1).collect()["line"]
        return str(lines.first() or "").removeprefix("\ufeff")

    @cached_property
    def _separator(self) -> str:
        return separator_of(self._heading)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self._heading.split(self._separator))

    @cached_property
    def _exact(self) -> bool:
        """Whether some line is not plain: quoted, empty, of another width, or not UTF-8."""
        line = pl.col("line")
        try:
            if not self._heading.strip():
                return True
            if len({*self._names}) < len(self._names):
                return True
            widths = line.str.count_matches(self._separator, literal=True)
            plain = line.is_not_null() & ~line.str.contains('"', literal=True)
            same = widths == self._heading.count(self._separator)
            found = self._lines().select((plain & same).all())
            return not found.collect(engine="streaming").item()
        except pl.exceptions.PolarsError:
            return True

    def _plain_parts(self, size: int) -> Iterator[pl.DataFrame]:
        scan = pl.scan_csv(
            self.path,
            separator=self._separator,
            quote_char=None,
            infer_schema=False,
            has_header=False,
            skip_rows=1,
            schema=dict.fromkeys(self.columns, pl.String()),
        )
        yield from scan.collect_batches(chunk_size=size, maintain_order=True)

    @cached_property
    def _parsed(self) -> tuple[tuple[str, ...], tuple[Cells, ...]]:
        table = read_table(self.path)
        return table.columns, table.rows

    def _exact_parts(self, size: int) -> Iterator[pl.DataFrame]:
        columns, rows = self._parsed
        for start in range(0, len(rows), size):
            yield _frame(columns, rows[start : start + size])


def _frame(columns: tuple[str, ...], rows: tuple[Cells, ...]) -> pl.DataFrame:
    """Return parsed rows as a table; a row that does not fit the heading keeps its problem."""
    data: dict[str, list[str | None]] = {
        name: [cells.values[place] if place < len(cells.values) else None for cells in rows]
        for place, name in enumerate(columns)
    }
    data[PROBLEMS] = [pack([cells.problem] if cells.problem else ()) for cells in rows]
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String()))
    numbers = pl.Series(ROW, [cells.number for cells in rows], pl.UInt32)
    return frame.insert_column(0, numbers)
