"""The days by which the steps of a review are due (Decision 24/2021/QĐ-TTg, Articles 3 to 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.review.days import DaysOff
from chuan_ngheo.review.procedure import Procedure, load_review
from chuan_ngheo.review.terms import (
    DECISION_DAYS,
    FROM_DAY,
    Kind,
    day_before,
    day_of_year,
    decision_due,
    report_day,
    review_begins,
    rulings_of_begin,
)
from chuan_ngheo.rulebook.citations import Citation, Text
from chuan_ngheo.rulebook.rules import Confidence
from chuan_ngheo.survey.rows import InputError

_COUNTING: Final = ("first_day_of_a_term", "term_ends_on_a_day_off")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One step of a review with its days.

    Attributes:
        id: the step.
        opens: the first day on which it can be done; None if the law names none.
        due: the last day on which it is in time; None if it depends on a day that is not given,
            or is not known. ``basis`` says which.
        basis: how the day follows from the law.
        confidence: the least sure of the sources that it rests on.
        unconfirmed: the parameters and rulings it rests on whose source is not confirmed.
    """

    id: str
    label: Text
    opens: date | None
    due: date | None
    basis: Text
    citations: tuple[Citation, ...]
    confidence: Confidence
    unconfirmed: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the deadline as plain values for JSON."""
        return {
            "id": self.id,
            "label": {"vi": self.label.vi, "en": self.label.en},
            "opens": self.opens and self.opens.isoformat(),
            "due": self.due and self.due.isoformat(),
            "basis": {"vi": self.basis.vi, "en": self.basis.en},
            "citation": [citation.write("en") for citation in self.citations],
            "confidence": self.confidence,
            "unconfirmed": list(self.unconfirmed),
        }


def deadlines(
    kind: Kind,
    start: date,
    *,
    procedure: Procedure | None = None,
    days_off: DaysOff = frozenset(),
) -> tuple[Deadline, ...]:
    """Return the steps of a review with their days, in order.

    Args:
        kind: ``annual``, ``regular`` or ``average_living_standard``.
        start: for the annual review any day of its year; else the day of the request.
        procedure: the numbers and rulings; by default those of Decision 24/2021/QĐ-TTg.
        days_off: public holidays, which the program does not know. Without them a term that
            runs over one ends too early.

    Raises:
        InputError: if the procedure is not in force on ``start``.
    """
    procedure = procedure or load_review()
    if start not in procedure.rules.period:
        expected = f"a day in {procedure.rules.period}, the period of {procedure.rules.id}"
        raise InputError(Problem("not-in-force", str(start), expected))
    make = _Maker(procedure)
    steps = _annual(start.year, make) if kind == "annual" else _monthly(kind, start, make, days_off)
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes deadlines whose sources are those of the parameters they rest on."""

    procedure: Procedure

    def __call__(
        self,
        name: str,
        label: Text,
        days: tuple[date | None, date | None],
        basis: Text,
        rests_on: tuple[str, ...],
    ) -> Deadline:
        rules = self.procedure.rules
        cited = [
            citation
            for item in rests_on
            if item in rules.parameters
            for citation in rules.parameters[item][-1].citations
        ]
        levels = [self.procedure.confidence(item) for item in rests_on]
        order: tuple[Confidence, ...] = ("unconfirmed", "secondary", "gazette")
        return Deadline(
            name,
            label,
            *days,
            basis,
            tuple(dict.fromkeys(cited)),
            next(level for level in order if level in levels),
            self.procedure.unconfirmed(*rests_on),
        )


def _annual(year: int, make: _Maker) -> Iterator[Deadline]:
    procedure = make.procedure
    first = day_of_year("annual_review_first_day", year, procedure)
    last = day_of_year("annual_review_last_day", year, procedure)
    yield make(
        "review",
        Text("Rà soát định kỳ hằng năm", "Annual review"),
        (first, last),
        Text("mỗi năm một lần, trong khoảng thời gian cố định", "once a year, on fixed days"),
        ("annual_review_first_day", "annual_review_last_day"),
    )
    yield from _relative(make, date(year, 12, 31))
    for name, parameter, label in (
        (
            "preliminary_report",
            "preliminary_report_before",
            Text("Báo cáo sơ bộ của tỉnh (Mẫu 7.1)", "Preliminary report of the province (7.1)"),
        ),
        (
            "official_report",
            "official_report_before",
            Text("Báo cáo chính thức của tỉnh", "Official report of the province"),
        ),
    ):
        before = day_of_year(parameter, year, procedure)
        shown = ("?", "?") if before is None else (f"{before:%d/%m}", f"{before:%m-%d}")
        yield make(
            name,
            label,
            (None, day_before(parameter, year, procedure)),
            Text(f"trước ngày {shown[0]}", f"before {shown[1]}"),
            (parameter,),
        )


def _monthly(kind: Kind, start: date, make: _Maker, days_off: DaysOff) -> Iterator[Deadline]:
    procedure = make.procedure
    begins = review_begins(kind, start, procedure)
    number = procedure.number(FROM_DAY[kind], start)
    regular = kind == "regular"
    yield make(
        "review",
        Text("Bắt đầu rà soát thường xuyên", "Regular review begins")
        if regular
        else Text("Bắt đầu xác định mức sống trung bình", "Determination of the income begins"),
        (begins, None),
        Text(f"từ ngày {number} hằng tháng", f"from day {number} of each month"),
        (FROM_DAY[kind], *rulings_of_begin(kind, start, procedure)),
    )
    if regular:
        yield from _relative(make, start)
    due = None if begins is None else decision_due(kind, begins, procedure, days_off)
    length = procedure.number(DECISION_DAYS[kind], start)
    yield make(
        "decision",
        Text(
            "Quyết định, giấy chứng nhận hoặc trả lời có lý do", "Decision, or reasons in writing"
        ),
        (None, due),
        Text(
            f"trong {length} ngày kể từ khi bắt đầu",
            f"within {length} days from the start",
        ),
        (DECISION_DAYS[kind], *_COUNTING),
    )
    if regular:
        yield make(
            "monthly_report",
            Text("Báo cáo hằng tháng có quyết định này", "Monthly report with this decision"),
            (None, None if due is None else report_day(due, procedure)),
            Text(
                "ngày báo cáo đầu tiên không trước hạn quyết định; chỉ từ tháng 02 đến tháng 9",
                "the first day of a report that is not before the decision is due; only from "
                "February to September",
            ),
            ("monthly_report_day", "monthly_reports_from", "monthly_reports_through"),
        )


def _relative(make: _Maker, day: date) -> Iterator[Deadline]:
    """Yield the steps whose days follow from an earlier step of each household."""
    for name, parameter, label, event in (
        (
            "posting",
            "posting_working_days",
            Text("Hết niêm yết công khai", "End of public posting"),
            Text("kể từ ngày niêm yết", "from the day of posting"),
        ),
        (
            "district_opinion",
            "district_reply_working_days",
            Text("Ý kiến của Chủ tịch UBND cấp huyện", "Reply of the chair of the district"),
            Text("kể từ ngày báo cáo cấp huyện", "from the report to the district"),
        ),
    ):
        number = make.procedure.number(parameter, day)
        basis = (
            Text(
                "chưa rõ: không còn cấp huyện từ 01/7/2025, văn bản sửa đổi chưa tìm thấy",
                "not known: no districts from 2025-07-01, the amending text was not found",
            )
            if number is None
            else Text(f"{number} ngày làm việc {event.vi}", f"{number} working days {event.en}")
        )
        rests_on = (parameter, "first_day_of_a_term")
        yield make(name, label, (None, None), basis, rests_on)
