"""Classify tables by measured income and by points, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

import polars as pl

from chuan_ngheo.method_names import Method
from chuan_ngheo.methods import agreement, possible_by_either
from chuan_ngheo.readings.polars_reading import SEPARATOR, decide_tables
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.tables.part import Decide, Decided
from chuan_ngheo.tables.run import decide_all
from chuan_ngheo.tables.sources import Table
from chuan_ngheo.tables.stream import KEY

BY_INCOME: Final = "possible_classes_by_income"
BY_POINTS: Final = "possible_classes_by_points"
AGREE: Final = "methods_agree"


def decide_both(
    households: Table,
    members: Table | None,
    rules: Mapping[Method, RuleSet],
    *,
    decide: Decide = decide_tables,
) -> Iterator[Decided]:
    """Classify all households by both methods; the decisions come in the order of the rows.

    They are those by points, with ``class`` and ``possible_classes`` of both methods together, and
    ``class_by_income``, ``possible_classes_by_income``, ``class_by_points``,
    ``possible_classes_by_points`` and ``methods_agree`` at the end.
    """
    by_income = decide_all(households, members, rules["income"], decide=decide)
    by_points = decide_all(households, members, rules["points"], decide=decide)
    for income, points in zip(by_income, by_points, strict=True):
        if not income.decisions.height:
            yield income
            continue
        frame = _joined(income.decisions, points.decisions, rules["income"].classes)
        yield income._replace(decisions=frame)


def _joined(income: pl.DataFrame, points: pl.DataFrame, classes: tuple[str, ...]) -> pl.DataFrame:
    """Return the decisions of both methods on the same households, side by side."""
    if not income[KEY].equals(points[KEY], null_equal=True):
        raise ValueError("the methods decided on different households")
    own = {
        f"{column}_by_{name}": frame[column]
        for name, frame in (("income", income), ("points", points))
        for column in ("class", "possible_classes")
    }
    frame = points.with_columns(series.alias(name) for name, series in own.items())
    pairs = _pairs(frame, classes)
    frame = frame.join(
        pairs,
        on=[BY_INCOME, BY_POINTS],
        how="left",
        maintain_order="left",
    )
    same = pl.col("class_by_income") == pl.col("class_by_points")
    return frame.with_columns(
        pl.when(same).then("class_by_income").alias("class"),
        pl.col("either").alias("possible_classes"),
    ).drop("either")


def _pairs(frame: pl.DataFrame, classes: tuple[str, ...]) -> pl.DataFrame:
    """Return for each pair of possible classes what both methods together leave possible."""
    texts = [frame[column].unique().sort().to_list() for column in (BY_INCOME, BY_POINTS)]
    rows = []
    for one, other in product(*texts):
        sets = tuple(one.split(SEPARATOR)), tuple(other.split(SEPARATOR))
        either = SEPARATOR.join(possible_by_either(*sets, classes))
        rows.append((one, other, either, agreement(*sets)))
    schema = {BY_INCOME: pl.String, BY_POINTS: pl.String, "either": pl.String, AGREE: pl.Boolean}
    return pl.DataFrame(rows, schema, orient="row")
