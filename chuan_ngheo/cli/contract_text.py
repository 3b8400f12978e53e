"""A report on the data of an input as text."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.diagnostic_catalogue import DIAGNOSTICS
from chuan_ngheo.diagnostic_phrases import in_vietnamese
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.survey.contract import Example, Finding, Level, Report

_LEVELS: Final[dict[Level, tuple[str, str]]] = {
    "rejected": ("loại", "rejected"),
    "warning": ("cảnh báo", "warning"),
    "notice": ("lưu ý", "notice"),
}


def report_text(report: Report, language: Language) -> str:
    """Write a report: what was checked, then each finding with examples."""
    numbers = (report.households, report.members, report.rejected)
    households, members, rejected = (write_number(number, language) for number in numbers)
    texts = (
        f"Đã kiểm tra {households} dòng hộ, {members} dòng thành viên; {rejected} dòng bị loại.",
        f"Checked {households} rows of households, {members} of members; {rejected} rejected.",
    )
    lines = [pick(texts, language)]
    for finding in report.findings:
        lines += ["", *finding_lines(finding, language)]
    if not report.findings:
        lines.append(pick(("Không có vấn đề nào.", "No problem was found."), language))
    return "\n".join(lines)


def count_line(finding: Finding, language: Language) -> str:
    """Write where a finding stands and how many rows have it."""
    place = f"{finding.table}, {finding.column}" if finding.column else finding.table
    start = f"{place}: [{finding.code}]"
    if not finding.rows:
        return start
    noun = pick(("dòng", "row" if finding.rows == 1 else "rows"), language)
    return f"{start} {write_number(finding.rows, language)} {noun}"


def finding_lines(finding: Finding, language: Language) -> list[str]:
    """Write a finding: where, what it means, what was expected, examples."""
    expected, advice = finding.expected, finding.advice
    if language == "vi":
        expected, advice = in_vietnamese(expected), in_vietnamese(advice)
    share = f" ({finding.share:.2%})" if finding.rows else ""
    share = share.replace(".", ",") if language == "vi" else share
    level = pick(_LEVELS[finding.level], language)
    first = f"{level}: {count_line(finding, language)}{share}"
    lines = [first, f"  {pick(DIAGNOSTICS[finding.code], language)}"]
    if expected:
        lines.append(f"  {pick(('Cần', 'Expected'), language)}: {expected}. {advice}".rstrip())
    return lines + [f"  {_example_text(example, language)}" for example in finding.examples]


def _example_text(example: Example, language: Language) -> str:
    found = in_vietnamese(example.found) if language == "vi" else example.found
    of_member = example.path.startswith("members[")
    noun = ("dòng hộ", "household row") if of_member else ("dòng", "row")
    row = f"{pick(noun, language)} {example.row}" if example.row else ""
    place = ", ".join(part for part in (row, example.path) if part)
    return f"{place}: {found}" if place else found
