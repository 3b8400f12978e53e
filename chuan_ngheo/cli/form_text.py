"""A report on a workbook of form 3.1 as text."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.diagnostic_catalogue import DIAGNOSTICS
from chuan_ngheo.diagnostic_phrases import in_vietnamese
from chuan_ngheo.forms.report import FormFinding, FormReport, Level
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick

_LEVELS: Final[dict[Level, tuple[str, str]]] = {
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "notice": ("lưu ý", "notice"),
}


def report_text(report: FormReport, language: Language) -> str:
    """Write a report: what was checked, then each cell on a line."""
    numbers = (report.households, report.members, len(report.findings), report.errors)
    households, members, findings, errors = (write_number(one, language) for one in numbers)
    texts = (
        f"Đã kiểm tra {households} hộ, {members} thành viên: {findings} chỗ cần xem lại, trong đó "
        f"{errors} lỗi.",
        f"Rows checked: {households} of households, {members} of members. Findings: {findings}, "
        f"of which errors: {errors}.",
    )
    lines = [pick(texts, language)]
    lines += [_line(finding, language) for finding in report.findings]
    if report.errors:
        texts = (
            "Hộ có lỗi không được phân loại cho đến khi sửa xong.",
            "Households with errors are not classified until they are corrected.",
        )
        lines.append(pick(texts, language))
    return "\n".join(lines)


def _line(finding: FormFinding, language: Language) -> str:
    problem = finding.problem
    details = [problem.found, problem.expected, problem.advice]
    found, expected, advice = map(in_vietnamese, details) if language == "vi" else details
    level, meaning = pick(_LEVELS[finding.level], language), DIAGNOSTICS[problem.code]
    words = pick(("tìm thấy", "found"), language), pick(("cần", "expected"), language)
    start = f"{level}: {finding.place}: [{problem.code}] {pick(meaning, language)}"
    return f"{start} {words[0].capitalize()}: {found}; {words[1]}: {expected}. {advice}".rstrip()
