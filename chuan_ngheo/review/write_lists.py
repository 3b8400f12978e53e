"""Write lists 6.1 and 6.2 as a workbook in the layout of an official list, or as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.diagnostics import extra_absent
from chuan_ngheo.review.lists import Entry, Form, Lists, is_folder
from chuan_ngheo.review.outcome import RESULT_CODES
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.rows import InputError

FORMS: Final[tuple[Form, ...]] = ("6.1", "6.2")
_TITLES: Final[dict[Form, str]] = {
    "6.1": "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT",
    "6.2": "DANH SÁCH HỘ THOÁT NGHÈO, HỘ THOÁT CẬN NGHÈO SAU KHI RÀ SOÁT",
}
_HEADINGS: Final = (
    ("STT", 6),
    ("Mã hộ", 18),
    ("Họ và tên chủ hộ", 26),
    ("Thôn, tổ dân phố", 20),
    ("Địa bàn", 12),
    ("Số khẩu", 9),
    ("Điểm B1", 9),
    ("Điểm B2", 9),
    ("Kết quả", 9),
    ("Ghi chú", 34),
)
_AREAS: Final = {"rural": "Nông thôn", "urban": "Thành thị"}
_CSV_COLUMNS: Final = (
    "number",
    "household_id",
    "province",
    "district",
    "commune",
    "village",
    "area",
    "persons",
    "b1_points",
    "b2_points",
    "result",
    "note",
)
_NO_TIME: Final = datetime(2000, 1, 1)
_LANDSCAPE_A4: Final = 9


def write_lists(out: Path, lists: Lists, year: int | None) -> None:
    """Write the lists that there are to an ``.xlsx`` file, or to a folder as CSV.

    Args:
        year: the year of the review, for the titles; left open if it is not known.

    Raises:
        InputError: if Excel files cannot be written here.
    """
    if is_folder(out):
        out.mkdir(exist_ok=True)
        for form in FORMS:
            entries = lists.of(form)
            if entries is not None:
                with complete_file(out / f"{form}.csv") as temporary:
                    temporary.write_text(_csv(entries), encoding="utf-8", newline="")
        return
    try:
        import xlsxwriter  # noqa: PLC0415  only for Excel
    except ImportError:
        problem = extra_absent("excel", "a format that needs more", "file-unreadable", out.name)
        raise InputError(problem) from None
    with (
        complete_file(out) as temporary,
        xlsxwriter.Workbook(temporary, {"strings_to_formulas": False}) as workbook,
    ):
        workbook.set_properties({"created": _NO_TIME})
        styles = _styles(workbook)
        for form in FORMS:
            entries = lists.of(form)
            if entries is not None:
                _Sheet(workbook.add_worksheet(form), styles).fill(form, entries, year)


def _by_commune(entries: Sequence[Entry]) -> Iterator[tuple[tuple[str, str, str], list[Entry]]]:
    for place, own in groupby(entries, key=lambda entry: entry.place):
        yield place, list(own)


def _csv(entries: Sequence[Entry]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for _, own in _by_commune(entries):
        for number, entry in enumerate(own, start=1):
            given = {
                "number": number,
                "result": RESULT_CODES[entry.result],
                "note": entry.note.vi if entry.note else None,
            }
            writer.writerow(
                given[name] if name in given else getattr(entry, name) for name in _CSV_COLUMNS
            )
    return text.getvalue()


def _styles(workbook: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
    looks: dict[str, dict[str, Any]] = {
        "text": {},
        "bold": {"bold": True},
        "title": {"bold": True, "align": "center", "font_size": 14},
        "centre": {"align": "center"},
        "heading": {"bold": True, "border": 1, "align": "center", "text_wrap": True},
        "cell": {"border": 1, "text_wrap": True},
        "number": {"border": 1, "align": "center"},
        "commune": {"bold": True, "border": 1},
    }
    return {name: workbook.add_format({**plain, **look}) for name, look in looks.items()}


@dataclass(slots=True)
class _Sheet:
    """One sheet, written from the top."""

    sheet: Any
    styles: dict[str, Any]
    line: int = 0

    def fill(self, form: Form, entries: Sequence[Entry], year: int | None) -> None:
        """Write a whole list."""
        last = len(_HEADINGS) - 1
        self.sheet.set_landscape()
        self.sheet.set_paper(_LANDSCAPE_A4)
        self.sheet.fit_to_pages(1, 0)
        for place, (_, width) in enumerate(_HEADINGS):
            self.sheet.set_column(place, place, width)
        self.sheet.write_string(0, 0, "ỦY BAN NHÂN DÂN XÃ …………………", self.styles["bold"])
        self.sheet.write_string(0, last, f"Mẫu số {form}", self.styles["centre"])
        shown = "……" if year is None else str(year)
        self.sheet.merge_range(2, 0, 2, last, f"{_TITLES[form]} NĂM {shown}", self.styles["title"])
        for place, (heading, _) in enumerate(_HEADINGS):
            self.sheet.write_string(4, place, heading, self.styles["heading"])
        self.sheet.repeat_rows(4)
        self.sheet.freeze_panes(5, 0)
        self.line = 5
        for place_names, own in _by_commune(entries):
            self._commune(place_names, own, last)
        if not entries:
            text = "Không có hộ nào."
            self.sheet.merge_range(self.line, 0, self.line, last, text, self.styles["commune"])

    def _commune(self, names: tuple[str, str, str], own: list[Entry], last: int) -> None:
        province, district, commune = names
        known = [name for name in (district, province) if name]
        heading = ", ".join([commune or "Xã, phường, thị trấn ……", *known])
        self.sheet.merge_range(self.line, 0, self.line, last, heading, self.styles["commune"])
        self.line += 1
        for number, entry in enumerate(own, start=1):
            self._household(number, entry)
        total = _total(own)
        self.sheet.merge_range(self.line, 0, self.line, last, total, self.styles["commune"])
        self.line += 1

    def _household(self, number: int, entry: Entry) -> None:
        cells = (
            number,
            entry.household_id,
            None,
            entry.village,
            _AREAS.get(entry.area or ""),
            entry.persons,
            entry.b1_points,
            entry.b2_points,
            RESULT_CODES[entry.result],
            entry.note.vi if entry.note else None,
        )
        for place, value in enumerate(cells):
            style = self.styles["number" if isinstance(value, int) else "cell"]
            if value is None:
                self.sheet.write_blank(self.line, place, None, style)
            elif isinstance(value, int):
                self.sheet.write_number(self.line, place, value, style)
            else:
                self.sheet.write_string(self.line, place, value, style)
        self.line += 1


def _total(own: Sequence[Entry]) -> str:
    """Sum up a commune; the number of persons only where every household's is known."""
    persons = [entry.persons for entry in own]
    unknown = sum(number is None for number in persons)
    shown = (
        f"số khẩu chưa biết ở {unknown} hộ"
        if unknown
        else f"{sum(number or 0 for number in persons)} khẩu"
    )
    kinds = [
        f"{RESULT_CODES[result]}: {count}"
        for result in RESULT_CODES
        if (count := sum(entry.result == result for entry in own))
    ]
    return f"Cộng: {len(own)} hộ ({', '.join(kinds)}), {shown}"
