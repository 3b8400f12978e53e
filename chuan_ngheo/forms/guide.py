"""The sheet ``Hướng dẫn``: how to fill in the workbook, and what each column is for."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.forms.columns import Column
from chuan_ngheo.forms.hints import codes_text, hint
from chuan_ngheo.forms.household_columns import HOUSEHOLD_COLUMNS
from chuan_ngheo.forms.member_columns import MEMBER_COLUMNS
from chuan_ngheo.forms.places import CellPosition
from chuan_ngheo.forms.version import HOUSEHOLD_SHEET, MARKER, MEMBER_SHEET

INTRODUCTION: Final = (
    "Căn cứ: Mẫu 3.1, Phiếu A và Phiếu B1 của Thông tư 07/2021/TT-BLĐTBXH, sửa đổi bởi Thông tư "
    "02/2022/TT-BLĐTBXH (văn bản hợp nhất 1315/VBHN-BLĐTBXH). Đây không phải là biểu mẫu chính "
    "thức.",
    "Không ghi họ tên, số định danh, số điện thoại: chỉ ghi mã hộ và mã thành viên.",
    "Ô trống nghĩa là chưa biết, không phải là “không”. Trả lời “không” bằng mã 2.",
    "Mỗi hộ một dòng ở sheet Hộ; mỗi người một dòng ở sheet Thành viên, cùng mã hộ. Bảng nhận ra "
    "cột theo tiêu đề ở dòng 3: đừng sửa tiêu đề và dòng đầu tiên.",
    "Cột có số (3–19), mục (I–XIII) là của Mẫu 3.1; B1-… là mục của Phiếu B1; A-… là cột của Phiếu "
    "A. Cột không có số: nguồn không cho biết số, hoặc do bảng tính thêm; số không được đặt thêm.",
    "Chuyển câu: cột 15 mã 1 → cột 16, 17; mã 2–6 → cột 18. Chiều cao: dưới 16 tuổi; cân nặng: "
    "dưới 10 tuổi; cột 9: khi cột 8 là 1; cột 15–17: từ 15 tuổi.",
    "Kiểm tra: chuan-ngheo form check TỆP.xlsx. Phân loại: chuan-ngheo classify TỆP.xlsx.",
)
"""What stands above the table of columns."""

HEADINGS: Final = ("Cột", "Tiêu đề", "Cách ghi, mã số", "Dùng cho", "Ghi chú", "Chưa xác nhận")


def guide_rows() -> list[tuple[str, ...]]:
    """Return a row for each column of both sheets, after a row with the name of the sheet."""
    rows: list[tuple[str, ...]] = []
    for sheet, columns in ((HOUSEHOLD_SHEET, HOUSEHOLD_COLUMNS), (MEMBER_SHEET, MEMBER_COLUMNS)):
        rows.append((f"Sheet {sheet}",))
        rows += [_row(sheet, place, column) for place, column in enumerate(columns, start=1)]
    return rows


def _row(sheet: str, place: int, column: Column) -> tuple[str, ...]:
    letters = CellPosition(sheet, 0, place).letters
    how = codes_text(column) if column.values else hint(column)
    return letters, column.title, how, column.use, column.note, column.unconfirmed


def guide_title() -> str:
    """Return the first line of the guide."""
    return f"{MARKER} – hướng dẫn"
