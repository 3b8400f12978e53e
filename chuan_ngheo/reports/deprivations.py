"""Forms 7.4 to 7.7: poor and near-poor households by the 12 indicators, numbers and rates."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.reports.context import NAMES, Context
from chuan_ngheo.reports.counts import ClassName, Measure
from chuan_ngheo.reports.layout import Column, OfficialTable, Row, cell, rate
from chuan_ngheo.reports.outline import Line

_FORMS: Final[tuple[tuple[str, ClassName, bool], ...]] = (
    ("7.4", "poor", False),
    ("7.5", "poor", True),
    ("7.6", "near_poor", False),
    ("7.7", "near_poor", True),
)
_DEFECT_OF_7_7: Final = (
    "Đầu cột của Mẫu 7.7 trên Công báo ghi “của hộ nghèo (so với tổng số hộ cận nghèo)”; nội dung "
    "đúng là của hộ cận nghèo, nên đầu cột ở đây ghi như vậy."
)


def deprivation_tables(context: Context) -> tuple[OfficialTable, ...]:
    """Return forms 7.4 to 7.7."""
    return tuple(_table(context, *item) for item in _FORMS)


def _table(context: Context, form: str, class_: ClassName, rates: bool) -> OfficialTable:
    name = NAMES[class_]
    group = f"Chỉ số thiếu hụt dịch vụ xã hội cơ bản của {name}"
    if rates:
        group = f"Tỷ lệ {group[0].lower()}{group[1:]} (so với tổng số {name}, %)"
    english = class_.replace("_", "-")
    columns = [Column("households", (f"Tổng số {name}",), f"All {english} households")]
    columns += [
        Column(
            indicator,
            (group, str(number)),
            f"{label[1]}: deprived {english} households",
            "rate" if rates else "count",
        )
        for number, (indicator, label) in enumerate(context.indicators.items(), 1)
    ]
    rows = tuple(
        _row(context, line, class_, rates) for line in context.lines("areas_and_districts_of_all")
    )
    key = "; ".join(
        f"{number}: {label[0]}" for number, label in enumerate(context.indicators.values(), 1)
    )
    what = "TỶ LỆ CÁC CHỈ SỐ" if rates else "CÁC CHỈ SỐ"
    return OfficialTable(
        form,
        f"PHÂN TÍCH {what} THIẾU HỤT DỊCH VỤ XÃ HỘI CƠ BẢN CỦA {name.upper()}",
        "%" if rates else "hộ",
        tuple(columns),
        rows,
        (f"{key}.", *((_DEFECT_OF_7_7,) if form == "7.7" else ())),
        numbered=False,
    )


def _row(context: Context, line: Line, class_: ClassName, rates: bool) -> Row:
    base = context.count(Measure(class_), line)
    counts = [context.count(Measure(class_, name), line) for name in context.indicators]
    own = [cell(count, base) for count in counts]
    cells = [rate(one, base.certain) for one in own] if rates else own
    cells.insert(0, cell(base))
    return Row(line.number, line.label, line.level, line.area, line.district, tuple(cells))
