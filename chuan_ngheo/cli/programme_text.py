"""The report of a plan as text, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from chuan_ngheo.cli.common import write_table
from chuan_ngheo.labels import VALUE_LABELS, write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.programme.budget import BudgetFinding
from chuan_ngheo.programme.documents import SOURCES, InconsistencyRow
from chuan_ngheo.programme.population import Range
from chuan_ngheo.programme.report import ProgrammeReport
from chuan_ngheo.programme.targets import TargetView
from chuan_ngheo.programme.view import UNDETERMINED, BenefitView, Count
from chuan_ngheo.programme.words import COLUMNS, KINDS, OUTCOMES, UNITS
from chuan_ngheo.rulebook.rules import RuleSet

_INDENT: Final = "   "
_UNDETERMINED: Final = ("chưa xác định", "undetermined")
_NOTHING: Final = "–"
_MET: Final = {
    True: ("đạt", "met"),
    False: ("chưa đạt", "not met"),
    None: ("chưa xác định", "unknown"),
}


def programme_text(report: ProgrammeReport, language: Language) -> str:
    """Return the report: projects and policies, targets, findings on the budget."""
    rules = report.rules
    number = write_number(report.households, language)
    undetermined = write_number(report.undetermined, language)
    counted = pick(
        (
            f"{number} hộ, trong đó {undetermined} hộ chưa xác định chuẩn. Tiền tính bằng triệu "
            "đồng.",
            f"{number} households, {undetermined} of them of undetermined class. Money in "
            "million dong.",
        ),
        language,
    )
    parts = [
        f"{rules.label.in_(language)} ({rules.id})\n{counted}",
        pick(("1. Dự án và chính sách", "1. Projects and policies"), language),
        _overview(report.benefits, language),
        *(_benefit(view, rules, language) for view in report.benefits),
        pick(("2. Chỉ tiêu", "2. Targets"), language),
        *(_target(view, language) for view in report.targets),
        pick(("3. Kiểm tra kinh phí", "3. Findings on the budget"), language),
        _budget(report, language),
    ]
    return "\n\n".join(parts)


def _range(value: Range, language: Language) -> str:
    """Write what is certain, and how many more may belong."""
    text = write_number(value.certain, language)
    if value.unknown:
        more = write_number(value.unknown, language)
        text += pick((f" (+{more} chưa biết)", f" (+{more} unknown)"), language)
    return text


def _count(count: Count, language: Language) -> str:
    households = _range(count.households, language)
    persons = _range(count.persons, language)
    text = pick(
        (
            f"{households} hộ, {persons} người",
            f"{households} {_plural('household', count.households)}, "
            f"{persons} {_plural('person', count.persons)}",
        ),
        language,
    )
    if count.without_members:
        number = write_number(count.without_members, language)
        text += pick(
            (
                f"; {number} hộ không ghi thành viên",
                f"; members not recorded: {number}",
            ),
            language,
        )
    return text


def _plural(noun: str, value: Range) -> str:
    return noun if value == (1, 1) else f"{noun}s"


def _bounds(low: Decimal | Fraction, high: Decimal | Fraction, language: Language) -> str:
    """Write two bounds to four digits: the plan's own rates differ in the third."""
    texts = [
        write_number(round(float(value), 4), language).replace("-", "−") for value in (low, high)
    ]
    return texts[0] if texts[0] == texts[1] else " … ".join(texts)


def _overview(views: Iterable[BenefitView], language: Language) -> str:
    rows = [
        [
            view.benefit.id,
            view.benefit.line,
            *(
                [
                    _range(view.total.households, language),
                    _range(view.total.persons, language),
                ]
                if view.of_households
                else [_NOTHING, _NOTHING]
            ),
            write_number(view.budget.total, language) if view.budget else _NOTHING,
            _bounds(view.cost.low, view.cost.high, language) if view.cost else _NOTHING,
            _bounds(*view.cost.difference, language) if view.cost else _NOTHING,
        ]
        for view in views
    ]
    headings = (
        ("Mã", "Dòng", "Số hộ", "Số người", "Kinh phí", "Chi phí ước tính", "Chênh lệch")
        if language == "vi"
        else ("Id", "Line", "Households", "Persons", "Budget", "Implied cost", "Difference")
    )
    return write_table(headings, rows, right=2)


def _benefit(view: BenefitView, rules: RuleSet, language: Language) -> str:
    lines = [f"{view.benefit.id} [{view.benefit.line}] {view.benefit.label.in_(language)}"]
    if view.of_households:
        lines += _eligible(view, rules, language)
    else:
        texts = ("Không dành cho hộ gia đình", "Not for households")
        lines.append(pick(texts, language))
    lines += _budget_of_benefit(view, language)
    lines += _cost(view, language)
    lines += _inconsistencies(view.inconsistencies, language)
    return f"\n{_INDENT}".join(lines)


def _eligible(view: BenefitView, rules: RuleSet, language: Language) -> Iterator[str]:
    yield pick(("Đủ điều kiện", "Eligible"), language) + f": {_count(view.total, language)}"
    areas = {
        pick(VALUE_LABELS.get(("area", name), _UNDETERMINED), language): count
        for name, count in view.by_area.items()
    }
    yield from _groups(("Theo khu vực", "By area"), areas, language)
    for title, counts in (
        (("Theo loại hộ", "By class"), view.by_class),
        (("Trong đó, ngoài loại hộ", "Of them, beside the class"), view.by_group),
    ):
        yield from _groups(title, _labelled(counts, rules, language), language)
    for rank, (name, count) in enumerate(view.by_priority.items(), start=1):
        place = pick((f"Ưu tiên {rank}", f"Priority {rank}"), language)
        yield f"{place}, {rules.rule(name).label.in_(language)}: {_count(count, language)}"


def _labelled(counts: Mapping[str, Count], rules: RuleSet, language: Language) -> dict[str, Count]:
    return {
        pick(_UNDETERMINED, language)
        if name == UNDETERMINED
        else rules.rule(name).label.in_(language): count
        for name, count in counts.items()
    }


def _groups(
    title: tuple[str, str], counts: Mapping[str, Count], language: Language
) -> Iterator[str]:
    if counts:
        yield f"{pick(title, language)}:"
        for label, count in counts.items():
            yield f"{_INDENT}{label}: {_count(count, language)}"


def _budget_of_benefit(view: BenefitView, language: Language) -> Iterator[str]:
    row = view.budget
    if row is None:
        return
    title = pick(("Kinh phí của Kế hoạch", "Budget of the plan"), language)
    sources = [
        f"{pick(COLUMNS[source], language)} {write_number(amount, language)}"
        for source in SOURCES
        if (amount := row.sources[source]) is not None
    ]
    text = f"{title}: {write_number(row.total, language)} ({'; '.join(sources)})"
    if view.shared_with:
        names = ", ".join(view.shared_with)
        text += pick((f", chung với {names}", f", shared with {names}"), language)
    yield text


def _cost(view: BenefitView, language: Language) -> Iterator[str]:
    cost = view.cost
    if cost is None:
        return
    amount = _bounds(cost.low, cost.high, language)
    difference = _bounds(*cost.difference, language)
    yield pick(
        (
            f"Nếu hỗ trợ mọi đối tượng, theo mức suy ra từ Kế hoạch: {amount}; kinh phí trừ chi "
            f"phí: {difference}",
            f"If everyone eligible were supported, at the unit costs that the plan implies: "
            f"{amount}; budget less cost: {difference}",
        ),
        language,
    )
    if cost.without_unit_cost.possible:
        number = _range(cost.without_unit_cost, language)
        yield pick(
            (
                f"Không suy ra được mức cho: {number}",
                f"Without an implied unit cost: {number}",
            ),
            language,
        )
    if cost.without_members:
        number = write_number(cost.without_members, language)
        yield pick(
            (
                f"Chưa gồm người của {number} hộ không ghi thành viên",
                f"Without the persons of households whose members are not recorded: {number}",
            ),
            language,
        )


def _inconsistencies(rows: Iterable[InconsistencyRow], language: Language) -> Iterator[str]:
    for row in rows:
        yield f"! {pick(KINDS[row.kind], language)} [{row.id}]: {row.text.in_(language)}"


def _target(view: TargetView, language: Language) -> str:
    target = view.target
    lines = [f"{target.id} [{target.section}] {target.text.in_(language)}"]
    if view.low is None or view.high is None:
        title = pick(("Không tính được", "Not computable"), language)
        lines.append(f"{title}: {view.reason.in_(language)}")
    else:
        title = pick(("Giá trị", "Value"), language)
        unit = pick(UNITS[target.unit], language)
        shown = f"{title}: {_bounds(view.low, view.high, language)} {unit}"
        if target.value is not None:
            wanted = write_number(float(target.value), language)
            goal = pick(("chỉ tiêu", "target"), language)
            shown += f"; {goal} {target.operator} {wanted}: {pick(_MET[view.met], language)}"
        lines.append(shown)
        lines.append(view.reason.in_(language))
    lines += _inconsistencies(view.inconsistencies, language)
    return f"\n{_INDENT}".join(lines)


def _budget(report: ProgrammeReport, language: Language) -> str:
    lines: list[str] = []
    for row in report.plan.budget:
        found = [finding for finding in report.budget if finding.code == row.code]
        lines += [_finding(finding, row.name.in_(language), language) for finding in found]
        if found:
            lines += _inconsistencies(report.plan.inconsistencies_of_line(row.code), language)
    return "\n".join(lines)


def _finding(finding: BudgetFinding, name: str, language: Language) -> str:
    stated = pick(("để trống", "blank"), language)
    if finding.stated is not None:
        stated = write_number(finding.stated, language)
    column = pick(COLUMNS[finding.column], language)
    leaves = pick(("các dòng con", "leaf rows"), language)
    outcome = pick(OUTCOMES[finding.outcome], language)
    sums = f"{stated}; {leaves} {write_number(finding.recomputed, language)}"
    return f"{finding.code} {name}, {column}: {sums}: {outcome}"
