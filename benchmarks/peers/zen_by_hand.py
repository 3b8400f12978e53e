"""zen-engine, with the decision graph of ``zen_rules``. It knows no unknowns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import zen

from benchmarks.peers import households_as_facts, law
from benchmarks.zen_rules import decision_graph


def files(folder: Path, out: Path) -> None:
    """Classify the population of a folder into a Parquet file."""
    frames(folder)().write_parquet(out)


def frames(folder: Path) -> Callable[[], pl.DataFrame]:
    """Load the population of a folder; return what decides its households one by one."""
    households = households_as_facts.read(folder, without_nulls=True)
    graph = zen.ZenEngine().create_decision(decision_graph(law.review_date(folder).year))

    def answer(household: dict[str, Any]) -> dict[str, Any]:
        found = graph.evaluate(household)["result"]
        names = ("class", *law.INDICATORS)
        return {"household_id": household["household_id"], **{n: found[n] for n in names}}

    return lambda: households_as_facts.frame([answer(item) for item in households])
