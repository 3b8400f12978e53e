"""The same households on two sides, each with its states before and after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import polars as pl

from chuan_ngheo.audit.compare.groups import ARROW, GROUPS, UNKNOWN, column_of
from chuan_ngheo.audit.compare.inputs import PERSONS, PLACE, REJECTED, SIZE
from chuan_ngheo.audit.compare.observed import Observed, Outcome
from chuan_ngheo.tables.stream import KEY

Side = Literal["a", "b"]
SIDES: Final[tuple[Side, Side]] = ("a", "b")
CLASS: Final = "class"
POSSIBLE: Final = "possible_classes"
UNDETERMINED: Final = "undetermined"
NOT_CLASSIFIED: Final = "not_classified"
ABSENT: Final = "absent"
NO_RULE: Final = "no_rule"
YES: Final = "yes"
NO: Final = "no"
_TRUTHS: Final = {True: YES, False: NO}


def paired(before: pl.DataFrame, after: pl.DataFrame, *, one_input: bool) -> pl.DataFrame:
    """Return one row for each household, with the columns of both sides.

    Args:
        one_input: whether both sides are decisions on the same rows. Otherwise households are
            matched by their id; those without one stand on one side only.
    """
    key = PLACE if one_input else KEY
    sides = [
        _of_side(frame if one_input else _each_once(frame), side).with_columns(
            pl.col(f"{side}.{key}").alias("key")
        )
        for side, frame in zip(SIDES, (before, after), strict=True)
    ]
    found = sides[0].join(sides[1], on="key", how="full", coalesce=True)
    return found.drop("key").sort("a.place", "b.place", nulls_last=True)


def _of_side(frame: pl.DataFrame, side: Side) -> pl.DataFrame:
    return frame.rename({name: f"{side}.{name}" for name in frame.columns})


def _each_once(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep the first row of each id: an id that stands twice is that of rejected rows."""
    first = pl.col(KEY).is_null() | pl.col(KEY).is_first_distinct()
    return frame.filter(first)


def class_state(side: Side) -> pl.Expr:
    """Return the class of a household on one side, or why it has none."""
    rejected = pl.col(f"{side}.{REJECTED}")
    return (
        pl.when(rejected.is_null())
        .then(pl.lit(ABSENT))
        .when(rejected)
        .then(pl.lit(NOT_CLASSIFIED))
        .otherwise(pl.col(f"{side}.{CLASS}").fill_null(UNDETERMINED))
    )


def truth_state(side: Side, outcome: Outcome | None) -> pl.Expr:
    """Return the answer to an outcome on one side, or why there is none."""
    rejected = pl.col(f"{side}.{REJECTED}")
    answer = (
        pl.lit(NO_RULE)
        if outcome is None
        else pl.col(f"{side}.{outcome.column}")
        .replace_strict(_TRUTHS, default=None, return_dtype=pl.String)
        .fill_null(UNKNOWN)
    )
    return (
        pl.when(rejected.is_null())
        .then(pl.lit(ABSENT))
        .when(rejected)
        .then(pl.lit(NOT_CLASSIFIED))
        .otherwise(answer)
    )


def persons_named(side: Side, outcome: Outcome | None) -> pl.Expr:
    """Return the persons whom an outcome reaches: those it names, or all of the household."""
    if outcome is None:
        return pl.lit(0, pl.Int64)
    if outcome.member_rule:
        return pl.col(f"{side}.{PERSONS}{outcome.column}").fill_null(0)
    holds = pl.col(f"{side}.{outcome.column}").fill_null(value=False)
    return pl.when(holds).then(pl.col(f"{side}.{SIZE}")).otherwise(0).fill_null(0)


def outcome_pairs(
    before: Observed, after: Observed
) -> tuple[tuple[Outcome | None, Outcome | None], ...]:
    """Return the outcomes of both rule sets by id; None where one has no such outcome."""
    own = {(item.kind, item.id): item for item in before.outcomes}
    other = {(item.kind, item.id): item for item in after.outcomes}
    return tuple((own.get(key), other.get(key)) for key in dict.fromkeys((*own, *other)))


def has_changed(pairs: Iterable[tuple[Outcome | None, Outcome | None]]) -> pl.Expr:
    """Tell whether the class of a household, its possible classes, or an outcome changed.

    An indicator alone is no outcome; an outcome that one of the rule sets does not have neither.
    """
    changes = [
        class_state("a").ne_missing(class_state("b")),
        pl.col(f"a.{POSSIBLE}").ne_missing(pl.col(f"b.{POSSIBLE}")),
    ]
    for one, other in pairs:
        if one is None or other is None or one.kind == "indicator":
            continue
        changes.append(pl.col(f"a.{one.column}").ne_missing(pl.col(f"b.{other.column}")))
        if one.member_rule and other.member_rule:
            changes.append(persons_named("a", one) != persons_named("b", other))
    return pl.any_horizontal(changes)


def group_value(group: str) -> pl.Expr:
    """Return the group of a household; both values where they differ between the sides."""
    one, other = (_group_on(side, group) for side in SIDES)
    return (
        pl.when(pl.col(f"a.{REJECTED}").is_null())
        .then(other)
        .when(pl.col(f"b.{REJECTED}").is_null() | (one == other))
        .then(one)
        .otherwise(pl.concat_str(one, pl.lit(ARROW), other))
    )


def _group_on(side: Side, group: str) -> pl.Expr:
    text = pl.col(f"{side}.{column_of(group)}").cast(pl.String)
    return text.replace({"true": YES, "false": NO}).fill_null(UNKNOWN)


def groups_of(frame: pl.DataFrame) -> tuple[str, ...]:
    """Return the groups of which something is known."""
    return tuple(
        group
        for group in GROUPS
        if any(frame[f"{side}.{column_of(group)}"].is_not_null().any() for side in SIDES)
    )
