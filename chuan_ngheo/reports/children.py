"""Form 7.11: deprivations of the children of poor and near-poor households."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.reports.context import NAMES, Context
from chuan_ngheo.reports.counts import CLASSES, Measure
from chuan_ngheo.reports.layout import Cell, Column, OfficialTable, Row, cell
from chuan_ngheo.reports.outline import Line

_ALL: Final = ("child", "Tổng số trẻ em", "All children")
_NUTRITION: Final = ("malnourished_child", "Chỉ số thiếu hụt về dinh dưỡng", "malnourished")
_INSURANCE: Final = (
    "uninsured_child",
    "Chỉ số thiếu hụt về bảo hiểm y tế",
    "without health insurance",
)
_SCHOOL: Final = (
    "child_not_at_school_level",
    "Chỉ số thiếu hụt về tình trạng đi học",
    "not at the school level for the age",
)


def child_table(context: Context) -> OfficialTable:
    """Return form 7.11."""
    health = [_NUTRITION, _INSURANCE]
    if context.choices["child_columns"] == "header":
        health.reverse()
    columns: list[Column] = []
    for class_ in CLASSES:
        group = f"Chỉ số thiếu hụt của trẻ em thuộc {NAMES[class_]}"
        of = f"of {class_.replace('_', '-')} households"
        name, heading, english = _ALL
        columns.append(Column(f"{class_}_{name}", (group, heading), f"{english} {of}"))
        columns += [
            Column(f"{class_}_{name}", (group, part, heading), f"Children {of}, {english}")
            for part, items in (("Y tế", health), ("Giáo dục", [_SCHOOL]))
            for name, heading, english in items
        ]
    whats = [_ALL[0], *(item[0] for item in health), _SCHOOL[0]]
    rows = tuple(_row(context, line, whats) for line in context.lines("total"))
    return OfficialTable(
        "7.11",
        "TỔNG HỢP CHỈ SỐ THIẾU HỤT CỦA TRẺ EM THUỘC HỘ NGHÈO, HỘ CẬN NGHÈO",
        "trẻ em",
        tuple(columns),
        rows,
        _notes(context),
    )


def _row(context: Context, line: Line, whats: list[str]) -> Row:
    cells: list[Cell] = []
    for class_ in CLASSES:
        counts = [context.count(Measure(class_, what, "children"), line) for what in whats]
        cells += [cell(count, counts[0]) for count in counts]
    return Row(line.number, line.label, line.level, line.area, line.district, tuple(cells))


def _notes(context: Context) -> tuple[str, ...]:
    taken = {
        "notes": "Ở đây theo ghi chú, và đầu cột được đặt cho khớp",
        "header": "Ở đây theo đầu cột",
    }
    return (
        "Trẻ em là người dưới 16 tuổi. Dinh dưỡng: suy dinh dưỡng chiều cao hoặc cân nặng theo "
        "tuổi. Bảo hiểm y tế: từ đủ 6 tuổi đến dưới 16 tuổi hiện không có bảo hiểm y tế. "
        "Đi học: từ 3 tuổi đến dưới 16 tuổi không học đúng bậc, cấp học.",
        "Trên Công báo, đầu cột 2, 6 là bảo hiểm y tế và cột 3, 7 là dinh dưỡng, còn ghi chú thì "
        f"ngược lại. {taken[context.choices['child_columns']]} (lựa chọn child_columns).",
        f"Trẻ em của hộ chưa ghi thành viên không được tính. {context.without_members()}".rstrip(),
    )
