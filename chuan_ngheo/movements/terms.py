"""The names of lists, movements and columns of tables 7.2 and 7.3, each in two languages.

Tables: forms 7.2 and 7.3, Annex VII, Circular 07/2021/TT-BLĐTBXH.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

TableName = Literal["7.2", "7.3"]
Level = Literal["total", "area", "district", "commune"]
Label = tuple[str, str]
"""Vietnamese and English."""

LISTED: Final[Mapping[TableName, str]] = MappingProxyType({"7.2": "poor", "7.3": "near_poor"})
"""The list whose movements a table shows."""
LEVELS: Final[tuple[Level, ...]] = ("total", "area", "district")
"""The places for which tables are made unless others are asked for."""

START, OUT_FIRST, OUT_SECOND, OTHER_DECREASE = 1, 2, 3, 4
FROM_OTHER_LIST, RELAPSED, NEW, OTHER_INCREASE, END = 5, 6, 7, 8, 9
_TAKEN: Final = (START, FROM_OTHER_LIST, RELAPSED, NEW, OTHER_INCREASE)
IDENTITY: Final[Mapping[int, int]] = MappingProxyType(
    {column: -1 if column in _TAKEN else 1 for column in range(START, END + 1)}
)
"""The sign of each column in 9 - (1 - 2 - 3 - 4 + 5 + 6 + 7 + 8), which is to be zero."""

COLUMNS: Final[Mapping[TableName, tuple[str, ...]]] = MappingProxyType(
    {
        "7.2": (
            *("start", "to_near_poor", "above_near_poor", "other_decrease", "from_near_poor"),
            *("relapsed", "new", "other_increase", "end"),
        ),
        "7.3": (
            *("start", "escaped", "to_poor", "other_decrease", "from_poor"),
            *("relapsed", "new", "other_increase", "end"),
        ),
    }
)
"""Machine names of the columns 1 to 9 of each table."""

COLUMN_LABELS: Final[Mapping[TableName, tuple[Label, ...]]] = MappingProxyType(
    {
        "7.2": (
            ("Hộ nghèo đầu năm", "Poor at the start of the year"),
            ("Thoát nghèo: thành hộ cận nghèo", "Escaped: became near-poor"),
            ("Thoát nghèo: vượt chuẩn cận nghèo", "Escaped: above the near-poor standard"),
            ("Khác (giảm)", "Other decrease"),
            ("Hộ cận nghèo thành hộ nghèo", "Near-poor became poor"),
            ("Tái nghèo", "Relapsed"),
            ("Phát sinh mới", "New"),
            ("Khác (tăng)", "Other increase"),
            ("Hộ nghèo cuối năm", "Poor at the end of the year"),
        ),
        "7.3": (
            ("Hộ cận nghèo đầu năm", "Near-poor at the start of the year"),
            ("Thoát cận nghèo", "Escaped near-poverty"),
            ("Hộ cận nghèo thành hộ nghèo", "Near-poor became poor"),
            ("Khác (giảm)", "Other decrease"),
            ("Hộ nghèo thành hộ cận nghèo", "Poor became near-poor"),
            ("Tái cận nghèo", "Relapsed"),
            ("Phát sinh mới", "New"),
            ("Khác (tăng)", "Other increase"),
            ("Hộ cận nghèo cuối năm", "Near-poor at the end of the year"),
        ),
    }
)

MOVEMENTS: Final[Mapping[str, Label]] = MappingProxyType(
    {
        "stayed_poor": ("vẫn là hộ nghèo", "stayed poor"),
        "stayed_near_poor": ("vẫn là hộ cận nghèo", "stayed near-poor"),
        "stayed_off_lists": ("không thuộc danh sách nào", "on neither list"),
        "escaped_to_near_poor": ("thoát nghèo, thành hộ cận nghèo", "escaped poverty to near-poor"),
        "escaped_above_near_poor": (
            "thoát nghèo, vượt chuẩn cận nghèo",
            "escaped poverty, above the near-poor standard",
        ),
        "escaped_near_poverty": ("thoát cận nghèo", "escaped near-poverty"),
        "near_poor_to_poor": ("hộ cận nghèo thành hộ nghèo", "near-poor to poor"),
        "relapsed_into_poverty": ("tái nghèo", "relapsed into poverty"),
        "new_poor": ("phát sinh nghèo mới", "newly poor"),
        "relapsed_or_new_poor": (
            "tái nghèo hoặc phát sinh mới: chưa rõ",
            "relapsed or newly poor: not known",
        ),
        "relapsed_into_near_poverty": ("tái cận nghèo", "relapsed into near-poverty"),
        "new_near_poor": ("phát sinh cận nghèo mới", "newly near-poor"),
        "relapsed_or_new_near_poor": (
            "tái cận nghèo hoặc phát sinh mới: chưa rõ",
            "relapsed or newly near-poor: not known",
        ),
        "moved_in": ("chuyển đến", "moved in"),
        "split_from": ("tách hộ", "split from another household"),
        "moved_out": ("chuyển đi", "moved out"),
        "merged_into": ("nhập hộ", "merged into another household"),
        "dissolved": ("không còn hộ (chết, giải thể)", "no longer exists (died, dissolved)"),
        "unexplained": ("không còn trong danh sách, không rõ lý do", "gone without a reason"),
        "class_unknown": ("chưa xác định xếp loại", "class not known"),
        "repeated": ("trùng mã hộ", "id stands more than once"),
        "unidentified": ("không có mã hộ", "without an id"),
    }
)
"""What can happen to a household between two lists."""

COLUMN_OF: Final[Mapping[tuple[TableName, str], int]] = MappingProxyType(
    {
        ("7.2", "escaped_to_near_poor"): OUT_FIRST,
        ("7.2", "escaped_above_near_poor"): OUT_SECOND,
        ("7.2", "near_poor_to_poor"): FROM_OTHER_LIST,
        ("7.2", "relapsed_into_poverty"): RELAPSED,
        ("7.2", "new_poor"): NEW,
        ("7.3", "escaped_near_poverty"): OUT_FIRST,
        ("7.3", "near_poor_to_poor"): OUT_SECOND,
        ("7.3", "escaped_to_near_poor"): FROM_OTHER_LIST,
        ("7.3", "relapsed_into_near_poverty"): RELAPSED,
        ("7.3", "new_near_poor"): NEW,
        **{
            (table, movement): column
            for table in LISTED
            for movements, column in (
                (("moved_out", "merged_into", "dissolved"), OTHER_DECREASE),
                (("moved_in", "split_from"), OTHER_INCREASE),
            )
            for movement in movements
        },
    }
)
"""The column in which a household is counted that leaves or enters the list of a table."""

ARRIVALS: Final = ("moved_in", "split_from")
DEPARTURES: Final = ("moved_out", "merged_into", "dissolved")
JOINED: Final = ("born", "joined")
LEFT: Final = ("died", "left")
CHANGES: Final = (*ARRIVALS, *DEPARTURES, *JOINED, *LEFT)
"""What a table of changes may record: of a household; and of members of one that stays."""
