"""The report of a verification as text, in Vietnamese and English."""

from __future__ import annotations

from typing import Any, Final

from chuan_ngheo.audit.verify.report import Finding, Kind, Report, written
from chuan_ngheo.cli.common import write_table
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick

_KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "different": ("khác nhau", "different"),
    "only_in_decisions": ("chỉ có trong quyết định", "only in the decisions"),
    "only_in_facts": ("chỉ có trong dữ liệu", "only in the facts"),
    "duplicate": ("xuất hiện nhiều lần", "more than once"),
    "facts_unusable": ("dữ liệu không dùng được", "facts unusable"),
    "row_unreadable": ("dòng không đọc được", "row unreadable"),
    "engine_failed": ("bộ máy không trả lời", "engine failed"),
}
_UNKNOWN: Final = ("chưa biết", "unknown")


def engine_text(problem: Problem, language: Language) -> str:
    """Say that durable_rules is not available, and which engine verifies instead."""
    texts = (
        f"{problem.write('vi')} Thay vào đó dùng bộ máy reference.",
        f"{problem.write('en')} The engine reference is used instead.",
    )
    return pick(texts, language)


def report_text(report: Report, language: Language) -> str:
    """Write a report: what was checked, then every finding."""
    checked, equal = (write_number(number, language) for number in (report.checked, report.equal))
    lines = [
        pick(
            (
                f"Kiểm tra {report.file} bằng {report.engine}, bộ quy tắc {report.rule_set} "
                f"({report.rule_set_hash[:12]})",
                f"{report.file} verified with {report.engine}, rule set {report.rule_set} "
                f"({report.rule_set_hash[:12]})",
            ),
            language,
        ),
        pick(
            (f"Số hộ đã kiểm tra: {checked}; khớp: {equal}", f"Checked: {checked}; equal: {equal}"),
            language,
        ),
    ]
    lines += _notes(report, language)
    if report.agrees:
        lines.append(pick(("Không có khác biệt.", "No difference."), language))
    elif report.findings:
        lines += ["", _table(report.findings, language)]
    return "\n".join(lines)


def _notes(report: Report, language: Language) -> list[str]:
    lines: list[str] = []
    if report.sample is not None:
        size = write_number(report.sample, language)
        texts = (
            f"Cỡ mẫu: {size} hộ, hạt giống {report.seed}",
            f"Sample size: {size}, seed {report.seed}",
        )
        lines.append(pick(texts, language))
    if report.unusable:
        count = write_number(report.unusable, language)
        texts = (
            f"Hộ không có quyết định vì dữ liệu không dùng được: {count}",
            f"Without a decision, because the facts cannot be used: {count}",
        )
        lines.append(pick(texts, language))
    if report.missing_columns:
        names = ", ".join(report.missing_columns)
        texts = (f"Cột còn thiếu: {names}", f"Columns that are missing: {names}")
        lines.append(pick(texts, language))
    if report.unknown_columns:
        names = ", ".join(report.unknown_columns)
        texts = (f"Cột không được kiểm tra: {names}", f"Columns that were not verified: {names}")
        lines.append(pick(texts, language))
    return lines


def _table(findings: tuple[Finding, ...], language: Language) -> str:
    headings = (
        ("Mã hộ", "Household"),
        ("Dòng", "Row"),
        ("Kết quả", "Finding"),
        ("Cột", "Column"),
        ("Đã ghi", "Recorded"),
        ("Tính lại", "Re-derived"),
    )
    rows = [
        (
            item.household_id,
            str(item.row),
            " ".join(filter(None, (pick(_KINDS[item.kind], language), item.detail))),
            item.column,
            _value(item, item.recorded, language),
            _value(item, item.rederived, language),
        )
        for item in findings
    ]
    return write_table([pick(texts, language) for texts in headings], rows, right=len(headings))


def _value(item: Finding, value: Any, language: Language) -> str:
    if not item.column:
        return ""
    return pick(_UNKNOWN, language) if value is None else written(value)
