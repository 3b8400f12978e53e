"""A classified list in one form, whatever it was given as, with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.readings.polars_reading import SEPARATOR
from chuan_ngheo.survey.rows import InputError

KEY: Final = "household_id"
CLASS: Final = "class"
POOR, NEAR_POOR, NONE = "poor", "near_poor", "none"
UNKNOWN, REPEATED, UNIDENTIFIED = "unknown", "repeated", "unidentified"
OFF_LISTS: Final = (NONE, "average_living_standard", "above_average_living_standard")
PLACES: Final = ("area", "district", "commune")
LEFT_POOR, LEFT_NEAR_POOR = "left_poor_list_on", "left_near_poor_list_on"
HISTORY_KNOWN: Final = "history_known"
_TYPES: Final[dict[str, Any]] = {
    CLASS: pl.String,
    "possible_classes": pl.String,
    "persons": pl.Int64,
    **dict.fromkeys(PLACES, pl.String),
    **dict.fromkeys(("review_date", LEFT_POOR, LEFT_NEAR_POOR), pl.Date),
    HISTORY_KNOWN: pl.Boolean,
}
_EXAMPLES: Final = 5


@dataclass(frozen=True)
class ClassifiedList:
    """A list of households with the list of the poor or near-poor on which each stands.

    Attributes:
        name: what messages call it.
        frame: ``KEY``, ``status``, the columns of a classified list (null where unknown), and
            ``place_in_list``: the number of the row.
        problems: what is wrong with it.
    """

    name: str
    frame: pl.DataFrame
    problems: tuple[Problem, ...]


def classified_list(given: pl.DataFrame, name: str) -> ClassifiedList:
    """Bring a classified list into one form.

    Args:
        given: ``household_id``, ``class`` and where known ``possible_classes`` (separated by
            ``|``), ``persons``, ``area``, ``district``, ``commune``, ``review_date``,
            ``left_poor_list_on`` and ``left_near_poor_list_on`` (null: never). A class is one of
            Decree 07/2021, or ``none`` for a household on neither list; null is not known.
            ``history_known`` tells for which households the two days are told; without it for
            all, if the list has ``left_poor_list_on``.
        name: what messages call it.

    Raises:
        InputError: if ``household_id`` or ``class`` is absent.
    """
    for column in (KEY, CLASS):
        if column not in given.columns:
            raise column_missing(column, given.columns, name)
    problems: list[Problem] = []
    columns = [ids_of(given[KEY])]
    if HISTORY_KNOWN not in given.columns:
        given = given.with_columns(pl.lit(LEFT_POOR in given.columns).alias(HISTORY_KNOWN))
    for column, kind in _TYPES.items():
        columns.append(_typed(given, column, kind, name, problems))
    frame = pl.DataFrame(columns).with_row_index("place_in_list", 1)
    persons = pl.col("persons")
    frame = frame.with_columns(pl.when(persons > 0).then(persons).alias("persons"))
    problems += _unknown_classes(frame, name)
    frame = frame.with_columns(_status().alias("status"))
    frame, repeated = _each_once(frame, name)
    problems += repeated
    problems += _without_id(frame, name)
    return ClassifiedList(name, frame, tuple(problems))


def examples(frame: pl.DataFrame) -> str:
    """Return how many households a frame has, with the first ids."""
    ids = frame[KEY].drop_nulls().sort()
    shown = ", ".join(ids.head(_EXAMPLES))
    listed = f"{shown}, …" if len(ids) > _EXAMPLES else shown
    number = frame.height
    return f"{number} household ({listed})" if number == 1 else f"{number} households ({listed})"


def column_missing(column: str, columns: Iterable[str], name: str) -> InputError:
    """Return the error that a table has no such column."""
    expected, advice = f"a column {column}", nearest(column, [*columns])
    return InputError(Problem("column-missing", "no such column", expected, advice, path=name))


def ids_of(ids: pl.Series) -> pl.Series:
    """Return the ids of households as text, so that lists of other types can be matched."""
    if ids.dtype.is_float():
        ids = ids.cast(pl.Int64)
    text = ids.cast(pl.String).str.strip_chars()
    return text.set(text == "", None).alias(KEY)


def _typed(
    given: pl.DataFrame, column: str, kind: Any, name: str, problems: list[Problem]
) -> pl.Series:
    if column not in given.columns:
        return pl.Series(column, [None], kind).new_from_index(0, given.height)
    raw = given[column]
    if raw.dtype == pl.String:
        raw = raw.str.strip_chars().replace("", None)
    if kind == pl.Date and raw.dtype == pl.String:
        found = raw.str.to_date("%Y-%m-%d", strict=False)
    else:
        found = raw.cast(kind, strict=False)
    lost = given.filter(raw.is_not_null() & found.is_null())
    if lost.height:
        lost = lost.with_columns(ids_of(lost[KEY]))
        expected = "a date written YYYY-MM-DD" if kind == pl.Date else "a whole number"
        path = f"{name}: {column}"
        problems.append(Problem("fact-type", examples(lost), expected, path=path))
    return found.alias(column)


def _status() -> pl.Expr:
    """Return the list that a household is on; possible classes may all be on neither."""
    class_ = pl.col(CLASS)
    possible = pl.col("possible_classes").str.split(SEPARATOR)
    others = possible.list.eval(pl.element().is_in(OFF_LISTS)).list.all()
    return (
        pl.when(class_.is_in((POOR, NEAR_POOR)))
        .then(class_)
        .when(class_.is_in(OFF_LISTS))
        .then(pl.lit(NONE))
        .when(class_.is_null() & others)
        .then(pl.lit(NONE))
        .otherwise(pl.lit(UNKNOWN))
    )


def _unknown_classes(frame: pl.DataFrame, name: str) -> list[Problem]:
    known = (POOR, NEAR_POOR, *OFF_LISTS)
    odd = frame.filter(pl.col(CLASS).is_not_null() & ~pl.col(CLASS).is_in(known))
    if not odd.height:
        return []
    path = f"{name}: {CLASS}"
    return [Problem("fact-value", examples(odd), f"one of {', '.join(known)}, or null", path=path)]


def _each_once(frame: pl.DataFrame, name: str) -> tuple[pl.DataFrame, list[Problem]]:
    """Keep one row, on no list, of each id that stands in several: none can be preferred."""
    again = pl.col(KEY).is_not_null() & pl.col(KEY).is_duplicated()
    twice = frame.filter(again)
    if not twice.height:
        return frame, []
    one = twice.unique(KEY, keep="first", maintain_order=True)
    nothing = [pl.lit(None, kind).alias(column) for column, kind in _TYPES.items()]
    once = one.with_columns(*nothing, pl.lit(REPEATED).alias("status"))
    advice = "Remove the rows that do not belong, or give each household its own id."
    problem = Problem(
        "duplicate-household", examples(one), "one row for each household", advice, path=name
    )
    return pl.concat([frame.filter(~again), once]), [problem]


def _without_id(frame: pl.DataFrame, name: str) -> list[Problem]:
    none = frame.filter(pl.col(KEY).is_null())
    if not none.height:
        return []
    rows = ", ".join(str(number) for number in none["place_in_list"].sort().head(_EXAMPLES))
    listed = f"{rows}, …" if none.height > _EXAMPLES else rows
    found, expected = f"none in {none.height} of the rows: {listed}", "a household_id in each row"
    return [Problem("movement-unidentified", found, expected, path=name)]
