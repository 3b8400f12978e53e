"""Write decisions part by part; a file under its final name is always complete."""

from __future__ import annotations

import gzip
import itertools
import struct
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Final, cast

import polars as pl

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.rows import InputError

_NO_TIME: Final = datetime(2000, 1, 1)
_ROWS_IN_GROUP: Final = 144_000
"""Rows of a Parquet file that are held until they are written."""
_MOST_EXCEL_ROWS: Final = 1_048_575
_BYTES_OF_HEADER: Final = 512
"""Within these of a file of Stata or SPSS stands the time of writing."""


def write_parts(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    """Write the rows of all parts in the format that the ending of ``path`` names.

    Raises:
        InputError: if the format cannot hold so many rows.
    """
    with complete_file(path) as temporary:
        next(write for suffix, write in _WRITERS.items() if path.name.endswith(suffix))(
            temporary, parts
        )


def _write_parquet(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    from polars.io.plugins import register_io_source  # noqa: PLC0415  only for Parquet

    first = next(parts, pl.DataFrame())

    def frames(
        _columns: list[str] | None,
        _predicate: pl.Expr | None,
        _rows: int | None,
        _size: int | None,
    ) -> Iterator[pl.DataFrame]:
        """Give every part; a sink asks for no selection."""
        yield from itertools.chain([first], parts)

    scan = register_io_source(frames, schema=first.schema, is_pure=False)
    scan.sink_parquet(path, compression="zstd", maintain_order=True, row_group_size=_ROWS_IN_GROUP)


def _write_csv(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    with path.open("wb") as file:
        _write_lines(file, parts)


def _write_gzip(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    # Neither the name nor the time of writing goes into the file: the same rows, the same bytes.
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
        _write_lines(cast("IO[bytes]", file), parts)


def _write_lines(file: IO[bytes], parts: Iterator[pl.DataFrame]) -> None:
    for number, part in enumerate(parts):
        part.write_csv(file, include_header=number == 0)


def _write_excel(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    import xlsxwriter  # noqa: PLC0415  only for Excel

    frame = pl.concat(parts)
    if frame.height > _MOST_EXCEL_ROWS:
        expected = f"at most {_MOST_EXCEL_ROWS:,} rows for a sheet"
        advice = "Write Parquet or CSV."
        raise InputError(Problem("file-unreadable", f"{frame.height:,} rows", expected, advice))
    # What begins with "=" is an identifier of someone's, not a formula.
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": _NO_TIME})
        frame.write_excel(workbook, worksheet="decisions")


def _write_statistics(
    name: str, before_time: bytes, no_time: bytes
) -> Callable[[Path, Iterator[pl.DataFrame]], None]:
    """Return what writes a file of Stata or SPSS; truths are 1 and 0, unknown ones missing.

    The library puts the time of writing into the file, behind ``before_time``: ``no_time``, of
    the same length, takes its place.
    """

    def write(path: Path, parts: Iterator[pl.DataFrame]) -> None:
        import pyreadstat  # noqa: PLC0415  only for Stata and SPSS

        frame = pl.concat(parts).with_columns(pl.col(pl.Boolean).cast(pl.Float64))
        getattr(pyreadstat, name)(frame, str(path))
        with path.open("r+b") as file:
            start = file.read(_BYTES_OF_HEADER).find(before_time)
            if start >= 0:
                file.seek(start + len(before_time))
                file.write(no_time)

    return write


_WRITERS: Final[dict[str, Callable[[Path, Iterator[pl.DataFrame]], None]]] = {
    ".parquet": _write_parquet,
    ".csv": _write_csv,
    ".csv.gz": _write_gzip,
    ".xlsx": _write_excel,
    ".dta": _write_statistics("write_dta", b"<timestamp>\x11", b"01 Jan 2000 00:00"),
    # The bias of compression, always 100, stands just before the time.
    ".sav": _write_statistics("write_sav", struct.pack("<d", 100.0), b"01 Jan 0000:00:00"),
}
SUFFIXES: Final = tuple(_WRITERS)
"""The endings of the files that can be written."""
