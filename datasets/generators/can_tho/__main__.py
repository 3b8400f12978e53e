"""Write the list: ``python -m datasets.generators.can_tho [--out DIR]``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import polars as pl

from datasets.generators.can_tho.review_list import make_review_list

FOLDER: Final = Path(__file__).resolve().parents[2] / "can-tho-2022"
"""Where the list is kept."""


def write_review_list(folder: Path) -> None:
    """Write ``households.parquet`` and ``members.parquet`` into an existing folder."""
    households, members = make_review_list()
    _write(households, folder / "households.parquet")
    _write(members, folder / "members.parquet")


def _write(table: pl.DataFrame, path: Path) -> None:
    # One row group, so that the bytes do not depend on the number of processors.
    table.write_parquet(path, compression="zstd", compression_level=9, row_group_size=table.height)


def main() -> None:
    """Read the command line and write the list."""
    parser = argparse.ArgumentParser(description="Write the synthetic review list of Cần Thơ.")
    parser.add_argument(
        "--out", type=Path, default=FOLDER, metavar="DIR", help="an existing folder"
    )
    write_review_list(parser.parse_args().out)


if __name__ == "__main__":
    main()
