"""Classify data frames: the same kind comes back as was given."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, Final, TypeVar

import polars as pl

from chuan_ngheo.rulebook.loader import DEFAULT_RULE_SET, load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.tables.pair import Tables, checked_tables
from chuan_ngheo.tables.part import SIZE
from chuan_ngheo.tables.run import decide_all
from chuan_ngheo.tables.sources import ROW, FrameTable

Frame = TypeVar("Frame")
_ALL_AT_ONCE: Final = 1_000_000
_HOUSEHOLDS_AT_ONCE: Final = 150_000
"""More than for files: the frames are in memory, so that parts need not be small."""


class RejectedRowsWarning(UserWarning):
    """Some rows could not be used; their households are not among the decisions."""


def classify_frame(
    households: Frame,
    members: Any = None,
    *,
    rules: RuleSet | str = DEFAULT_RULE_SET,
    rejects: list[dict[str, Any]] | None = None,
) -> Frame:
    """Classify the households of data frames.

    Args:
        households: a frame of pandas, Polars (eager or lazy) or a PyArrow table, with a column
            ``household_id`` and facts by their names in the vocabulary.
        members: a frame of their members, with ``household_id`` too; None if none are known, or
            if they are nested in a column ``members``.
        rules: a rule set from :func:`load_rules`, or the name of one.
        rejects: takes the rows that could not be used, each with its problems. Without it a
            :class:`RejectedRowsWarning` says how many there are.

    Returns:
        one row for each household in the order given: ``household_id``, ``class`` (null when
        undetermined), ``possible_classes``, the indicators (null when unknown),
        ``deprivations_certain``, ``deprivations_possible`` and, where the rule set has them, the
        lowest and the highest number of points, and a column for each benefit. It is a frame of
        the kind of ``households``.

    Raises:
        InputError: if a frame has no column ``household_id``.
        TypeError: if ``households`` is no frame of these kinds.
    """
    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    given, give_back = _polars(households)
    tables = frame_tables(given, members)
    for notice in tables.notices:
        warnings.warn(str(notice), UserWarning, stacklevel=2)
    found: list[pl.DataFrame] = []
    rejected: list[dict[str, Any]] = []
    for part in decide_all(
        tables.households,
        tables.members,
        rule_set,
        size=_HOUSEHOLDS_AT_ONCE,
        small=_ALL_AT_ONCE,
    ):
        rejected += [row.to_dict() for row in part.rejected]
        if part.decisions.height:
            found.append(part.decisions.drop(ROW, SIZE))
    if rejects is not None:
        rejects += rejected
    elif rejected:
        message = f"{len(rejected)} rows were rejected; pass rejects=[] to see them"
        warnings.warn(message, RejectedRowsWarning, stacklevel=2)
    decisions: Frame = give_back(pl.concat(found) if found else pl.DataFrame())
    return decisions


def frame_tables(households: Any, members: Any = None) -> Tables:
    """Return frames of any kind as tables, with notices about columns that are not used.

    Raises:
        InputError: if a frame has no column ``household_id``.
        TypeError: if a frame is of none of the kinds.
    """
    return checked_tables(
        FrameTable(to_polars(households), "households"),
        None if members is None else FrameTable(to_polars(members), "members"),
    )


def to_polars(frame: Any) -> pl.DataFrame:
    """Return a frame of pandas, Polars (eager or lazy) or PyArrow as an eager one of Polars.

    Raises:
        TypeError: if it is a frame of none of these kinds.
    """
    return _polars(frame)[0]


def _polars(frame: Any) -> tuple[pl.DataFrame, Callable[[pl.DataFrame], Any]]:
    """Return a frame of Polars, and what turns one into the kind that was given."""
    if isinstance(frame, pl.DataFrame):
        return frame, lambda found: found
    if isinstance(frame, pl.LazyFrame):
        return frame.collect(), lambda found: found.lazy()
    module = type(frame).__module__.split(".")[0]
    if module == "pandas":
        return pl.from_pandas(frame), lambda found: found.to_pandas()
    if module == "pyarrow":
        return _eager(pl.from_arrow(frame)), lambda found: found.to_arrow()
    expected = "a frame of pandas or Polars, or a PyArrow table"
    raise TypeError(f"households or members: {type(frame).__name__}; expected {expected}")


def _eager(found: pl.DataFrame | pl.Series) -> pl.DataFrame:
    return found if isinstance(found, pl.DataFrame) else found.to_frame()
