"""What is unknown in two lists, or contradicts the recorded changes, as diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import polars as pl

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.movements.lists import KEY, NEAR_POOR, POOR, UNKNOWN, ClassifiedList, examples
from chuan_ngheo.movements.recorded import NAME as CHANGES
from chuan_ngheo.movements.recorded import Recorded

_LISTED: Final = (POOR, NEAR_POOR)


def notes_on(
    households: pl.DataFrame,
    previous: ClassifiedList,
    current: ClassifiedList,
    recorded: Recorded,
    levels: Iterable[str],
) -> Iterator[Problem]:
    """Yield what is unknown or contradictory in paired households."""
    for side, given in (("before", previous), ("after", current)):
        yield from _unknown(households, side, given.name)
    gone = households.filter(pl.col("movement") == "unexplained")
    if gone.height:
        expected = "each listed household in the later list, or a recorded change"
        advice = "Add the household with its class, or the change that took it off the list."
        yield Problem("movement-unexplained", examples(gone), expected, advice, path=current.name)
    open_ = households.filter(pl.col("movement").str.starts_with("relapsed_or_"))
    if open_.height:
        expected = "the day each left the lists, or earlier lists"
        advice = "Give left_poor_list_on and left_near_poor_list_on, or --earlier."
        yield Problem("movement-entry-unknown", examples(open_), expected, advice)
    yield from _moved(households, levels)
    yield from _contradictions(households, recorded)


def _unknown(households: pl.DataFrame, side: str, name: str) -> Iterator[Problem]:
    no_class = households.filter(pl.col(f"status_{side}") == UNKNOWN)
    if no_class.height:
        expected = "a class for each household"
        advice = "Columns 1 and 9 do not count them: complete their facts, and classify again."
        path = f"{name}: class"
        yield Problem("movement-class-unknown", examples(no_class), expected, advice, path=path)
    listed = households.filter(pl.col(f"status_{side}").is_in(_LISTED))
    no_persons = listed.filter(pl.col(f"persons_{side}").is_null())
    if no_persons.height:
        expected = "the number of members, from 1 on"
        advice = "Give a column persons, or the facts with their members."
        path = f"{name}: persons"
        yield Problem("movement-persons-unknown", examples(no_persons), expected, advice, path=path)


def _moved(households: pl.DataFrame, levels: Iterable[str]) -> Iterator[Problem]:
    listed = pl.any_horizontal(
        pl.col(f"status_{side}").is_in(_LISTED).fill_null(value=False)
        for side in ("before", "after")
    )
    for level in levels:
        if level == "total":
            continue
        other = pl.col(f"{level}_before") != pl.col(f"{level}_after")
        moved = households.filter(listed & other)
        if moved.height:
            expected = "the same place in both lists"
            advice = "They are another decrease there and another increase here, not in the total."
            yield Problem("movement-place-changed", examples(moved), expected, advice, path=level)


def _contradictions(households: pl.DataFrame, recorded: Recorded) -> Iterator[Problem]:
    """Yield recorded changes that the lists do not bear out: the lists prevail."""
    advice = "The lists prevail: correct the change or the list."
    ways = (
        ("arrival", "before", "a household that is not in the earlier list"),
        ("departure", "after", "a household that is not in the later list"),
    )
    for way, side, expected in ways:
        odd = households.filter(pl.col(way).is_not_null() & pl.col(f"status_{side}").is_not_null())
        for change, own in odd.sort(way, KEY).group_by(way, maintain_order=True):
            path = f"{CHANGES}: {change[0]}"
            yield Problem("change-contradiction", examples(own), expected, advice, path=path)
    known = set(households[KEY].drop_nulls())
    rows = recorded.households
    strangers = rows.filter(~pl.col(KEY).is_in(known)).sort(KEY)
    if strangers.height:
        expected = "a household_id of one of the lists"
        yield Problem("change-contradiction", examples(strangers), expected, path=CHANGES)
    for name in ("arrival_other", "departure_other"):
        others = rows.select(pl.col(name).alias(KEY)).drop_nulls().unique()
        missing = others.filter(~pl.col(KEY).is_in(known))
        if missing.height:
            expected = "a household_id of one of the lists"
            path = f"{CHANGES}: other_household_id"
            yield Problem("change-contradiction", examples(missing), expected, path=path)
