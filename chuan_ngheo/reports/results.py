"""Form 7.1: results of the review by area and district."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.reports.context import Context
from chuan_ngheo.reports.counts import Measure
from chuan_ngheo.reports.layout import Cell, Column, OfficialTable, Row, cell, rate
from chuan_ngheo.reports.outline import Line

_COLUMNS: Final = (
    Column(
        "resident_households",
        ("Tổng số hộ dân cư (tại thời điểm rà soát)", "Số hộ"),
        "All resident households",
    ),
    Column(
        "resident_persons",
        ("Tổng số hộ dân cư (tại thời điểm rà soát)", "Nhân khẩu"),
        "All resident persons",
    ),
    Column("poor_households", ("Tổng số hộ nghèo", "Số hộ"), "Poor households"),
    Column("poor_rate", ("Tổng số hộ nghèo", "Tỷ lệ (%)"), "Rate of poor households", "rate"),
    Column("near_poor_households", ("Tổng số hộ cận nghèo", "Số hộ"), "Near-poor households"),
    Column(
        "near_poor_rate",
        ("Tổng số hộ cận nghèo", "Tỷ lệ (%)"),
        "Rate of near-poor households",
        "rate",
    ),
)
_EXTRA: Final = (
    Column("poor_persons", ("Nhân khẩu hộ nghèo",), "Persons in poor households"),
    Column("near_poor_persons", ("Nhân khẩu hộ cận nghèo",), "Persons in near-poor households"),
    Column("undetermined_households", ("Số hộ chưa xác định",), "Undetermined households"),
)
_STATUS: Final = {"preliminary": "sơ bộ", "official": "chính thức"}


def results_table(context: Context) -> OfficialTable:
    """Return form 7.1."""
    rows = tuple(_row(context, line) for line in context.lines("areas_and_total"))
    return OfficialTable(
        "7.1",
        "TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO",
        "hộ, nhân khẩu, %",
        _COLUMNS,
        rows,
        _notes(context, rows),
        subtitle=f"Kết quả rà soát {_STATUS[context.status]}",
        extra=_EXTRA,
    )


def _row(context: Context, line: Line) -> Row:
    households = context.population.of("households", line.places)
    poor, near_poor = (context.count(Measure(name), line) for name in ("poor", "near_poor"))
    persons = [
        cell(context.count(Measure(name, "", "persons"), line)) for name in ("poor", "near_poor")
    ]
    undetermined = cell(context.count(Measure("undetermined"), line))
    return Row(
        line.number,
        line.label,
        line.level,
        line.area,
        line.district,
        (
            Cell(households),
            Cell(context.population.of("persons", line.places)),
            cell(poor),
            rate(cell(poor), households),
            cell(near_poor),
            rate(cell(near_poor), households),
        ),
        extra=(*persons, undetermined),
    )


def _notes(context: Context, rows: tuple[Row, ...]) -> tuple[str, ...]:
    notes: list[str] = []
    if context.population.source:
        notes.append(f"Tổng số hộ dân cư: lấy từ {context.population.source}.")
    if any(row.cells[0].value is None for row in rows):
        notes.append(
            "Ô tổng số hộ dân cư và tỷ lệ để trống: chưa có số hộ dân cư của địa bàn (tùy chọn "
            "--population). Danh sách rà soát không phải là tổng số hộ dân cư, nên không được dùng "
            "làm mẫu số."
        )
    if context.counts.rejected:
        notes.append(
            f"{context.counts.rejected} dòng bị loại vì có lỗi, không có trong biểu nào: hãy sửa "
            "rồi lập lại các biểu."
        )
    open_ = sum(context.counts.open_classes.values())
    if open_:
        notes.append(
            f"Ngoài ra còn {open_} hộ chưa xác định, có thể là hộ nghèo hoặc hộ cận nghèo, không "
            "tính vào các cột trên; xem trang Chưa xác định."
        )
    notes.append("Nhân khẩu của hộ nghèo, hộ cận nghèo không có trong mẫu; xem cột ngoài khung in.")
    return tuple(notes)
