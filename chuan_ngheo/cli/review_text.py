"""Deadlines and paths of the review in plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from chuan_ngheo.cli.common import write_table
from chuan_ngheo.labels import write_date, write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.review.deadlines import Deadline
from chuan_ngheo.review.path import ReviewPath
from chuan_ngheo.review.procedure import Procedure
from chuan_ngheo.review.stage import STAGES, STATES, STEPS
from chuan_ngheo.rulebook.describe import CONFIDENCE

_SHOWN: Final = 20
_LEFT: Final = 99
"""More columns than there are: all are aligned to the left."""


def deadlines_text(found: Sequence[Deadline], procedure: Procedure, language: Language) -> str:
    """Write deadlines as a table, and what of them is not confirmed."""
    pairs = (
        ("bước", "step"),
        ("từ ngày", "from"),
        ("đến hết ngày", "to the end of"),
        ("cách tính", "how it follows"),
        ("căn cứ", "citation"),
        ("độ tin cậy", "confidence"),
    )
    rows = [
        [
            item.label.in_(language),
            _day(item.opens, language),
            _day(item.due, language),
            item.basis.in_(language),
            item.citations[0].write(language),
            pick(CONFIDENCE[item.confidence], language),
        ]
        for item in found
    ]
    table = write_table([pick(pair, language) for pair in pairs], rows, right=_LEFT)
    used = (name for item in found for name in item.unconfirmed)
    return "\n".join([table, *_unconfirmed(used, procedure, language)])


def holidays_text(language: Language) -> str:
    """Say that public holidays were not counted as days off."""
    texts = (
        "chưa tính ngày nghỉ lễ, tết: dùng --day-off cho từng ngày",
        "public holidays are not counted as days off: give each with --day-off",
    )
    return pick(texts, language)


def paths_text(
    paths: Sequence[ReviewPath], procedure: Procedure, language: Language, *, dated: bool
) -> str:
    """Write how many households are where, then the first of them one by one.

    Args:
        dated: whether deadlines were looked at on a day.
    """
    lines = [_counts(paths, language)]
    if dated:
        overdue = write_number(sum(path.overdue is True for path in paths), language)
        lines += ["", pick((f"quá hạn: {overdue} hộ", f"overdue: {overdue}"), language)]
    if paths:
        lines += ["", _households(paths[:_SHOWN], language)]
    if len(paths) > _SHOWN:
        more = write_number(len(paths) - _SHOWN, language)
        texts = (f"… và {more} hộ nữa: dùng --out", f"… and {more} more households: use --out")
        lines.append(pick(texts, language))
    used = (name for path in paths for name in path.unconfirmed)
    return "\n".join([*lines, *_unconfirmed(used, procedure, language)])


def _counts(paths: Sequence[ReviewPath], language: Language) -> str:
    counts = Counter((path.current.id, path.current.state) for path in paths)
    pairs = (("bước", "stage"), ("tình trạng", "state"), ("số hộ", "households"))
    rows = [
        [STAGES[name].in_(language), STATES[state].in_(language), write_number(count, language)]
        for name in STAGES
        for state in STATES
        if (count := counts[name, state])
    ]
    return write_table([pick(pair, language) for pair in pairs], rows, right=2)


def _households(paths: Sequence[ReviewPath], language: Language) -> str:
    pairs = (
        ("mã hộ", "household"),
        ("bước", "stage"),
        ("bước tiếp theo", "next step"),
        ("hạn", "deadline"),
        ("lý do", "reason"),
    )
    rows = [
        [
            path.household_id,
            path.current.label.in_(language),
            STEPS[path.next_step].in_(language),
            _day(path.next_deadline, language),
            "; ".join(text.in_(language) for text in (path.current.reason, *path.notes)),
        ]
        for path in paths
    ]
    return write_table([pick(pair, language) for pair in pairs], rows, right=_LEFT)


def _day(day: date | None, language: Language) -> str:
    return "—" if day is None else write_date(day, language)


def _unconfirmed(names: Iterable[str], procedure: Procedure, language: Language) -> Iterator[str]:
    """Yield a line for each parameter or ruling that was used and is not confirmed."""
    found = list(dict.fromkeys(names))
    if not found:
        return
    yield ""
    yield pick(("Chưa kiểm chứng:", "Not confirmed:"), language)
    for name in found:
        entry = procedure.rules.rulings.get(name) or procedure.rules.parameter(name)
        option = f" = {procedure.chosen(name)}" if name in procedure.rules.rulings else ""
        note = f". {entry.note.in_(language)}" if entry.note else ""
        yield f"  {name}{option}: {entry.label.in_(language)}{note}"
