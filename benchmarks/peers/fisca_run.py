"""Load a population into a simulation of either package, and calculate the answers."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.peers import law
from benchmarks.peers.fisca_model import (
    HOUSEHOLD_INPUTS,
    MEMBER_INPUTS,
    NOT_ASKED,
    PERIOD,
    VARIABLES,
    Model,
)
from benchmarks.peers.fisca_variables import build
from chuan_ngheo.enumerations import ENUMERATIONS

Arrays = dict[str, Any]


def frames(package: str, folder: Path) -> Callable[[], pl.DataFrame]:
    """Load the population of a folder; return what simulates it.

    What is timed begins with the same tables in memory as for the others: texts are turned into
    positions in lists of values by Polars, which is several times faster than the packages' own
    encoding.

    Args:
        package: ``openfisca_core`` or ``policyengine_core``.

    Raises:
        ValueError: if a fact is unknown.
    """
    households, members = (
        pl.read_parquet(folder / f"{name}.parquet", columns=["household_id", *inputs])
        for name, inputs in (("households", HOUSEHOLD_INPUTS), ("members", MEMBER_INPUTS))
    )
    model = build(package, law.review_date(folder))
    return lambda: _simulate(
        package, model, _arrays(households, HOUSEHOLD_INPUTS), _arrays(members, MEMBER_INPUTS)
    )


def _arrays(table: pl.DataFrame, inputs: dict[str, type]) -> Arrays:
    found: Arrays = {"household_id": table["household_id"].to_numpy()}
    for name, kind in inputs.items():
        column = table[name]
        if kind is str:
            column = column.fill_null(NOT_ASKED).cast(pl.Enum([*ENUMERATIONS[name], NOT_ASKED]))
            column = column.to_physical().cast(pl.Int16)
        elif kind is bool:
            column = column.fill_null(value=False)
        elif kind is float:
            column = column.fill_null(law.NOT_MEASURED)
        found[name] = column.to_numpy()
    return found


def _simulate(package: str, model: Model, households: Arrays, members: Arrays) -> pl.DataFrame:
    builder = import_module(f"{package}.simulations").SimulationBuilder()
    builder.create_entities(model.system)
    people = np.arange(len(members["household_id"]))
    builder.declare_person_entity("person", people)
    groups = builder.declare_entity("household", households["household_id"])
    roles = np.full(len(people), "member")
    builder.join_with_persons(groups, members["household_id"], roles=roles)
    simulation = builder.build(model.system)
    for inputs, arrays in ((HOUSEHOLD_INPUTS, households), (MEMBER_INPUTS, members)):
        for name, kind in inputs.items():
            values = model.encoded(name, arrays[name]) if kind is str else arrays[name]
            simulation.set_input(name, PERIOD, values)
    found = {
        name: np.asarray(simulation.calculate(variable, PERIOD)).astype(bool)
        for name, variable in VARIABLES.items()
    }
    classes = np.asarray(simulation.calculate("class_code", PERIOD)).astype(np.int64)
    named = pl.Series(law.CLASSES).gather(pl.Series(classes))
    table = pl.DataFrame({"household_id": households["household_id"], "class": named, **found})
    return table.select(law.COLUMNS)
