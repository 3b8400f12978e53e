"""Movements as text for a terminal, in Vietnamese or English."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from chuan_ngheo.cli.common import write_table
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.movements.result import MEASURES, MovementRow, Movements
from chuan_ngheo.movements.terms import COLUMN_LABELS, MOVEMENTS, TableName
from chuan_ngheo.movements.words import MEASURE_WORDS, TITLES, place_words


def movements_text(found: Movements, language: Language) -> str:
    """Return tables 7.2 and 7.3, the movements, and whether the tables balance."""
    parts = [
        *_table("7.2", found.poor, language),
        *_table("7.3", found.near_poor, language),
        _movements(found, language),
        "\n".join(_remarks(found, language)),
    ]
    return "\n\n".join(parts)


def more_text(number: int, language: Language) -> None:
    """Say on standard error how many messages are not shown."""
    if number > 0:
        texts = (
            f"… và {number} thông báo nữa; xem --format json",
            f"… and {number} more; see --format json",
        )
        print(pick(texts, language), file=sys.stderr)


def _table(table: TableName, rows: tuple[MovementRow, ...], language: Language) -> Iterator[str]:
    labels = [pick(label, language) for label in COLUMN_LABELS[table]]
    legend = "\n".join(f"  ({number}) {label}" for number, label in enumerate(labels, start=1))
    yield f"{pick(TITLES[table], language)}\n{legend}"
    place = pick(("Nơi", "Place"), language)
    for measure in MEASURES:
        headings = [
            f"{place} ({pick(MEASURE_WORDS[measure], language)})",
            *(f"({number})" for number in range(1, 10)),
        ]
        lines = [
            [
                place_words(row.level, row.place, language),
                *(write_number(number, language) for number in row.numbers(measure)),
            ]
            for row in rows
        ]
        yield write_table(headings, lines)


def _movements(found: Movements, language: Language) -> str:
    headings = [
        pick(("Biến động", "Movement"), language),
        pick(MEASURE_WORDS["households"], language),
    ]
    counts = found.counts()
    lines = [
        [pick(label, language), write_number(counts[name], language)]
        for name, label in MOVEMENTS.items()
        if name in counts
    ]
    return write_table(headings, lines)


def _remarks(found: Movements, language: Language) -> Iterator[str]:
    for row, label in (
        (found.poor[0], ("nghèo", "poor")),
        (found.near_poor[0], ("cận nghèo", "near-poor")),
    ):
        number = write_number(row.residual_new(), language)
        texts = (
            f"Chỉ tiêu 410, phát sinh hộ {label[0]} theo công thức (năm nay − năm trước + thoát): "
            f"{number}; gồm cả tái nghèo, chuyển giữa hai danh sách và tăng giảm khác.",
            f"Indicator 410, new {label[1]} households by formula (this year − last year + "
            f"escaped): {number}; with relapses, moves between the lists and other net changes.",
        )
        yield pick(texts, language)
    for name, option in found.rulings.items():
        yield f"{name} = {option}"
    count = len(found.imbalances)
    texts = (
        (f"Không cân đối: {count} chỗ; xem thông báo.", f"Imbalances: {count}; see the messages.")
        if count
        else (
            "Cân đối: 9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8 theo hộ và khẩu; hai biểu khớp nhau.",
            "Balanced: 9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8 in households and persons; the two "
            "tables agree.",
        )
    )
    yield pick(texts, language)
