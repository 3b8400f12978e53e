"""What ``chuan-ngheo journal`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from chuan_ngheo.audit.journal.book import Batch
from chuan_ngheo.audit.journal.facts import Comparison
from chuan_ngheo.audit.journal.findings import Finding, Report
from chuan_ngheo.audit.journal.keys import fingerprint
from chuan_ngheo.audit.journal.parts import Record
from chuan_ngheo.cli.common import write_table
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick

_SHOWN: Final = 20
_HEADINGS: Final = (
    ("số", "number"),
    ("thời điểm", "time"),
    ("hộ", "household"),
    ("loại hộ", "class"),
    ("bộ quy tắc", "rule set"),
)


def batch_text(batch: Batch, language: Language) -> str:
    """Say which records were added, and give the receipt."""
    lines = []
    if batch.first <= batch.last:
        texts = (
            f"đã ghi bản ghi {batch.first} đến {batch.last}",
            f"recorded: records {batch.first} to {batch.last}",
        )
        lines.append(pick(texts, language))
    seal = batch.seal
    if seal is not None:
        name = fingerprint(seal.public_key)
        texts = (
            f"dấu niêm {seal.number} ký bản ghi {seal.first} đến {seal.last}, khóa {name}",
            f"seal {seal.number} signs records {seal.first} to {seal.last}, key {name}",
        )
        lines += [pick(texts, language), _receipt(batch.receipt, language)]
    elif batch.first <= batch.last:
        texts = ("chưa niêm: hãy chạy journal seal", "not sealed: run journal seal")
        lines.append(pick(texts, language))
    else:
        lines.append(pick(("không có gì cần niêm", "nothing to seal"), language))
    return "\n".join(lines)


def _receipt(receipt: object, language: Language) -> str:
    return f"{pick(('biên nhận', 'receipt'), language)} {receipt}"


def report_text(report: Report, language: Language) -> str:
    """Write what a journal holds and what is wrong with it."""
    return "\n".join(_report_lines(report, language))


def _report_lines(report: Report, language: Language) -> Iterator[str]:
    records, seals = write_number(report.records, language), write_number(report.seals, language)
    nouns = (_noun("record", report.records), _noun("seal", report.seals))
    texts = (f"{records} bản ghi, {seals} dấu niêm", f"{records} {nouns[0]}, {seals} {nouns[1]}")
    yield pick(texts, language)
    for key in report.public_keys:
        yield f"{pick(('khóa', 'key'), language)} {fingerprint(key)}"
    if report.receipt:
        yield _receipt(report.receipt, language)
    if report.interrupted:
        texts = (
            "lần ghi cuối bị ngắt giữa chừng; phần đã ghi dở không nằm trong sổ",
            "the last write was cut off; what it had begun is not in the journal",
        )
        yield pick(texts, language)
    yield from findings_lines(report.findings, language)
    if report.sound:
        yield pick(("sổ nguyên vẹn", "the journal is sound"), language)


def findings_lines(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    """Write the first findings, each on a line, and the number of the others."""
    for finding in findings[:_SHOWN]:
        yield finding.write(language)
    more = len(findings) - _SHOWN
    if more > 0:
        texts = (f"… và {more} phát hiện nữa", f"… and {more} more {_noun('finding', more)}")
        yield pick(texts, language)


def comparison_text(comparison: Comparison, language: Language) -> str:
    """Write how the journal compares with facts."""
    same, again = comparison.same, comparison.decided_again
    texts = (
        f"{same} hộ có bản ghi trên đúng thông tin này; làm lại {again} quyết định",
        f"{same} {_noun('household', same)} with a record on these facts; "
        f"{again} {_noun('decision', again)} made again",
    )
    lines = [pick(texts, language)]
    absent = comparison.rules_absent
    if absent:
        texts = (
            f"{absent} bản ghi: không có bộ quy tắc đã dùng, nên không làm lại được; xem --rules",
            f"{absent} {_noun('record', absent)}: the rule set that was used is not at hand, so "
            "not decided again; see --rules",
        )
        lines.append(pick(texts, language))
    return "\n".join([*lines, *findings_lines(comparison.findings, language)])


def records_text(records: Sequence[Record], language: Language) -> str:
    """Write records as a table."""
    undetermined = pick(("chưa xác định", "undetermined"), language)
    rows = [
        (
            str(record.number),
            record.time,
            (record.household or "")[:12],
            record.decision.get("class") or undetermined,
            record.rule_set.get("id", ""),
        )
        for record in records
    ]
    return write_table([pick(texts, language) for texts in _HEADINGS], rows, right=len(_HEADINGS))


def _noun(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
