"""The identifiers of what ``chuan-ngheo rules prove`` finds, with their meaning.

``docs/diagnostics.md`` has one row for each, with what to do.
"""

from __future__ import annotations

from typing import Final

PROOF_DIAGNOSTICS: Final[dict[str, tuple[str, str]]] = {
    "proof-no-class": (
        "Có hộ không thuộc loại nào.",
        "A household is of no class.",
    ),
    "proof-two-classes": (
        "Có hộ thuộc hai loại cùng lúc.",
        "A household is of two classes at once.",
    ),
    "proof-unreachable": (
        "Không hộ nào có thể thuộc loại này, hoặc được hưởng chính sách này.",
        "No household can be of this class, or receive this benefit.",
    ),
    "proof-not-monotone-in-income": (
        "Hộ có thu nhập cao hơn, còn lại như nhau, lại bị xếp loại nghèo hơn.",
        "A household with more income, otherwise alike, is classed poorer.",
    ),
    "proof-not-monotone-in-deprivation": (
        "Hộ thiếu hụt ít hơn, còn lại như nhau, lại bị xếp loại nghèo hơn.",
        "A household with one deprivation less, otherwise alike, is classed poorer.",
    ),
    "proof-not-monotone-in-points": (
        "Hộ có nhiều điểm tài sản hơn, còn lại như nhau, lại bị xếp loại nghèo hơn.",
        "A household with more points, otherwise alike, is classed poorer.",
    ),
    "proof-answer-never-given": (
        "Một câu trả lời của mục tính điểm không bao giờ được tính.",
        "An answer of a score never gives its points.",
    ),
    "proof-points-unreachable": (
        "Không hộ nào có số điểm này: đúng mức xếp loại, hoặc một bước trên hay dưới mức.",
        "No household has these points: exactly those of a limit, or one step beside it.",
    ),
    "proof-never-true": (
        "Điều kiện không bao giờ đúng.",
        "A condition is true for nobody.",
    ),
    "proof-never-false": (
        "Điều kiện luôn luôn đúng.",
        "A condition is true for everybody.",
    ),
    "proof-part-never-decides": (
        "Một phần của điều kiện không bao giờ tự quyết định kết quả.",
        "A part of a condition never decides by itself.",
    ),
    "proof-undecided": (
        "Biết đủ mọi thông tin mà vẫn không có câu trả lời.",
        "Everything is known, and yet there is no answer.",
    ),
    "proof-too-narrow": (
        "Trả lời chắc chắn dù thông tin chưa biết có thể làm khác đi.",
        "An answer is given although what is unknown could change it.",
    ),
    "proof-too-wide": (
        "Trả lời chưa xác định dù mọi khả năng đều cho cùng kết quả.",
        "No answer is given although every possibility leads to the same one.",
    ),
    "proof-unused": (
        "Không quy tắc nào dùng định nghĩa này.",
        "No rule rests on this definition.",
    ),
}
