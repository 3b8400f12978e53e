"""What ``chuan-ngheo report official`` prints: the main numbers, and where tables disagree."""

from __future__ import annotations

from chuan_ngheo.cli.common import write_table
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.reports.layout import HOUSEHOLDS, PERSONS
from chuan_ngheo.reports.official import OfficialReport
from chuan_ngheo.reports.outline import ALL
from chuan_ngheo.reports.reconciliation import Difference

_SHOWN = 20


def report_text(report: OfficialReport, language: Language) -> str:
    """Return the totals of form 7.8 and the differences between tables."""
    parts = [_totals(report, language)]
    undetermined = sum(report.undetermined.values())
    if undetermined:
        number = write_number(undetermined, language)
        texts = (
            f"{number} hộ chưa xác định có thể là hộ nghèo hoặc hộ cận nghèo; liệt kê riêng.",
            f"{number} undetermined households may be poor or near-poor; they are listed apart.",
        )
        if undetermined == 1:
            one = "1 undetermined household may be poor or near-poor; it is listed apart."
            texts = (texts[0], one)
        parts.append(pick(texts, language))
    if report.rejected:
        number = write_number(report.rejected, language)
        texts = (
            f"Số dòng bị loại vì có lỗi, không có trong biểu nào: {number}.",
            f"Rows rejected for errors, in none of the tables: {number}.",
        )
        parts.append(pick(texts, language))
    parts.append(_reconciliation(report, language))
    return "\n\n".join(parts)


def _totals(report: OfficialReport, language: Language) -> str:
    rows = []
    for column, label in (
        ("poor", ("Hộ nghèo", "Poor")),
        ("near_poor", ("Hộ cận nghèo", "Near-poor")),
    ):
        values = [
            report.table("7.8").cell(column, split=split).value for split in (HOUSEHOLDS, PERSONS)
        ]
        numbers = [write_number(int(value or 0), language) for value in values]
        rows.append([pick(label, language), *numbers])
    headings = [
        pick(texts, language)
        for texts in (("Xếp loại", "Class"), ("Hộ", "Households"), ("Nhân khẩu", "Persons"))
    ]
    return write_table(headings, rows)


def _reconciliation(report: OfficialReport, language: Language) -> str:
    unexplained = report.unexplained
    explained = len(report.differences) - len(unexplained)
    if not report.differences:
        return pick(("Các biểu khớp nhau.", "The tables agree."), language)
    heading = pick(
        (
            f"Các biểu không khớp: {len(unexplained)} chênh lệch chưa giải thích được, "
            f"{explained} do thông tin chưa rõ.",
            f"The tables do not agree: {len(unexplained)} differences without explanation, "
            f"{explained} that unknown facts explain.",
        ),
        language,
    )
    lines = [_line(item, language) for item in unexplained[:_SHOWN]]
    more = len(unexplained) - len(lines)
    if more:
        lines.append(pick((f"… và {more} chênh lệch nữa", f"… and {more} more"), language))
    return "\n".join([heading, *lines])


def _line(item: Difference, language: Language) -> str:
    areas = {
        "urban": ("thành thị", "urban"),
        "rural": ("nông thôn", "rural"),
        "": ("chưa rõ khu vực", "area unknown"),
        ALL: ("cả hai khu vực", "both areas"),
    }
    district = "" if item.district == ALL else f", {item.district or '?'}"
    place = f"{pick(areas[item.area], language)}{district}"
    values = [write_number(value, language) for value in (item.left_value, item.right_value)]
    must = pick(("phải", "must be"), language)
    return (
        f"  {place}: {item.left} = {values[0]}; {must} {item.relation} {item.right} = {values[1]}"
    )
