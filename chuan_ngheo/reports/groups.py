"""Forms 7.8 and 7.9: poor and near-poor households by group and by ethnic group."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.reports.context import NAMES, Context
from chuan_ngheo.reports.counts import CLASSES, MINORITY, ClassName, Count, Measure
from chuan_ngheo.reports.layout import (
    EMPTY,
    HOUSEHOLDS,
    PERSONS,
    Cell,
    Column,
    OfficialTable,
    Row,
    cell,
)
from chuan_ngheo.reports.outline import Line

_GROUP: Final = "Hộ nghèo, hộ cận nghèo theo các nhóm đối tượng"
_GROUPS: Final = (
    (MINORITY, "dân tộc thiểu số", "of ethnic minorities"),
    ("without_labour_capacity", "không có khả năng lao động", "without labour capacity"),
    (
        "with_person_of_merit",
        "có thành viên là người có công với cách mạng",
        "with a person of merit on the monthly allowance",
    ),
)
_PRINTED: Final = ("Kinh", "Hoa", "Tày", "Thái")
"""The ethnic groups that form 7.9 prints; others follow."""


def group_table(context: Context) -> OfficialTable:
    """Return form 7.8, in households and persons."""
    columns = [
        Column("resident_households", (_GROUP, "Tổng số hộ dân cư"), "All residents"),
        Column("minority", (_GROUP, "Số hộ dân tộc thiểu số"), "All of ethnic minorities"),
        *(
            Column(name, (_GROUP, f"Tổng số {NAMES[name]}"), f"All {name.replace('_', '-')}")
            for name in CLASSES
        ),
        *(
            Column(
                f"{name}_{fact}",
                (_GROUP, f"{NAMES[name].capitalize()} {label}"),
                f"{name.replace('_', '-').capitalize()} {english}",
            )
            for fact, label, english in _GROUPS
            for name in CLASSES
        ),
    ]
    rows = tuple(
        _group_row(context, line, split)
        for line in context.lines("areas_and_districts_of_all")
        for split in (HOUSEHOLDS, PERSONS)
    )
    return OfficialTable(
        "7.8",
        "PHÂN TÍCH HỘ NGHÈO THEO CÁC NHÓM ĐỐI TƯỢNG",
        "hộ, nhân khẩu",
        tuple(columns),
        rows,
        _group_notes(context, rows),
        split_heading="Phân tổ (Hộ, nhân khẩu)",
    )


def _group_row(context: Context, line: Line, split: str) -> Row:
    unit: Final = "households" if split == HOUSEHOLDS else "persons"
    residents = context.population.of(unit, line.places)
    minority = context.population.of(f"minority_{unit}", line.places)
    counts = [context.count(Measure(name, "", unit), line) for name in CLASSES]
    parts = [
        cell(context.count(Measure(name, fact, unit), line), base)
        for fact, *_ in _GROUPS
        for name, base in zip(CLASSES, counts, strict=True)
    ]
    cells = (Cell(residents), Cell(minority), *map(cell, counts), *parts)
    return Row(line.number, line.label, line.level, line.area, line.district, cells, split)


def _group_notes(context: Context, rows: tuple[Row, ...]) -> tuple[str, ...]:
    notes = [
        "Hộ dân tộc thiểu số: chủ hộ hoặc vợ, chồng của chủ hộ là người dân tộc thiểu số.",
        "Hộ không có khả năng lao động: không có thành viên trong độ tuổi lao động, hoặc có thành "
        "viên trong độ tuổi lao động nhưng mất khả năng lao động; cách hiểu được chọn "
        "(labour_capacity) ghi ở Mục lục.",
        "Hộ có người có công: ít nhất một thành viên đang hưởng trợ cấp ưu đãi hằng tháng.",
        "Nhân khẩu là số thành viên được ghi; hộ chưa ghi thành viên không thêm nhân khẩu nào. "
        f"{context.without_members()}".rstrip(),
    ]
    if any(row.cells[place].value is None for row in rows for place in (0, 1)):
        notes.append(
            "Ô tổng số hộ dân cư hoặc số hộ dân tộc thiểu số để trống: chưa có số liệu toàn bộ hộ "
            "dân cư của địa bàn (tùy chọn --population)."
        )
    return tuple(notes)


def ethnic_table(context: Context) -> OfficialTable:
    """Return form 7.9, by the ethnic group of the head of household."""
    found = context.counts.ethnic_groups()
    groups = (*_PRINTED, *(name for name in found if name not in _PRINTED))
    columns: list[Column] = []
    for class_ in CLASSES:
        name, english = NAMES[class_], class_.replace("_", "-")
        heading = f"{name.capitalize()} dân tộc thiểu số"
        columns.append(Column(class_, (f"Tổng số {name}",), f"All {english} households"))
        columns.append(
            Column(f"{class_}_by_group", (heading, "Tổng số"), f"{english}: sum of the groups")
        )
        columns += [
            Column(f"{class_}_{group}", (heading, group), f"{english}: {group}") for group in groups
        ]
    extra = tuple(
        Column(
            f"{class_}_group_unknown",
            (f"{NAMES[class_].capitalize()} chưa rõ dân tộc",),
            f"{class_.replace('_', '-')}: ethnic group unknown",
        )
        for class_ in CLASSES
    )
    rows = tuple(
        _ethnic_row(context, line, groups) for line in context.lines("areas_and_districts_of_all")
    )
    return OfficialTable(
        "7.9",
        "PHÂN NHÓM HỘ NGHÈO, HỘ CẬN NGHÈO THEO DÂN TỘC",
        "hộ",
        tuple(columns),
        rows,
        _ethnic_notes(context),
        numbered=False,
        extra=extra,
    )


def _ethnic_row(context: Context, line: Line, groups: tuple[str, ...]) -> Row:
    cells: list[Cell] = []
    unknown: list[Cell] = []
    for class_ in CLASSES:
        own = [_of_group(context, line, class_, group) for group in groups]
        total = Count()
        for count in own:
            total = total.plus(count)
        open_ = _of_group(context, line, class_, "")
        known = total.possible > 0 or not open_.possible
        groups_ = map(cell, (total, *own)) if known else [EMPTY] * (1 + len(own))
        cells += [cell(context.count(Measure(class_), line)), *groups_]
        unknown.append(cell(open_))
    return Row(
        line.number,
        line.label,
        line.level,
        line.area,
        line.district,
        tuple(cells),
        extra=tuple(unknown),
    )


def _of_group(context: Context, line: Line, class_: ClassName, group: str) -> Count:
    minority = context.choices["ethnic_groups"] == "minority"
    return context.count(Measure(class_, ethnic_group=group, minority=minority), line)


def _ethnic_notes(context: Context) -> tuple[str, ...]:
    counted = {
        "all": "Ở đây tính mọi hộ theo dân tộc của chủ hộ",
        "minority": "Ở đây chỉ tính hộ có chủ hộ hoặc vợ, chồng chủ hộ là người dân tộc thiểu số, "
        "xếp theo dân tộc của chủ hộ",
    }
    return (
        "Đầu cột trên Công báo ghi “dân tộc thiểu số” nhưng có cả cột Kinh. "
        f"{counted[context.choices['ethnic_groups']]} (lựa chọn ethnic_groups).",
    )
