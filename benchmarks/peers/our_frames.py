"""``classify_frame`` of chuan_ngheo, in memory."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl


def frames(folder: Path) -> Callable[[], Any]:
    """Load the population of a folder; return what classifies it in memory.

    Raises:
        AttributeError: if this version of chuan_ngheo has no ``classify_frame``.
    """
    classify_frame = import_module("chuan_ngheo").classify_frame
    households = pl.read_parquet(folder / "households.parquet")
    members = pl.read_parquet(folder / "members.parquet")
    return lambda: classify_frame(households, members, rules="nd-07-2021")
