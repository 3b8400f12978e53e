"""The sheets around the forms: index, undetermined households, reconciliation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chuan_ngheo.labels import write_date
from chuan_ngheo.reports.choices import CHOICES
from chuan_ngheo.reports.official import OfficialReport
from chuan_ngheo.reports.outline import ALL, UNKNOWN_DISTRICT
from chuan_ngheo.reports.sheet_formats import Formats

_AREAS = {"urban": "thành thị", "rural": "nông thôn", "": "chưa rõ khu vực", ALL: "chung"}
_CONFIDENCE = {
    "gazette": "theo Công báo",
    "secondary": "theo nguồn thứ cấp",
    "unconfirmed": "chưa xác nhận",
}
_METHODS = {"nd-07-2021": "theo thu nhập", "tt-07-2021": "theo điểm (phiếu B)"}


def write_index(sheet: Any, formats: Formats, report: OfficialReport) -> None:
    """Write the list of forms, and how they were made."""
    rules = report.rules
    about = [
        ("Năm rà soát", str(report.year or "không rõ")),
        ("Tỉnh, thành phố", report.province or "không ghi"),
        ("Bộ quy tắc", f"{rules.label.in_('vi')} ({rules.id})"),
        ("Mã băm của bộ quy tắc", rules.hash),
        ("Nhóm trong các biểu", report.definitions.label.in_("vi")),
        ("Mã băm của các nhóm", report.definitions.hash),
        ("Phương pháp", _METHODS.get(rules.id, rules.id)),
        ("Ngày rà soát", _days(report)),
        ("Dòng bị loại", _rejected(report)),
        ("Hộ chưa xác định", f"{sum(report.undetermined.values())} hộ; xem trang Chưa xác định"),
        ("Đối chiếu", _reconciled(report)),
    ]
    rows: list[tuple[str, str]] = [("TỔNG HỢP RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO", "")]
    rows += about
    rows.append(("Biểu", ""))
    rows += [(f"Mẫu {table.form}", table.title) for table in report.tables]
    rows.append(("Lựa chọn khi mẫu tự mâu thuẫn (chưa được văn bản nào xác nhận)", ""))
    rows += [
        (f"{choice.id} = {report.choices[choice.id]}", choice.options[report.choices[choice.id]][0])
        for choice in CHOICES.values()
    ]
    rows.append(("Phán quyết", ""))
    rulings = {**report.definitions.rulings, **rules.rulings}
    rows += [
        (
            f"{name} = {option}",
            f"{rulings[name].options[option].in_('vi')} ({_CONFIDENCE[rulings[name].confidence]})",
        )
        for name, option in sorted({**report.definitions.chosen, **rules.chosen}.items())
    ]
    for at, (left, right) in enumerate(rows):
        heading = not right
        sheet.write_string(at, 0, left, formats["plain_bold" if heading else "plain"])
        if right:
            sheet.write_string(at, 1, right, formats["plain"])
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 90)


def _days(report: OfficialReport) -> str:
    if report.reviews is None:
        return "không rõ"
    return " – ".join(dict.fromkeys(write_date(day, "vi") for day in report.reviews))


def _rejected(report: OfficialReport) -> str:
    if not report.rejected:
        return "không có"
    return f"{report.rejected} dòng có lỗi, không có trong biểu nào: sửa rồi lập lại các biểu"


def _reconciled(report: OfficialReport) -> str:
    if not report.differences:
        return "các biểu khớp nhau"
    explained = len(report.differences) - len(report.unexplained)
    return (
        f"{len(report.unexplained)} chênh lệch chưa giải thích được, {explained} chênh lệch do "
        "thông tin chưa rõ; xem trang Đối chiếu"
    )


def write_undetermined(sheet: Any, formats: Formats, report: OfficialReport) -> None:
    """Write how many households have no certain class, by place and possible classes."""
    labels = {name: report.rules.rule(name).label.in_("vi") for name in report.rules.classes}
    rows = [
        (
            _AREAS[place.area],
            place.district or UNKNOWN_DISTRICT,
            " hoặc ".join(labels[name] for name in texts.split("|")),
            number,
        )
        for (place, texts), number in report.undetermined.items()
    ]
    title = "HỘ CHƯA XÁC ĐỊNH: còn thiếu thông tin, có thể là hộ nghèo hoặc hộ cận nghèo"
    _write(sheet, formats, title, ("Khu vực", "Địa bàn", "Có thể là", "Số hộ"), rows)
    sheet.set_column(2, 2, 80)


def write_reconciliation(sheet: Any, formats: Formats, report: OfficialReport) -> None:
    """Write where numbers that must agree do not."""
    rows = [
        (
            _AREAS[item.area],
            {ALL: "chung", "": UNKNOWN_DISTRICT}.get(item.district, item.district),
            item.left,
            item.left_value,
            item.relation,
            item.right,
            item.right_value,
            "do thông tin chưa rõ" if item.explained else "CHƯA GIẢI THÍCH ĐƯỢC",
        )
        for item in report.differences
    ]
    title = "ĐỐI CHIẾU: các số phải khớp nhau giữa các biểu" + (
        "" if rows else " — không có chênh lệch"
    )
    heads = ("Khu vực", "Địa bàn", "Số thứ nhất", "Giá trị", "Phải", "Số thứ hai", "Giá trị")
    _write(sheet, formats, title, (*heads, "Giải thích"), rows)
    sheet.set_column(2, 2, 34)
    sheet.set_column(5, 5, 34)
    sheet.set_column(7, 7, 26)


def _write(
    sheet: Any,
    formats: Formats,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int]],
) -> None:
    sheet.set_column(0, len(heads) - 1, 16)
    sheet.write_string(0, 0, title, formats["sheet_title"])
    for place, head in enumerate(heads):
        sheet.write_string(2, place, head, formats["head"])
    for at, row in enumerate(rows, 3):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at, place, value, formats["count"])
            else:
                sheet.write_string(at, place, value, formats["text"])
