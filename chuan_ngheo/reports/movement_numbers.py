"""The numbers of forms 7.2 and 7.3 for every row that the forms have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.movements.build import movements
from chuan_ngheo.movements.result import MovementRow, Movements
from chuan_ngheo.movements.terms import Level
from chuan_ngheo.reports.counts import ClassName, plain_texts
from chuan_ngheo.reports.layout import HOUSEHOLDS, PERSONS
from chuan_ngheo.reports.movement import LineKey, MovementNumbers, Nine
from chuan_ngheo.reports.outline import ALL

_SEPARATOR: Final = "\t"
_LEVELS: Final[tuple[Level, ...]] = ("total", "area", "district", "commune")
_UNKNOWN_CAUSES: Final = {
    "class_unknown",
    "persons_unknown",
    "relapsed_or_new_near_poor",
    "relapsed_or_new_poor",
}
"""Movements that stand in no column because facts are unknown."""


def movements_by_row(
    previous: pl.DataFrame,
    current: pl.DataFrame,
    changes: pl.DataFrame | None,
    rulings: Mapping[str, str],
) -> Movements:
    """Return the movements with rows for areas, districts, and districts within areas.

    The forms list districts within each area: that pair stands in the place of the commune.

    Args:
        previous: the list of the end of last year, as ``read_list`` gives it.
        current: that of the end of this year.
        changes: recorded changes.
        rulings: options of the rulings on movements, where not the defaults.

    Raises:
        InputError: if a column that is needed is absent.
        RuleError: if a ruling or option does not exist.
    """
    lists = (_placed(previous), _placed(current))
    return movements(*lists, changes, rulings=rulings, levels=_LEVELS)


def _placed(given: pl.DataFrame) -> pl.DataFrame:
    count = given.height
    own = [plain_texts(given, name, count) for name in ("area", "district")]
    both = pl.concat_str(own[0].name, own[1].name, separator=_SEPARATOR).alias("commune")
    frame = given.with_columns(own).with_columns(both)
    empty = [pl.when(pl.col(name) != "").then(name).alias(name) for name in ("area", "district")]
    return frame.with_columns(empty)


def notes_of(found: Movements) -> tuple[Problem, ...]:
    """Return what is to be known about movements, without what is said of areas and districts."""
    return tuple(note for note in found.notes if note.path != "commune")


def movement_numbers(found: Movements) -> MovementNumbers:
    """Return the numbers of movements in the form that the tables take."""
    numbers: dict[tuple[ClassName, str], dict[LineKey, Nine]] = {}
    sides: tuple[tuple[ClassName, tuple[MovementRow, ...]], ...] = (
        ("poor", found.poor),
        ("near_poor", found.near_poor),
    )
    for class_, rows in sides:
        for row in rows:
            key = _key(row.level, row.place)
            households = Nine(row.households, row.entries_unknown)
            persons = Nine(row.persons, row.entries_unknown_persons)
            numbers.setdefault((class_, HOUSEHOLDS), {})[key] = households
            numbers.setdefault((class_, PERSONS), {})[key] = persons
    chosen = "; ".join(f"{name} = {option}" for name, option in found.rulings.items())
    note = (
        "Nhân khẩu của hộ không ghi thành viên không được tính. Hộ chuyển từ nơi này sang nơi khác "
        "được tính giảm khác ở nơi cũ và tăng khác ở nơi mới, nên cột 4 và 8 của tổng cộng có thể "
        f"nhỏ hơn tổng các địa bàn. Phán quyết: {chosen}."
    )
    return MovementNumbers(numbers, dict(_explained(found)), (note,))


def _explained(found: Movements) -> Iterator[tuple[tuple[str, LineKey, str], int]]:
    """Yield by form, row and split how much of an imbalance unknown facts explain."""
    for item in found.imbalances:
        if item.what == "identity":
            split = HOUSEHOLDS if item.measure == "households" else PERSONS
            own = [abs(cause.effect) for cause in item.causes if cause.kind in _UNKNOWN_CAUSES]
            yield (item.table, _key(item.level, item.place), split), sum(own)


def _key(level: Level, place: str | None) -> LineKey:
    if level == "total":
        return (ALL, ALL)
    if level == "area":
        return (place or "", ALL)
    if level == "district":
        return (ALL, place or "")
    area, _, district = (place or _SEPARATOR).partition(_SEPARATOR)
    return (area, district)
