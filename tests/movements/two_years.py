"""Two small lists in which every movement occurs, with the tables worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import polars as pl

AVERAGE: Final = "average_living_standard"
ABOVE: Final = "above_average_living_standard"
_DAYS: Final = dict.fromkeys(
    ("review_date", "left_poor_list_on", "left_near_poor_list_on"), pl.Date
)
_SCHEMA: Final = {"household_id": pl.String, "class": pl.String, "persons": pl.Int64, **_DAYS}
X: Final = {"area": "urban", "district": "X", "commune": "X-01"}
Y: Final = {"area": "rural", "district": "Y", "commune": "Y-01"}


def a_list(*rows: dict[str, Any]) -> pl.DataFrame:
    """Return a classified list."""
    names = list(dict.fromkeys(["household_id", "class", *(n for row in rows for n in row)]))
    data = [{name: row.get(name) for name in names} for row in rows]
    schema = {name: _SCHEMA.get(name, pl.String) for name in names}
    return pl.DataFrame(data, schema=schema)


def household(
    id_: str | None, class_: str | None, persons: int | None = 3, place: Any = X, **rest: Any
) -> dict[str, Any]:
    """Return a row of a classified list."""
    return {"household_id": id_, "class": class_, "persons": persons, **place, **rest}


def changes(*rows: tuple[Any, ...]) -> pl.DataFrame:
    """Return recorded changes: household, change, other household, date, persons."""
    names = ("household_id", "change", "other_household_id", "date", "persons")
    data = [dict(zip(names, (*row, None, None, None), strict=False)) for row in rows]
    return pl.DataFrame(data, schema=dict.fromkeys(names, pl.String))


PREVIOUS: Final = a_list(
    household("a", "poor", 4),
    household("b", "poor", 3),
    household("c", "poor", 2, Y),
    household("d", "poor", 1, Y),
    household("e", "poor", 6, Y),
    household("g", "near_poor", 5, Y),
    household("h", "near_poor", 4),
    household("i", "near_poor", 3),
    household("j", "near_poor", 2),
    household("k", "near_poor", 1),
    household("l", "near_poor", 3),
    household("m", AVERAGE, 3),
    household("o", ABOVE, 2, Y),
    household("s", AVERAGE, 4),
)
CURRENT: Final = a_list(
    household("a", "poor", 5, left_poor_list_on=None, left_near_poor_list_on=None),
    household("b", "near_poor", 2),
    household("c", AVERAGE, 2, Y),
    household("e", "poor", 4, Y),
    household("f", "poor", 2, Y),
    household("g", "poor", 5, Y),
    household("h", ABOVE, 4),
    household("j", "near_poor", 2, Y),
    household("l", "near_poor", 4),
    household("m", "poor", 3, left_poor_list_on=date(2019, 12, 20)),
    household("n", "poor", 4, Y),
    household("o", "near_poor", 2, Y, left_near_poor_list_on=date(2020, 12, 20)),
    household("p", "near_poor", 5),
    household("q", "poor", 2),
    household("r", "near_poor", 3, Y),
)
CHANGES: Final = changes(
    ("a", "born"),
    ("d", "died", None, "2022-03-01"),
    ("f", "split_from", "e", "2022-05-02"),
    ("i", "moved_out", None, "2022-06-30"),
    ("k", "merged_into", "l", "2022-07-01"),
    ("q", "moved_in"),
    ("r", "moved_in"),
)
MOVEMENTS: Final = {
    "a": "stayed_poor",
    "b": "escaped_to_near_poor",
    "c": "escaped_above_near_poor",
    "d": "dissolved",
    "e": "stayed_poor",
    "f": "split_from",
    "g": "near_poor_to_poor",
    "h": "escaped_near_poverty",
    "i": "moved_out",
    "j": "stayed_near_poor",
    "k": "merged_into",
    "l": "stayed_near_poor",
    "m": "relapsed_into_poverty",
    "n": "new_poor",
    "o": "relapsed_into_near_poverty",
    "p": "new_near_poor",
    "q": "moved_in",
    "r": "moved_in",
    "s": "stayed_off_lists",
}
TABLE_72: Final = {
    ("total", None): ((5, 1, 1, 1, 1, 1, 1, 2, 7), (16, 3, 2, 3, 5, 3, 4, 5, 25)),
    ("area", "rural"): ((3, 0, 1, 1, 1, 0, 1, 1, 4), (9, 0, 2, 3, 5, 0, 4, 2, 15)),
    ("area", "urban"): ((2, 1, 0, 0, 0, 1, 0, 1, 3), (7, 3, 0, 0, 0, 3, 0, 3, 10)),
    ("district", "X"): ((2, 1, 0, 0, 0, 1, 0, 1, 3), (7, 3, 0, 0, 0, 3, 0, 3, 10)),
    ("district", "Y"): ((3, 0, 1, 1, 1, 0, 1, 1, 4), (9, 0, 2, 3, 5, 0, 4, 2, 15)),
}
TABLE_73: Final = {
    ("total", None): ((6, 1, 1, 2, 1, 1, 1, 1, 6), (18, 4, 5, 5, 3, 2, 5, 4, 18)),
    # j moved from X to Y: it leaves X and comes to Y, though it stays near-poor.
    ("area", "rural"): ((1, 0, 1, 0, 0, 1, 0, 2, 3), (5, 0, 5, 0, 0, 2, 0, 5, 7)),
    ("area", "urban"): ((5, 1, 0, 3, 1, 0, 1, 0, 3), (13, 4, 0, 7, 3, 0, 5, 1, 11)),
    ("district", "X"): ((5, 1, 0, 3, 1, 0, 1, 0, 3), (13, 4, 0, 7, 3, 0, 5, 1, 11)),
    ("district", "Y"): ((1, 0, 1, 0, 0, 1, 0, 2, 3), (5, 0, 5, 0, 0, 2, 0, 5, 7)),
}
