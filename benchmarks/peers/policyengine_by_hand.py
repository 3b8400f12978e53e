"""PolicyEngine-core, with the variables of ``fisca_model``. It knows no unknowns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from benchmarks.peers import fisca_run


def files(folder: Path, out: Path) -> None:
    """Classify the population of a folder into a Parquet file."""
    frames(folder)().write_parquet(out)


def frames(folder: Path) -> Callable[[], pl.DataFrame]:
    """Load the population of a folder; return what classifies it in memory."""
    return fisca_run.frames("policyengine_core", folder)
