"""The summary of a batch as text, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterator

from chuan_ngheo.cli.common import write_table
from chuan_ngheo.labels import label_of, write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.survey.summary import Summary

_MOST_MISSING = 10


def summary_text(summary: Summary, language: Language) -> str:
    """Return the summary: classes, deprivation rates, undetermined households."""
    parts = [_classes(summary, language), _deprivations(summary, language)]
    parts += list(_undetermined(summary, language))
    parts += list(_benefits(summary, language))
    heading = f"{summary.rules.label.in_(language)} ({summary.rules.id})"
    return "\n\n".join([heading, *parts])


def _rate(part: int, whole: int, language: Language) -> str:
    if not whole:
        return "–"
    text = f"{100 * part / whole:.2f} %"
    return text.replace(".", ",") if language == "vi" else text


def _rate_range(certain: int, unknown: int, whole: int, language: Language) -> str:
    """Return the rate; from the certain to the possible where some are unknown."""
    low, high = (_rate(part, whole, language) for part in (certain, certain + unknown))
    return low if low == high else f"{low.removesuffix(' %')} – {high}"


def _classes(summary: Summary, language: Language) -> str:
    rules = summary.rules
    undetermined = pick(("Chưa xác định", "Undetermined"), language)
    rows = [
        [
            rules.rule(count.class_).label.in_(language) if count.class_ else undetermined,
            write_number(count.households, language),
            _rate(count.households, summary.households, language),
            write_number(count.persons, language),
            _rate(count.persons, summary.persons, language),
        ]
        for count in (*summary.classes, summary.undetermined)
    ]
    rows.append(
        [
            pick(("Tổng", "Total"), language),
            write_number(summary.households, language),
            _rate(summary.households, summary.households, language),
            write_number(summary.persons, language),
            _rate(summary.persons, summary.persons, language),
        ]
    )
    headings = pick_row(
        ("Xếp loại", "Số hộ", "Tỷ lệ hộ", "Số khẩu", "Tỷ lệ khẩu"),
        ("Class", "Households", "Rate", "Persons", "Rate"),
        language,
    )
    table = write_table(headings, rows)
    if summary.without_members:
        number = write_number(summary.without_members, language)
        table += "\n" + pick(
            (
                f"{number} hộ không ghi thành viên: thành phần chưa biết",
                f"{number} households without a recorded member: composition unknown",
            ),
            language,
        )
    return table


def pick_row(vi: tuple[str, ...], en: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return the headings in ``language``."""
    return vi if language == "vi" else en


def _deprivations(summary: Summary, language: Language) -> str:
    rules = summary.rules
    totals = {count.class_: count.households for count in summary.classes}
    classes = rules.classes[:2]
    cells = {(count.indicator, count.class_): count for count in summary.indicators}
    rows = []
    for indicator in rules.indicators:
        row = [rules.rule(indicator).label.in_(language)]
        for class_ in classes:
            count = cells[indicator, class_]
            row.append(write_number(count.deprived, language))
            row.append(_rate_range(count.deprived, count.unknown, totals[class_], language))
            row.append(write_number(count.unknown, language))
        rows.append(row)
    labels = [rules.rule(class_).label.in_(language) for class_ in classes]
    columns = pick_row(
        ("thiếu hụt", "tỷ lệ", "chưa biết"), ("deprived", "rate", "unknown"), language
    )
    headings = [pick(("Chỉ số", "Indicator"), language)]
    for label in labels:
        headings += [f"{label}: {columns[0]}", *columns[1:]]
    return write_table(headings, rows)


def _benefits(summary: Summary, language: Language) -> Iterator[str]:
    if not summary.benefits:
        return
    rows = [
        [
            count.benefit,
            summary.rules.benefits[count.benefit].label.in_(language),
            write_number(count.households, language),
            write_number(count.unknown, language),
            "–" if count.persons is None else write_number(count.persons, language),
        ]
        for count in summary.benefits
    ]
    headings = pick_row(
        ("mã", "Dự án, chính sách", "Số hộ được hưởng", "chưa xác định", "Số người"),
        ("id", "Project or policy", "Eligible households", "unknown", "Persons"),
        language,
    )
    yield write_table(headings, rows, right=2)


def _undetermined(summary: Summary, language: Language) -> Iterator[str]:
    rules = summary.rules
    if not summary.undetermined.households:
        return
    rows = [
        [
            pick((" hoặc ", " or "), language).join(
                rules.rule(name).label.in_(language) for name in classes
            ),
            write_number(number, language),
        ]
        for classes, number in summary.undetermined_by_classes
    ]
    headings = pick_row(
        ("Chưa xác định giữa", "Số hộ"), ("Undetermined between", "Households"), language
    )
    yield write_table(headings, rows)
    members = pick(("thành viên của hộ", "members of the household"), language)
    rows = [
        [
            members if name == "members" else label_of(name, language),
            name,
            write_number(number, language),
        ]
        for name, number in summary.missing[:_MOST_MISSING]
    ]
    if not rows:
        return
    asked = summary.undetermined.households if summary.asked is None else summary.asked
    of_vi = of_en = ""
    if asked < summary.undetermined.households:
        number = write_number(asked, language)
        of_vi, of_en = f", {number} hộ đầu", f", first {number} households"
    headings = pick_row(
        (f"Thông tin thiếu nhiều nhất{of_vi}", "tên", "Số hộ"),
        (f"Facts missing most{of_en}", "name", "Households"),
        language,
    )
    yield write_table(headings, rows, right=2)
