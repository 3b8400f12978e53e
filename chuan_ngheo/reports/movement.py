"""Forms 7.2 and 7.3: movements of poor and near-poor households in the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from chuan_ngheo.reports.context import NAMES, Context
from chuan_ngheo.reports.counts import CLASSES, ClassName, Place
from chuan_ngheo.reports.layout import (
    EMPTY,
    HOUSEHOLDS,
    PERSONS,
    Cell,
    Column,
    OfficialTable,
    Row,
)
from chuan_ngheo.reports.outline import ALL, Line

_ENTRIES: Final = (6, 7)
_FORMS: Final = {"poor": "7.2", "near_poor": "7.3"}
_OUTSIDE: Final = "Số hộ ngoài danh sách hộ nghèo, hộ cận nghèo gặp khó khăn đột xuất trong năm"
_LESS_OTHER: Final[Mapping[ClassName, str]] = {
    "poor": "Nguyên nhân: thay đổi nhân khẩu, hộ nghèo đơn thân chết đi, chuyển đi nơi khác, tách, "
    "nhập với hộ khác,...",
    "near_poor": "Nguyên nhân: thay đổi nhân khẩu, hộ đơn thân chết đi, chuyển đi nơi khác, tách, "
    "nhập với hộ khác,...",
}
_MORE_OTHER: Final = "Nguyên nhân: thay đổi nhân khẩu, chuyển đến, tách, nhập với hộ khác,..."


LineKey = tuple[str, str]
"""The area and the district of a row, as :class:`chuan_ngheo.reports.outline.Line` has them."""


class Nine(NamedTuple):
    """Columns 1 to 9 of a row.

    Attributes:
        entries_unknown: how many entered the list and may stand in column 6 or 7.
    """

    numbers: Sequence[int]
    entries_unknown: int = 0


@dataclass(frozen=True)
class MovementNumbers:
    """The nine numbers of each row, in households and in persons.

    Attributes:
        numbers: by class and split (``Hộ``, ``Nhân khẩu``), then by row.
        explained: by form, row and split how much of an imbalance unknown facts explain.
        notes: what is to be known about them, in Vietnamese.
    """

    numbers: Mapping[tuple[ClassName, str], Mapping[LineKey, Nine]] = field(default_factory=dict)
    explained: Mapping[tuple[str, LineKey, str], int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def places(self) -> frozenset[Place]:
        """Return the districts within areas that have numbers."""
        keys = {key for rows in self.numbers.values() for key in rows}
        return frozenset(Place(*key) for key in keys if ALL not in key)


NO_MOVEMENTS: Final = MovementNumbers(
    notes=(
        "Để trống: chưa có số liệu năm trước. Hãy cho danh sách năm trước (tùy chọn --previous), "
        "và các thay đổi trong năm nếu có (--changes).",
    )
)


def movement_tables(context: Context, movements: MovementNumbers) -> tuple[OfficialTable, ...]:
    """Return forms 7.2 and 7.3; with empty cells where there is no earlier year."""
    return tuple(_table(context, class_, movements) for class_ in CLASSES)


def _table(context: Context, class_: ClassName, movements: MovementNumbers) -> OfficialTable:
    name = NAMES[class_]
    rows = tuple(
        Row(
            line.number,
            line.label,
            line.level,
            line.area,
            line.district,
            _cells(movements.numbers.get((class_, split)), line),
            split,
        )
        for line in context.lines("areas_and_districts_of_all")
        for split in (HOUSEHOLDS, PERSONS)
    )
    return OfficialTable(
        _FORMS[class_],
        f"TỔNG HỢP DIỄN BIẾN {name.upper()} TRONG NĂM",
        "hộ, nhân khẩu",
        _columns(class_),
        rows,
        movements.notes,
        split_heading="Phân tổ",
    )


def _cells(numbers: Mapping[LineKey, Nine] | None, line: Line) -> tuple[Cell, ...]:
    if numbers is None:
        return (EMPTY,) * 9
    own = numbers.get((line.area, line.district), Nine((0,) * 9))
    return tuple(
        Cell(number, own.entries_unknown if column in _ENTRIES else 0)
        for column, number in enumerate(own.numbers, 1)
    )


def _columns(class_: ClassName) -> tuple[Column, ...]:
    name = NAMES[class_]
    less, more = f"Diễn biến giảm số {name}", f"Diễn biến tăng số {name}"
    escaped = (less, "Số hộ thoát nghèo")
    by_decision = "(theo Quyết định phê duyệt của cấp có thẩm quyền)"
    first = Column(
        "at_start", (f"Tổng số {name} đầu năm {by_decision}",), "At the start of the year"
    )
    last = Column("at_end", (f"Tổng số {name} cuối năm {by_decision}",), "At the end of the year")
    if class_ == "poor":
        middle = (
            Column("to_near_poor", (*escaped, "Trở thành hộ cận nghèo"), "Became near-poor"),
            Column("above_line", (*escaped, "Vượt chuẩn cận nghèo"), "Rose above the line"),
            Column("other_decrease", (less, _LESS_OTHER[class_]), "Other decrease"),
            Column(
                "from_near_poor", (more, "Số hộ cận nghèo trở thành hộ nghèo"), "From near-poor"
            ),
            Column("poor_again", (more, _OUTSIDE, "Tái nghèo"), "Poor again"),
        )
    else:
        middle = (
            Column("left", (less, "Số hộ thoát cận nghèo"), "Rose above the line"),
            Column("to_poor", (less, "Số hộ cận nghèo trở thành hộ nghèo"), "Became poor"),
            Column("other_decrease", (less, _LESS_OTHER[class_]), "Other decrease"),
            Column("from_poor", (more, "Số hộ nghèo trở thành hộ cận nghèo"), "From poor"),
            Column("near_poor_again", (more, _OUTSIDE, "Tái cận nghèo"), "Near-poor again"),
        )
    new = Column("new", (more, _OUTSIDE, "Phát sinh mới"), "New")
    other = Column("other_increase", (more, _MORE_OTHER), "Other increase")
    return (first, *middle, new, other, last)
