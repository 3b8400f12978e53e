"""A cell outside the limits that the schema of the facts publishes makes its row odd."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from chuan_ngheo.facts import Household, Member
from chuan_ngheo.tables.typed import typed_facts
from chuan_ngheo.vocabulary import FACTS, ValueType

MODELS: tuple[type[Household] | type[Member], ...] = (Household, Member)


def numbers() -> Iterator[tuple[type[Household] | type[Member], str, dict[str, Any]]]:
    """Yield every fact that is a number, with its part of the JSON schema."""
    for model in MODELS:
        properties = model.model_json_schema()["properties"]
        for name in model.model_fields:
            if name in FACTS and FACTS[name].type is ValueType.NUMBER:
                (schema,) = (part for part in properties[name]["anyOf"] if part["type"] != "null")
                yield model, name, schema


@pytest.mark.parametrize(
    ("model", "name", "schema"), list(numbers()), ids=lambda item: str(item)[:40]
)
def test_limits_of_numbers(
    model: type[Household] | type[Member], name: str, schema: dict[str, Any]
) -> None:
    whole = schema["type"] == "integer"
    least, above = schema.get("minimum"), schema.get("exclusiveMinimum")
    greatest, below = schema.get("maximum"), schema.get("exclusiveMaximum")
    fine: list[float] = []
    odd: list[float] = []
    if least is not None:
        fine.append(least)
        odd.append(least - 1 if whole else math.nextafter(least, -math.inf))
    if above is not None:
        fine.append(math.nextafter(above, math.inf))
        odd.append(above)
    if greatest is not None:
        fine.append(greatest)
        odd.append(greatest + 1 if whole else math.nextafter(greatest, math.inf))
    if below is not None and below < 2**63:
        fine.append(below - 1)
        odd.append(below)
    assert len(fine) == len(odd) > 0
    kind = pl.Int64() if whole else pl.Float64()
    cells = pl.Series(name, [*fine, *odd, None], kind)
    found = typed_facts(cells.to_frame(), model)
    assert found.odd.tolist() == [False] * len(fine) + [True] * len(odd) + [False]
