"""What the tests of the command line share: households, their tables, and how to run."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import polars

from chuan_ngheo import classify
from chuan_ngheo.cli.main import main
from tests.test_public_api import POOR

INDICATORS = list(classify(POOR).deprivations)


def household(identifier: int, **facts: Any) -> dict[str, Any]:
    return {**copy.deepcopy(POOR), "household_id": identifier, **facts}


HOUSEHOLDS = [
    household(1),
    household(2, income_per_capita=1_500_001),
    household(3, water_source="piped"),
    household(4, water_source=None),
    household(5, income_per_capita=9_000_000, members=None),
]
CLASSES = ["poor", "average_living_standard", "near_poor", None, "above_average_living_standard"]


def write_tables(folder: Path, households: list[dict[str, Any]], suffix: str) -> None:
    rows = [{k: v for k, v in one.items() if k != "members"} for one in households]
    members = [
        {"household_id": one["household_id"], **member}
        for one in households
        for member in one["members"] or ()
    ]
    for name, table in (("households", rows), ("members", members)):
        frame = polars.DataFrame(table, infer_schema_length=None)
        path = folder / f"{name}{suffix}"
        if suffix == ".csv":
            frame.write_csv(path)
        else:
            frame.write_parquet(path)


def json_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])
