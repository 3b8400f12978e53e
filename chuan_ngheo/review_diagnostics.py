"""Identifiers of what can be wrong with a review, with movements between lists, with reports.

Each has one row in ``docs/diagnostics.md``.
"""

from __future__ import annotations

from typing import Final

REVIEW_DIAGNOSTICS: Final[dict[str, tuple[str, str]]] = {
    "review-contradiction": (
        "Ngày, số phiếu hoặc kết quả rà soát của một hộ mâu thuẫn nhau.",
        "Days, votes or results in the review of a household contradict each other.",
    ),
    "review-incomplete": (
        "Thiếu thông tin để lập một danh sách hoặc một giấy chứng nhận của rà soát.",
        "Something is not known that a list or certificate of the review needs.",
    ),
}

MOVEMENT_DIAGNOSTICS: Final[dict[str, tuple[str, str]]] = {
    "movement-imbalance": (
        "Một dòng của biểu biến động không cân đối, hoặc hai biểu không khớp nhau.",
        "A row of a movement table does not balance, or two tables do not agree.",
    ),
    "movement-unexplained": (
        "Hộ thuộc danh sách năm trước không còn trong danh sách năm nay và không ghi lý do.",
        "Households of the earlier list are not in the later one, and no change is recorded.",
    ),
    "movement-class-unknown": (
        "Chưa xác định được xếp loại của hộ nên hộ không nằm trong cột 1 hoặc cột 9.",
        "The class of households is unknown, so that they stand in neither column 1 nor column 9.",
    ),
    "movement-persons-unknown": (
        "Không rõ số khẩu của hộ thuộc danh sách.",
        "The number of persons of listed households is unknown.",
    ),
    "movement-entry-unknown": (
        "Không có thông tin trước đó để biết hộ là tái nghèo hay phát sinh mới.",
        "No earlier information tells whether households relapsed or are new.",
    ),
    "movement-place-changed": (
        "Hộ ở hai nơi khác nhau trong hai danh sách.",
        "Households live in different places in the two lists.",
    ),
    "movement-unidentified": (
        "Dòng không có mã hộ nên không ghép được hai danh sách.",
        "Rows without a household_id cannot be matched between the lists.",
    ),
    "change-unusable": (
        "Một dòng ghi biến động không dùng được.",
        "A row of the recorded changes cannot be used.",
    ),
    "change-contradiction": (
        "Biến động đã ghi không khớp với hai danh sách.",
        "Recorded changes contradict the lists.",
    ),
    "earlier-unusable": (
        "Một dòng của các danh sách hoặc quyết định trước đó không dùng được.",
        "A row of the earlier lists or decisions cannot be used.",
    ),
}

REPORT_DIAGNOSTICS: Final[dict[str, tuple[str, str]]] = {
    "population-row": (
        "Không dùng được một dòng của tệp dân số.",
        "A row of the population file cannot be used.",
    ),
    "report-rules": (
        "Bộ quy tắc thiếu loại hộ mà các biểu tổng hợp đếm.",
        "The rule set lacks classes that the official tables count.",
    ),
}
