"""Tables that are read in parts, in the order of their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import polars as pl

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.survey.rows import InputError

ROW: Final = "#row"
"""Column of the parts: the number of the row in its table, from 1 without the heading."""


_ROWS_AT_ONCE: Final = 72_000
"""Rows that Polars hands over at once. It keeps several such batches ready; where they are larger,
more row groups of the file are in memory."""


class Table(Protocol):
    """A table that can be read from its beginning any number of times."""

    @property
    def name(self) -> str:
        """What messages call it: the name of the file."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""

    def count(self) -> int | None:
        """Return the number of rows where it is known without reading them."""

    def parts(self, size: int, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of about ``size``, numbered under ``ROW``."""


class TableView:
    """A table seen through another, with the same name and rows; its parts are changed or watched.

    Attributes:
        table: the table behind it.
    """

    table: Table

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.table.name

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return self.table.columns

    def count(self) -> int | None:
        """Return the number of rows where it is known without reading them."""
        return self.table.count()


@dataclass(frozen=True)
class FrameTable:
    """A table in memory."""

    frame: pl.DataFrame
    name: str = "table"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(self.frame.columns)

    def count(self) -> int:
        """Return the number of rows."""
        return self.frame.height

    def parts(self, size: int, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of ``size``."""
        for start in range(0, self.frame.height, size):
            yield numbered(self.frame[columns].slice(start, size), start + 1)


@dataclass(frozen=True)
class ParquetTable:
    """Parquet: one file, several, or a folder of partitions in the manner of Hive.

    Raises:
        InputError: if it cannot be read.
    """

    path: Path

    def __post_init__(self) -> None:
        """Read the schema, so that a file that is no Parquet is refused before any work."""
        try:
            self._scan().collect_schema()
        except (OSError, pl.exceptions.PolarsError) as error:
            missing = isinstance(error, FileNotFoundError)
            reason = "no such file" if missing else "a file that is not Parquet"
            expected = "a CSV (UTF-8) or Parquet table with a heading"
            problem = Problem("file-unreadable", reason, expected, path=self.path.name)
            raise InputError(problem) from None

    def _scan(self) -> pl.LazyFrame:
        if self.path.is_dir():
            files = sorted(self.path.rglob("*.parquet"))
            return pl.scan_parquet(files, hive_partitioning=True)
        return pl.scan_parquet(self.path)

    @property
    def name(self) -> str:
        """The name of the file or folder."""
        return self.path.name

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(self._scan().collect_schema().names())

    def count(self) -> int:
        """Return the number of rows, from the metadata."""
        return int(self._scan().select(pl.len()).collect().item())

    def parts(self, size: int, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of ``size``; what follows is read while a part is used."""
        scan = self._scan().select(columns)
        rows = min(size, _ROWS_AT_ONCE)
        batches = scan.collect_batches(chunk_size=rows, maintain_order=True)
        start = 1
        for part in resized(iter(batches), size):
            yield numbered(part, start)
            start += part.height


def numbered(part: pl.DataFrame, first: int) -> pl.DataFrame:
    """Return some rows with their numbers, from ``first``, as the first column."""
    numbers = pl.int_range(first, first + part.height, dtype=pl.UInt32, eager=True)
    return part.clone().insert_column(0, numbers.alias(ROW))


def resized(batches: Iterator[pl.DataFrame], size: int) -> Iterator[pl.DataFrame]:
    """Yield the rows of batches in parts of exactly ``size``, but for the last.

    The sizes of batches depend on the machine and on its load; those of parts do not.
    """
    held: list[pl.DataFrame] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += batch.height
        while rows >= size:
            whole = pl.concat(held) if len(held) > 1 else held[0]
            yield whole.slice(0, size)
            held = [whole.slice(size)]
            rows -= size
    if rows:
        yield pl.concat(held)
