"""A comparison as text for a terminal, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from chuan_ngheo.audit.compare.comparison import Comparison, HouseholdChange
from chuan_ngheo.audit.compare.groups import group_label, value_label
from chuan_ngheo.audit.compare.pairing import ABSENT, NO, YES
from chuan_ngheo.audit.compare.transitions import Cell, GroupChange, Matrix
from chuan_ngheo.audit.compare.words import (
    ARROW,
    class_words,
    reason_lines,
    side_words,
    state_label,
    value_words,
)
from chuan_ngheo.cli.common import write_table
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick

_MOST_DIFFERENCES: Final = 20
_MOST_GROUPS: Final = 30
_LONGEST: Final = 200
_KINDS: Final = {
    "benefit": ("Dự án, chính sách", "Projects and policies"),
    "status": ("Tình trạng", "Statuses"),
    "national_rule": ("Quy định quốc gia để so sánh", "National rules to compare with"),
    "indicator": ("Chỉ số thiếu hụt", "Deprivation indicators"),
}
_PARTS: Final = {
    "ruling": ("cách hiểu", "ruling"),
    "parameter": ("tham số", "parameter"),
    "rule": ("quy tắc", "rule"),
}


def comparison_text(comparison: Comparison, language: Language, most: int) -> str:
    """Return a comparison as text.

    Args:
        most: how many of the listed households are written.
    """
    parts = [_heading(comparison, language)]
    parts += list(_differences(comparison, language))
    parts += list(_classes(comparison, language))
    for kind in _KINDS:
        parts += list(_outcomes(comparison, kind, language))
    parts += list(_groups(comparison, language))
    parts += list(_households(comparison, language, most))
    return "\n\n".join(parts)


def _heading(comparison: Comparison, language: Language) -> str:
    sides = (("A", comparison.before), ("B", comparison.after))
    lines = [f"{name}: {side_words(side, language)}" for name, side in sides]
    if any(side.review_date for _, side in sides):
        lines.append(
            pick(
                (
                    "Lưu ý: đổi ngày rà soát làm đổi tuổi của mọi thành viên có ngày sinh.",
                    "Note: another review date changes the ages of all members with a birth date.",
                ),
                language,
            )
        )
    for name, side in sides:
        lines += list(_notes(name, side.fixed_ages, side.without_id, language))
    return "\n".join(lines)


def _notes(name: str, fixed: int, unmatched: int, language: Language) -> Iterator[str]:
    if fixed:
        number = write_number(fixed, language)
        texts = (
            f"Lưu ý: {name}: {number} thành viên chỉ ghi tuổi, không ghi ngày sinh; "
            "tuổi của họ giữ nguyên.",
            f"Note: {name}: members with an age but no birth date keep their age: {number}.",
        )
        yield pick(texts, language)
    if unmatched:
        number = write_number(unmatched, language)
        texts = (
            f"Lưu ý: {name}: {number} hộ không có household_id nên không ghép được.",
            f"Note: {name}: households without a household_id, which cannot be matched: {number}.",
        )
        yield pick(texts, language)


def _differences(comparison: Comparison, language: Language) -> Iterator[str]:
    if not comparison.differences:
        return
    lines = [pick(("Khác nhau giữa hai bộ quy tắc", "What differs in the rules"), language)]
    both = [item for item in comparison.differences if item.in_both]
    for item in both[:_MOST_DIFFERENCES]:
        values = (_shortened(item.before or ""), _shortened(item.after or ""))
        lines.append(f"  {pick(_PARTS[item.kind], language)} {item.id}: {ARROW.join(values)}")
    lines += _more(len(both) - _MOST_DIFFERENCES, language)
    for side, other in (("A", "before"), ("B", "after")):
        own = [item for item in comparison.differences if not item.in_both and getattr(item, other)]
        for kind, name in _PARTS.items():
            if ids := [item.id for item in own if item.kind == kind]:
                texts = (f"{name[0]} chỉ có ở {side}", f"{name[1]} only in {side}")
                lines.append(
                    f"  {pick(texts, language)} ({len(ids)}): {_shortened(', '.join(ids))}"
                )
    yield "\n".join(lines)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _more(number: int, language: Language) -> list[str]:
    if number <= 0:
        return []
    count = write_number(number, language)
    texts = (f"  … và {count} mục nữa, xem JSON", f"  … and {count} more, see the JSON")
    return [pick(texts, language)]


def _classes(comparison: Comparison, language: Language) -> Iterator[str]:
    matrix = comparison.classes
    titles = ("Số hộ theo xếp loại: hàng là A, cột là B", "Households by class: rows A, columns B")
    yield _square(comparison, pick(titles, language), "households", language)
    sides = ("persons_before", "persons_after")
    counts = [[getattr(cell, name) for cell in matrix.cells] for name in sides]
    if counts[0] == counts[1]:
        titles = ("Số khẩu theo xếp loại", "Persons by class")
        yield _square(comparison, pick(titles, language), sides[0], language)
    else:
        for name, side in zip(sides, "AB", strict=True):
            titles = (
                f"Số khẩu theo xếp loại, đếm ở {side}",
                f"Persons by class, counted in {side}",
            )
            yield _square(comparison, pick(titles, language), name, language)


def _square(comparison: Comparison, title: str, what: str, language: Language) -> str:
    cells = comparison.classes.cells
    befores = [state for state in comparison.states if any(c.before == state for c in cells)]
    afters = [state for state in comparison.states if any(c.after == state for c in cells)]
    total = pick(("Tổng", "Total"), language)
    rows = [["A \\ B", *(state_label(s, comparison, language, "b") for s in afters), total]]
    for before in befores:
        own = [c for c in cells if c.before == before]
        numbers = [sum(getattr(c, what) for c in own if c.after == after) for after in afters]
        label = state_label(before, comparison, language, "a")
        rows.append([label, *(write_number(n, language) for n in (*numbers, sum(numbers)))])
    sums = [sum(getattr(c, what) for c in cells if c.after == after) for after in afters]
    rows.append([total, *(write_number(n, language) for n in (*sums, sum(sums)))])
    lines = [title, write_table(rows[0], rows[1:])]
    if what != "households":
        lines += list(_at_least(cells, what, language))
    return "\n".join(lines)


def _at_least(cells: Sequence[Cell], what: str, language: Language) -> Iterator[str]:
    side = what.removeprefix("persons_")
    unknown = sum(getattr(cell, f"without_members_{side}") for cell in cells)
    if unknown:
        number = write_number(unknown, language)
        texts = (
            f"Số khẩu là ít nhất: {number} hộ không ghi thành viên, không cộng khẩu nào.",
            f"Persons: at least; households without a recorded member, which add none: {number}.",
        )
        yield pick(texts, language)


def _outcomes(comparison: Comparison, kind: str, language: Language) -> Iterator[str]:
    own = [matrix for matrix in comparison.matrices if matrix.kind == kind]
    moved = [matrix for matrix in own if _is_moved(matrix)]
    if not own:
        return
    title = pick(_KINDS[kind], language)
    same = len(own) - len(moved)
    noun = pick((f"{same} mục không đổi", f"{same} unchanged"), language)
    if not moved:
        yield f"{title}: {noun}"
        return
    texts = (
        ("mã", "Tên", "Thay đổi (số hộ)", "Hộ ở A", "Hộ ở B", "Người ở A", "Người ở B"),
        ("id", "Name", "Changes (households)", "A", "B", "Persons A", "Persons B"),
    )
    rows: list[Sequence[str]] = [texts[0] if language == "vi" else texts[1]]
    for matrix in moved:
        numbers = (
            matrix.households_before(YES),
            matrix.households_after(YES),
            sum(cell.persons_before for cell in matrix.cells),
            sum(cell.persons_after for cell in matrix.cells),
        )
        label = comparison.label(matrix.id, language)
        moves = _moves(matrix, comparison, language)
        rows.append([matrix.id, label, moves, *(write_number(n, language) for n in numbers)])
    yield "\n".join([f"{title} ({noun})", write_table(rows[0], rows[1:], right=3)])


def _is_moved(matrix: Matrix) -> bool:
    return any(_is_told(c) or c.persons_before != c.persons_after for c in matrix.cells)


def _is_told(cell: Cell) -> bool:
    """Tell whether a move says something: a household that is new or left without it does not."""
    return cell.before != cell.after and {cell.before, cell.after} != {ABSENT, NO}


def _moves(matrix: Matrix, comparison: Comparison, language: Language) -> str:
    moves: list[str] = []
    for cell in matrix.cells:
        if _is_told(cell):
            states = (cell.before, cell.after)
            way = ARROW.join(state_label(state, comparison, language) for state in states)
            moves.append(f"{way}: {write_number(cell.households, language)}")
    return ", ".join(moves) or "–"


def _groups(comparison: Comparison, language: Language) -> Iterator[str]:
    shown = [
        item
        for item in comparison.groups
        if item.kind in ("class", "benefit") and (item.gained or item.lost)
    ]
    for group in dict.fromkeys(item.group for item in shown):
        own = [item for item in shown if item.group == group]
        texts = (
            ("Nhóm", "Kết quả", "Hộ ở A", "Hộ ở B", "Hộ thêm", "Hộ mất", "Khẩu thêm", "Khẩu mất"),
            ("Group", "Outcome", "A", "B", "Gained", "Lost", "Persons gained", "Persons lost"),
        )
        rows: list[Sequence[str]] = [texts[0] if language == "vi" else texts[1]]
        rows += [_group_row(item, comparison, language) for item in own[:_MOST_GROUPS]]
        titles = ("Thêm và mất theo nhóm", "Gains and losses by group")
        lines = [f"{pick(titles, language)}: {group_label(group, language)}"]
        lines.append(write_table(rows[0], rows[1:], right=2))
        yield "\n".join([*lines, *_more(len(own) - _MOST_GROUPS, language)])


def _group_row(item: GroupChange, comparison: Comparison, language: Language) -> list[str]:
    numbers = (item.before, item.after, item.gained, item.lost)
    persons = (item.persons_gained, item.persons_lost)
    return [
        value_label(item.group, item.value, language),
        state_label(item.outcome, comparison, language),
        *(write_number(number, language) for number in (*numbers, *persons)),
    ]


def _households(comparison: Comparison, language: Language, most: int) -> Iterator[str]:
    shown = comparison.changes[:most]
    changed, listed = (write_number(n, language) for n in (comparison.changed, len(shown)))
    hidden = write_number(comparison.changed - len(shown), language)
    texts = (
        f"Hộ thay đổi: {changed}; liệt kê {listed}, không liệt kê {hidden}",
        f"Households that change: {changed}; listed: {listed}; not listed: {hidden}",
    )
    yield pick(texts, language)
    for change in shown:
        yield _household(change, comparison, language)


def _household(change: HouseholdChange, comparison: Comparison, language: Language) -> str:
    name = change.household_id
    if name is None:
        row = change.row_before or change.row_after
        name = pick((f"ở dòng {row}", f"in row {row}"), language)
    sides = (
        (change.class_before, change.possible_before, "a"),
        (change.class_after, change.possible_after, "b"),
    )
    classes = [class_words(s, p, comparison, language, side) for s, p, side in sides]
    text = classes[0] if classes[0] == classes[1] else ARROW.join(classes)
    lines = [f"{pick(('Hộ', 'Household'), language)} {name}: {text}"]
    if change.problems:
        lines.append(f"   {', '.join(f'[{code}]' for code in change.problems)}")
    lines += [f"   {line}" for line in reason_lines(change, comparison, language)]
    lines += [f"   {line}" for line in _outcome_lines(change, comparison, language)]
    return "\n".join(lines)


def _outcome_lines(
    change: HouseholdChange, comparison: Comparison, language: Language
) -> Iterator[str]:
    persons = pick(("người", "persons"), language)
    for kind, title in _KINDS.items():
        told = []
        for item in change.outcomes:
            if item.kind != kind:
                continue
            states = [state_label(s, comparison, language) for s in (item.before, item.after)]
            text = states[0] if states[0] == states[1] else ARROW.join(states)
            if item.persons_before != item.persons_after:
                numbers = [item.persons_before, item.persons_after]
                text += f" ({persons} {ARROW.join(value_words(n, language) for n in numbers)})"
            told.append(f"{item.id} {text}")
        if told:
            yield f"{pick(title, language)}: {', '.join(told)}"
