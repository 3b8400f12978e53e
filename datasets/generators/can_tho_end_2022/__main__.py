"""Write the list: ``python -m datasets.generators.can_tho_end_2022 [--out DIR]``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import polars as pl

from datasets.generators.can_tho_end_2022.review_list import make_next_list

_DATASETS: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = _DATASETS / "can-tho-end-2022"
"""Where the list is kept."""
BEFORE: Final = _DATASETS / "can-tho-2022"
"""The list of the end of 2021, from which it follows."""


def write_next_list(folder: Path) -> None:
    """Write ``households.parquet``, ``members.parquet`` and ``changes.csv``."""
    households, members, changes = make_next_list(
        pl.read_parquet(BEFORE / "households.parquet"), pl.read_parquet(BEFORE / "members.parquet")
    )
    for table, name in ((households, "households"), (members, "members")):
        # One row group, so that the bytes do not depend on the number of processors.
        table.write_parquet(
            folder / f"{name}.parquet",
            compression="zstd",
            compression_level=9,
            row_group_size=table.height,
        )
    changes.write_csv(folder / "changes.csv")


def main() -> None:
    """Read the command line and write the list."""
    parser = argparse.ArgumentParser(description="Write the synthetic list of the end of 2022.")
    parser.add_argument(
        "--out", type=Path, default=FOLDER, metavar="DIR", help="an existing folder"
    )
    write_next_list(parser.parse_args().out)


if __name__ == "__main__":
    main()
