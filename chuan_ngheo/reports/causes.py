"""Form 7.10: poor and near-poor households by cause of poverty."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.reports.context import NAMES, Context
from chuan_ngheo.reports.counts import CAUSES, CLASSES, EITHER, Measure
from chuan_ngheo.reports.layout import Column, OfficialTable, Row, cell
from chuan_ngheo.reports.outline import Line

_GROUP: Final = "Nguyên nhân nghèo, cận nghèo"
_HEADINGS: Final = (
    ("Không có đất sản xuất", "No land for production"),
    ("Không có vốn sản xuất, kinh doanh", "No capital"),
    ("Không có lao động", "No labour"),
    ("Không có công cụ/phương tiện sản xuất", "No tools or means of production"),
    ("Không có kiến thức về sản xuất", "No knowledge of production"),
    ("Không có kỹ năng lao động, sản xuất", "No skills for work or production"),
    ("Có người ốm đau, bệnh nặng, tai nạn...", "Illness, serious disease or accident"),
    ("Nguyên nhân khác", "Another cause"),
)


def cause_table(context: Context) -> OfficialTable:
    """Return form 7.10."""
    columns = tuple(
        Column(cause, (_GROUP, heading), english)
        for cause, (heading, english) in zip(CAUSES, _HEADINGS, strict=True)
    )
    rows = tuple(
        row for line in context.lines("areas_and_districts_of_all") for row in _rows(context, line)
    )
    return OfficialTable(
        "7.10",
        "PHÂN NHÓM HỘ NGHÈO, HỘ CẬN NGHÈO THEO CÁC NGUYÊN NHÂN NGHÈO",
        "hộ",
        columns,
        rows,
        (
            "Một hộ có thể có nhiều nguyên nhân, nên tổng các cột có thể lớn hơn số hộ.",
            "Dòng khu vực, huyện là tổng của hộ nghèo và hộ cận nghèo.",
        ),
    )


def _rows(context: Context, line: Line) -> list[Row]:
    counts = {
        class_: [context.count(Measure(class_, cause), line) for cause in CAUSES]
        for class_ in CLASSES
    }
    everyone = context.count(Measure(EITHER), line)
    both = [cell(context.count(Measure(EITHER, cause), line), everyone) for cause in CAUSES]
    place = (line.area, line.district)
    rows = [Row(line.number, line.label, line.level, *place, tuple(both))]
    for class_, own in counts.items():
        name = NAMES[class_]
        base = context.count(Measure(class_), line)
        cells = tuple(cell(count, base) for count in own)
        rows.append(Row("", f"- {name.capitalize()}", "class", *place, cells, name))
    return rows
