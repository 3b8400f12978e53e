"""Our own reference reading, one household after the other: the answer all are compared with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.peers import households_as_facts
from chuan_ngheo import classify, load_rules


def files(folder: Path, out: Path) -> None:
    """Classify the population of a folder into a Parquet file."""
    frames(folder)().write_parquet(out)


def frames(folder: Path) -> Callable[[], pl.DataFrame]:
    """Load the population of a folder; return what decides its households one by one."""
    households = households_as_facts.read(folder)
    rules = load_rules("nd-07-2021")

    def answer(household: dict[str, Any]) -> dict[str, Any]:
        decision = classify(household, rules=rules)
        own = {"household_id": decision.household_id, "class": decision.class_}
        return {**own, **decision.deprivations}

    return lambda: households_as_facts.frame([answer(item) for item in households])
