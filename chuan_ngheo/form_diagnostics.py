"""The identifiers of what is wrong with a workbook of form 3.1, with their meaning.

``docs/diagnostics.md`` has one row for each, with what to do.
"""

from __future__ import annotations

from typing import Final

FORM_DIAGNOSTICS: Final[dict[str, tuple[str, str]]] = {
    "form-unreadable": (
        "Bảng tính Mẫu 3.1 thiếu sheet, thiếu cột mã hộ hoặc thuộc phiên bản khác.",
        "A workbook of form 3.1 lacks a sheet or the household id, or is of another version.",
    ),
    "form-column": (
        "Một cột của Mẫu 3.1 không có trong bảng tính, hoặc bảng tính có cột lạ.",
        "A workbook lacks a column of form 3.1, or has one that the form does not have.",
    ),
    "form-id": (
        "Một dòng có câu trả lời mà không có mã hộ.",
        "A row has answers and no household id.",
    ),
    "form-code": (
        "Mã số không có trong danh mục của cột.",
        "A code is not one of those of its column.",
    ),
    "form-number": (
        "Ô cần ghi số lại có nội dung khác.",
        "A cell for a number holds something else.",
    ),
    "form-date": (
        "Ô cần ghi ngày lại có nội dung khác.",
        "A cell for a date holds something else.",
    ),
    "form-contradiction": (
        "Hai câu trả lời mâu thuẫn nhau.",
        "Two answers contradict each other.",
    ),
    "form-skipped": (
        "Một câu hỏi của Mẫu 3.1 bị bỏ trống.",
        "An answer that form 3.1 asks for is missing.",
    ),
    "form-not-asked": (
        "Có câu trả lời ở nơi Mẫu 3.1 không hỏi.",
        "There is an answer where form 3.1 does not ask.",
    ),
    "form-doubtful": (
        "Câu trả lời khó đúng, hoặc khó đúng cùng với câu khác; vẫn được dùng.",
        "An answer is hardly right, or hardly goes with another; it is used all the same.",
    ),
    "form-warnings": (
        "Phiếu có chỗ cần xem lại; các hộ vẫn được phân loại.",
        "Some answers of the form are to be looked at; the households are classified.",
    ),
}
