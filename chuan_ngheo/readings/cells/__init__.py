"""Cells of Polars as arrays of bytes and numbers, and back: compiled, or by NumPy and Polars."""

try:
    from chuan_ngheo.readings.cells.compiled import (
        count_at,
        or_at,
        read_cells,
        run_program,
        tally,
        truth_columns,
    )
except ImportError:
    from chuan_ngheo.readings.cells.plain import (
        count_at,
        or_at,
        read_cells,
        run_program,
        tally,
        truth_columns,
    )

__all__ = ["count_at", "or_at", "read_cells", "run_program", "tally", "truth_columns"]
